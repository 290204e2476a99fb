import { describe, expect, it } from "vitest";
import type { CoverChange } from "../../../../cli/report/compareCovers";
import { renderHtml, type Report } from "../../../../cli/report/html/renderHtml";
import { readPreview } from "../../../../cli/report/readPreview";
import { renderMarkdown } from "../../../../cli/report/renderMarkdown";
import { noPictures, recorded } from "../../../support/reports";

const small: Report = {
  ...readPreview(recorded("preview-changes")),
  source: "preview.json",
  pictures: noPictures,
  link: false,
};
const change = (more: Partial<CoverChange> = {}): CoverChange => ({
  kind: "changed",
  media: "0".repeat(32),
  region: "cn-hangzhou",
  owner: "trailer",
  title: "",
  before: { url: "http://c.example/a.jpg" },
  after: { url: "http://c.example/b.jpg" },
  note: "",
  ...more,
});
const of = (...changes: CoverChange[]): Report => ({ ...small, changes });
const htmlOf = (report: Report): string => [...renderHtml(report)].join("");

describe("HTML", () => {
  it("of a small preview is as in the golden file", async () => {
    await expect(htmlOf(small)).toMatchFileSnapshot("golden/report.html");
  });

  it("lets nothing of a title be markup, and no data end its script", () => {
    const evil = `</script><img src=x onerror="alert(1)">'&`;
    const pictures = {
      of: () => ({ dataUrl: "data:image/png;base64,AAAA", problems: [] }),
      faulty: 0,
      lacksThumbnails: false,
    };
    const text = htmlOf({ ...of(change({ title: evil })), pictures });
    expect(text).not.toContain("<img src=x");
    expect(text).toContain("&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;");
    expect(text.match(/<\/script>/g)).toHaveLength(2);
  });

  it("lets pictures of hosts in only where they are linked", () => {
    expect(htmlOf(small)).toContain("img-src data:;");
    expect(htmlOf(small)).not.toContain("<img");
    const linked = htmlOf({ ...of(change()), link: true });
    expect(linked).toContain("img-src data: http: https:;");
    expect(linked.match(/<img [^>]*src="http:\/\/c\.example/g)).toHaveLength(2);
  });
});

describe("Markdown", () => {
  it("of a small preview is as in the golden file", async () => {
    await expect(renderMarkdown(small)).toMatchFileSnapshot("golden/report.md");
  });

  it("takes half a surrogate pair, which no URL can hold, for what it is", () => {
    expect(renderMarkdown(of(change({ after: { url: "http://c.example/\ud800(.jpg" } })))).toContain(
      "http://c.example/%EF%BF%BD%28.jpg",
    );
  });

  it("lets nothing of a title be markup, a table's cell, a link, or a mention", () => {
    const text = renderMarkdown(
      of(change({ title: "a|b\n<img> `x` **y** [z](http://e.example) @octocat #1 \u202Etxt" })),
    );
    const row = text.split("\n").find((line) => line.startsWith("| changed")) ?? "";
    expect(row).toContain(
      String.raw`\<img\>` +
        " " +
        String.raw`\`x\`` +
        " " +
        String.raw`\*\*y\*\*` +
        " " +
        String.raw`\[z\](http:` +
        "\u2060//",
    );
    expect(row).toContain("@\u2060octocat \\#\u20601");
    expect(row).not.toContain("\u202E");
    expect(row.split(/(?<!\\)\|/)).toHaveLength(6);
  });

  it("writes URLs that end neither the picture nor the cell, and no picture of what is no http URL", () => {
    const text = renderMarkdown(
      of(change({ before: { url: "javascript:alert(1)" }, after: { url: "http://c.example/a(1)|b c.jpg" } })),
    );
    expect(text).toContain("![after](http://c.example/a%281%29%7Cb%20c.jpg)");
    expect(text).not.toContain("javascript");
    expect(htmlOf(of(change({ after: { url: "javascript:alert(1)" } })))).not.toContain('href="javascript');
  });

  it("fits a comment, and says how many covers it left out", () => {
    const changes = Array.from({ length: 5_000 }, (_, index) => change({ title: `Episode ${index}` }));
    const text = renderMarkdown(of(...changes, change({ kind: "unchanged" })));
    expect(text.length).toBeLessThanOrEqual(65_536);
    const rows = text.split("\n").filter((line) => line.startsWith("| changed")).length;
    expect(rows).toBeGreaterThan(200);
    expect(text).toContain(`\n${(5_000 - rows).toLocaleString("en-US")} more covers are left out`);
    expect(text).toContain("<summary>1 unchanged</summary>");
  });
});
