import { mkdirSync, symlinkSync, unlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadManifest } from "../../../provider/manifest/loadManifest";
import { manifestLimits } from "../../../provider/manifest/limits";
import { ManifestError, problemLine } from "../../../provider/manifest/problem";
import { manifestFolder } from "../../support/manifestFolder";

const id = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const url = "http://covers.example/a.jpg";

/** What is wrong with one text. */
const problemsOf = (text: string): string[] => manifestFolder({ "covers.yaml": text }).problems();

describe("a manifest that is no YAML", () => {
  it.each<[what: string, text: string, problem: string]>([
    ["a tab", "covers:\n\t- mediaId: x", "covers.yaml:2:1: YAML cannot be indented by tabs; use blanks"],
    ["a list that does not end", "covers: [", "covers.yaml:1:10: is not YAML: "],
    ["two values on a line", "covers: a: b", "covers.yaml:1:9: is not YAML: Nested mappings"],
    [
      "two documents",
      "covers: []\n---\ncovers: []",
      "covers.yaml:2:1: must be one document; take out the line ---",
    ],
    ["a tag", "covers: !!js/function x", "covers.yaml:1:9: is not known here: Unresolved tag"],
    [
      "a key twice",
      "covers: []\ndefaults: {}\ncovers: []",
      "covers.yaml:3:1: the key covers is there twice, first in line 1; remove one",
    ],
    [
      "a key of an entry twice",
      `covers:\n  - mediaId: ${id}\n    url: ${url}\n    mediaId: ${id}`,
      "covers.yaml:4:5: the key mediaId is there twice, first in line 2",
    ],
    ["a key that is a list", "? [a]\n: b", "covers.yaml:1:3: a key must be a text"],
    ["an alias of nothing", "covers: *all", "covers.yaml:1:1: is not YAML: Unresolved alias"],
    ["a text", "just words", 'covers.yaml:1:1: the manifest must be a map; got "just words"'],
    ["a list", "- a", "covers.yaml:1:1: the manifest must be a map; got [ 'a' ]"],
    ["nothing", "", "covers.yaml:1:1: the manifest has no value; write one, or take it out"],
    ["a program", "#!/bin/sh\necho", 'covers.yaml:2:1: the manifest must be a map; got "echo"'],
    ["a page", "<html><body>Not found</body></html>", "covers.yaml:1:1: the manifest must be a map"],
    ["unquoted JSON", "{covers: [}", "covers.yaml:1:11: is not YAML: "],
  ])("is refused with its place: %s", (_what, text, problem) => {
    expect(problemsOf(text)[0]).toContain(problem);
  });

  it("may have aliases, but not so many that they explode", () => {
    const laughs = Array.from(
      { length: 9 },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join()}]`,
    );
    expect(problemsOf(`a0: &a0 [x]\n${laughs.join("\n")}\ncovers: *a9`)).toEqual([
      "covers.yaml:1:1: must not come to more than 10000 values by its aliases (*name); write them out",
    ]);
    expect(problemsOf("covers: &a [*a]")).toEqual([expect.stringContaining("covers[0] must be a map")]);
    const { load } = manifestFolder({
      "covers.yaml": `defaults: {region: &r cn-beijing}\ncovers:\n  - {mediaId: ${id}, url: "${url}", region: *r}`,
    });
    expect(load()).toMatchObject([{ region: "cn-beijing" }]);
  });

  it("may not have one video twice by an anchor, either", () => {
    const cover = `{mediaId: ${id}, url: "${url}"}`;
    expect(problemsOf(`covers:\n  - &first ${cover}\n  - *first`)).toEqual([
      `covers.yaml:3:5: the video ${id} has a cover already, in line 2 of covers.yaml; remove one`,
    ]);
    expect(problemsOf("defaults: &d {region: cn-beijing}\ncovers: *D")).toEqual([
      expect.stringContaining("covers.yaml:1:1: is not YAML: Unresolved alias"),
    ]);
  });

  it("may begin with a byte order mark, and have lines that end as on Windows: places are right", () => {
    const text = `\uFEFFcovers:\r\n  - mediaId: ${id}\r\n    ulr: "${url}"\r\n`;
    expect(problemsOf(text)).toEqual([
      expect.stringContaining("covers.yaml:2:5: covers[0] has no cover"),
      "covers.yaml:3:5: covers[0].ulr is not a key of a cover; did you mean url?",
    ]);
  });

  it("is refused in no time, however many keys a map has, and however deep it is", () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `key${index}: x`).join("\n");
    expect(problemsOf(keys).length).toBe(50_000);
    expect(problemsOf("[".repeat(100_000)).length).toBeGreaterThan(0);
  });

  it("must not be larger than the stated limit", () => {
    const line = `  - {mediaId: ${id}, url: "${url}"}\n`;
    const tenMegabytes = `covers:\n${line.repeat(10_000_000 / line.length)}`;
    expect(problemsOf(tenMegabytes)).toEqual([
      expect.stringMatching(
        /^covers.yaml:1:1: the manifest must be at most 4,194,304 bytes long, where it has 9,999,\d\d\d; divide it, and name the parts in include$/,
      ),
    ]);
    expect(manifestLimits.maxFileBytes).toBe(4_194_304);
  });

  it("is refused where it is text in neither UTF-8 nor UTF-16", () => {
    const { problems } = manifestFolder({ "covers.yaml": Buffer.from("c\u00f6vers: []", "latin1") });
    expect(problems()).toEqual([
      "covers.yaml:1:1: the manifest is not text in UTF-8 or UTF-16; save it as UTF-8",
    ]);
  });

  it("is read in UTF-16, too, which PowerShell writes", () => {
    const { problems } = manifestFolder({ "covers.yaml": Buffer.from("\ufeffcovers: []", "utf16le") });
    expect(problems()).toEqual([]);
  });
});

describe("a value of a manifest", () => {
  it.each<[what: string, text: string, problem: string]>([
    ["an unknown key", "cover: []", "1:1: cover is not a key of a manifest; did you mean covers?"],
    [
      "a key like no other",
      "titles: []",
      "1:1: titles is not a key of a manifest; a manifest takes defaults, include, pictures, covers",
    ],
    ["__proto__", "__proto__: {polluted: yes}", "1:1: __proto__ is not a key of a manifest"],
    ["constructor", "covers: [{constructor: x}]", "1:11: covers[0].constructor is not a key of a cover"],
    [
      "a key of defaults in other case",
      "defaults:\n  baseURL: x",
      "2:3: defaults.baseURL is not a key of defaults; did you mean baseUrl?",
    ],
    ["a merge key", "defaults:\n  <<: {region: x}", '2:3: defaults["<<"] is not a key of defaults'],
    ["no list", "covers: yes", '1:9: covers must be a list; got "yes"'],
    ["an empty value", "covers:", "1:8: covers has no value; write one, or take it out"],
    ["an empty entry", "covers:\n  -", "2:4: covers[0] has no value"],
    [
      "a region",
      "defaults: {region: Hangzhou!}",
      '1:20: defaults.region must be the id of a region, such as cn-hangzhou; got "Hangzhou!"',
    ],
    [
      "onDelete",
      "defaults: {onDelete: keep}",
      '1:22: defaults.onDelete must be "retain" or "restore"; got "keep"',
    ],
    ["a bucket", "defaults: {bucket: A}", "1:20: defaults.bucket must be the name of an OSS bucket"],
    [
      "a base URL",
      "defaults: {baseUrl: 'https://a/'}",
      '1:21: defaults.baseUrl must be an http: URL, as the service does not take https:; got "https://a/"; write "http://a/"',
    ],
    [
      "a file",
      "covers: [{file: 'oss://Bucket', url: 'http://a/b'}]",
      '1:17: covers[0].file must be an http: URL or oss://<bucket>/<object>; got "oss://Bucket"',
    ],
    ["no video", "covers: [{url: 'http://a/b'}]", "1:10: covers[0] names no video; give mediaId or file"],
    ["no cover", `covers: [{mediaId: ${id}}]`, "1:10: covers[0] has no cover; give url, image or snapshot"],
    [
      "two media",
      `covers: [{mediaId: ${id}, file: 'http://a/b', url: 'http://a/b'}]`,
      "1:54: covers[0].file stands beside mediaId; keep one",
    ],
    [
      "two covers",
      `covers: [{mediaId: ${id}, url: 'http://a/b', image: a.jpg}]`,
      "1:73: covers[0].image stands beside url; keep one",
    ],
  ])("is refused with its place, the rule and the fix: %s", (_what, text, problem) => {
    expect(problemsOf(text).join("\n")).toContain(`covers.yaml:${problem}`);
  });

  it("is refused as data too: path, rule, value and fix", () => {
    const { load } = manifestFolder({
      "covers.yaml": `covers: [{mediaId: ${id}, url: 'https://a/b', mediaID: x}]`,
    });
    let problems: unknown;
    try {
      load();
    } catch (error) {
      problems = error instanceof ManifestError ? error.problems : error;
    }
    expect(problems).toMatchObject([
      {
        path: ["covers", 0, "url"],
        rule: "must be an http: URL, as the service does not take https:",
        got: '"https://a/b"',
        fix: 'write "http://a/b"',
        line: 1,
      },
      { path: ["covers", 0, "mediaID"], rule: "is not a key of a cover", fix: "did you mean mediaId?" },
    ]);
  });

  it("is the whole id of a video, though YAML would take it for a number", () => {
    const ids = [
      "00000000000000000000000000000001",
      "12345678901234567890123456789012",
      "1234567890123456789012345678e101",
    ];
    const { load } = manifestFolder({
      "covers.yaml": `covers:\n${ids.map((each) => `  - {mediaId: ${each}, url: "${url}"}`).join("\n")}`,
    });
    expect(load().map(({ media }) => media)).toEqual(ids.map((mediaId) => ({ mediaId })));
  });

  it("is refused together with all others, in the order of the lines, and an error names the first hundred", () => {
    const { problems, load } = manifestFolder({
      "covers.yaml": `defaults: {region: 1}
covers:
${Array.from({ length: 150 }, (_, index) => `  - mediaId: ${index}\n    url: ftp://x`).join("\n")}`,
    });
    expect(problems().length).toBe(301);
    expect(problems().map((line) => Number(line.split(":")[1]))).toEqual([
      1,
      ...Array.from({ length: 300 }, (_, index) => index + 3),
    ]);
    expect(load).toThrow(
      /has 301 problems:\n {2}.*covers.yaml:1:20: defaults.region must(.|\n)*\n {2}and 201 more$/,
    );
  });
});

describe("a video twice", () => {
  it.each([
    ["by id", `{mediaId: ${id}, url: "${url}"}`, `{mediaId: ${id}, url: "${url}"}`, id],
    ["by id, one of them wrong", `{mediaId: ${id}, url: "${url}"}`, `{mediaId: ${id}, url: x}`, id],
    [
      "by file, in two spellings",
      `{file: "oss://videos/預 告.mp4", url: "${url}"}`,
      `{file: "http://videos.oss-cn-beijing.aliyuncs.com/預%20告.mp4", url: "${url}"}`,
      "http://videos.oss-cn-beijing.aliyuncs.com/預%20告.mp4",
    ],
  ])("is refused with both places: %s", (_what, one, other, name) => {
    const text = `defaults: {region: cn-beijing}\ninclude: [more.yaml]\ncovers:\n  - ${one}`;
    const { problems } = manifestFolder({ "covers.yaml": text, "more.yaml": `covers:\n  - ${other}` });
    const problem = problems().find((line) => line.includes("already"));
    expect(problem).toMatch(/^more.yaml:2:5: /);
    expect(problem).toContain(`the video ${name} has a cover already, in line 4 of `);
    expect(problem).toMatch(/covers.yaml; remove one$/);
  });

  it("is none in two regions", () => {
    const { load } = manifestFolder({
      "covers.yaml": `covers:\n  - {mediaId: ${id}, url: "${url}"}\n  - {mediaId: ${id}, url: "${url}", region: cn-beijing}`,
    });
    expect(load().map(({ region }) => region)).toEqual([undefined, "cn-beijing"]);
  });
});

const problemsWith = (include: string, others: Record<string, string> = {}): string[] =>
  manifestFolder({ "covers.yaml": `include: ${include}`, ...others }).problems();

describe("what a manifest includes", () => {
  it.each<[what: string, include: string, others: Record<string, string>, problem: string]>([
    [
      "itself",
      "[covers.yaml]",
      {},
      "covers.yaml:1:11: covers.yaml includes itself, by way of this line; remove it",
    ],
    [
      "itself by another",
      "[a/b.yaml]",
      { "a/b.yaml": "include:\n  - ../covers.yaml" },
      "a/b.yaml:2:5: covers.yaml includes itself",
    ],
    [
      "a file twice",
      "[a.yaml, b.yaml]",
      { "a.yaml": "include: [b.yaml]", "b.yaml": "covers: []" },
      "covers.yaml:1:19: b.yaml is included twice, first in line 1 of a.yaml; remove one",
    ],
    ["nothing", "[none.yaml]", {}, "covers.yaml:1:11: none.yaml does not exist"],
    ["a folder", "[a]", { "a/b.yaml": "" }, "covers.yaml:1:11: a is a folder; name a file in it"],
    [
      "a file of the system",
      "[/etc/hostname]",
      {},
      "covers.yaml:1:11: /etc/hostname is outside of the project folder ",
    ],
    ["what is no text", "[[a]]", {}, "covers.yaml:1:11: include[0] must be a text; got [ 'a' ]"],
  ])("must not be %s", (_what, include, others, problem) => {
    expect(problemsWith(include, others)[0]).toContain(problem);
  });

  it("must be in the project's folder, symlinks followed, unless root says otherwise", () => {
    const outside = manifestFolder({ "secret.yaml": "covers: []" });
    const { path, problems } = manifestFolder({ "covers.yaml": "include: [link.yaml]" });
    symlinkSync(outside.path("secret.yaml"), path("link.yaml"));
    expect(problems()).toEqual([
      expect.stringMatching(
        /^covers.yaml:1:11: link.yaml is outside of the project folder \S+ \(it is a symlink to \S+secret.yaml\); move it there, or set root/,
      ),
    ]);
    expect(problems({ root: "/" })).toEqual([]);
  });

  it("must not be itself under another name", () => {
    const { path, problems } = manifestFolder({
      "covers.yaml": "include: [a.yaml]",
      "a.yaml": "include: [link.yaml]",
    });
    symlinkSync(path("covers.yaml"), path("link.yaml"));
    expect(problems()).toEqual([
      expect.stringMatching(/^a.yaml:1:11: \S+ includes itself, by way of this line/),
    ]);
  });

  it("must not be too large, either: the place is that of the line that includes it", () => {
    const big = "#".repeat(manifestLimits.maxFileBytes + 1);
    expect(problemsWith("[a/big.yaml]", { "a/big.yaml": big })).toEqual([
      expect.stringMatching(
        /^covers.yaml:1:11: a\/big.yaml must be at most 4,194,304 bytes long, where it has 4,194,305/,
      ),
    ]);
  });

  it("may be anywhere in the folder that holds Pulumi.yaml", () => {
    const inside = manifestFolder({
      "Pulumi.yaml": "",
      "live/covers.yaml": "include: [../all.yaml]",
      "all.yaml": "covers: []",
    });
    expect(loadManifest(inside.path("live/covers.yaml"))).toEqual([]);
  });

  it("says where it is wrong, and passes its defaults on, which others may override", () => {
    const { load } = manifestFolder({
      "covers.yaml": `defaults: {region: cn-beijing, onDelete: restore}\ninclude: [a.yaml]`,
      "a.yaml": `defaults: {region: cn-shanghai}\ncovers:\n  - {mediaId: ${id}, url: "${url}"}`,
    });
    expect(load()).toMatchObject([
      { region: "cn-shanghai", onDelete: "restore", position: { line: 3, column: 5 } },
    ]);
  });

  it("is at most 200 files", () => {
    const chain = Object.fromEntries(
      Array.from({ length: 201 }, (_, index) => [`${index}.yaml`, `include: [${index + 1}.yaml]`]),
    );
    const { problems } = manifestFolder({ "covers.yaml": "include: [0.yaml]", ...chain });
    expect(problems()).toEqual([
      "198.yaml:1:11: 199.yaml is one file too many: a manifest is made of at most 200",
    ]);
  });
});

describe("the manifest itself", () => {
  it("must exist, and be a file", () => {
    const { path, problems } = manifestFolder({});
    expect(problems()).toEqual(["covers.yaml:1:1: the manifest does not exist"]);
    mkdirSync(path("covers.yaml"));
    expect(problems()).toEqual(["covers.yaml:1:1: the manifest is a folder; name a file in it"]);
  });

  it("must not be a symlink to itself, nor anything but a file", () => {
    const { path, problems } = manifestFolder({});
    symlinkSync("covers.yaml", path("covers.yaml"));
    expect(problems()).toEqual(["covers.yaml:1:1: the manifest is a symlink to itself"]);
    unlinkSync(path("covers.yaml"));
    symlinkSync("/dev/null", path("covers.yaml"));
    expect(problems({ root: "/" })).toEqual(["covers.yaml:1:1: the manifest is not a file"]);
  });
});

const warningsOf = (text: string): string[] => {
  const warnings: string[] = [];
  const { load, folder } = manifestFolder({ "covers.yaml": text });
  load({ warn: (warning) => void warnings.push(problemLine(warning).replaceAll(`${folder}/`, "")) });
  return warnings;
};

describe("a manifest that is valid, but hardly meant", () => {
  const entry = "covers:\n  - mediaId: 6cc3aa66d1cb4bb2adf14e726c0a0001\n";

  it.each([
    ["#1/a.jpg", 'ends before " #1/a.jpg", which YAML takes for a comment'],
    ["# 1/a.jpg", 'ends before " # 1/a.jpg"'],
  ])("warns where YAML cuts a URL off: season %s", (rest, told) => {
    const [warning, ...more] = warningsOf(`${entry}    url: http://covers.example/season ${rest}\n`);
    expect(warning).toContain(`covers.yaml:3:38: url ${told}`);
    expect(warning).toContain(`write it in quotes: "http://covers.example/season ${rest}"`);
    expect(more).toEqual([]);
  });

  it("warns of a URL that goes on in the next line, and of an included file that is cut off", () => {
    expect(warningsOf(`${entry}    url: http://covers.example/a\n      b.jpg\n`)).toEqual([
      "covers.yaml:3:10: url goes on in the next line, which YAML joins with a blank; write it on one line",
    ]);
    const { load } = manifestFolder({ "covers.yaml": "include:\n  - season #1.yaml\ncovers: []\n" });
    const warnings: string[] = [];
    expect(() => load({ warn: (warning) => void warnings.push(problemLine(warning)) })).toThrow("season");
    expect(warnings).toEqual([expect.stringContaining('include ends before " #1.yaml"')]);
  });

  it("shows nothing of what YAML cuts off where it may be a part of a secret", () => {
    const { load, path } = manifestFolder({
      "covers.yaml": `${entry}    url: http://c.example/a.jpg?Signature=hu #sh\n`,
    });
    const warnings: string[] = [];
    expect(() => load({ warn: (warning) => void warnings.push(problemLine(warning)) })).toThrow("?query");
    expect(warnings).toEqual([
      `${path("covers.yaml")}:3:45: url ends before " #…", which YAML takes for a comment; if it belongs to the value, write it in quotes`,
    ]);
  });

  it("warns of a source file that is cut off", () => {
    const text = "covers:\n  - file: oss://videos/part #2.mp4\n    url: http://covers.example/a.jpg\n";
    expect(warningsOf(text)).toEqual([
      expect.stringContaining('covers.yaml:2:28: file ends before " #2.mp4"'),
    ]);
  });

  it.each([
    "    url: http://covers.example/a.jpg # the one with the logo\n",
    "    url: 'http://covers.example/a.jpg' #1\n",
    "    url: http://covers.example/a.jpg\n    #old.jpg\n",
  ])("says nothing of an ordinary comment: %j", (text) => {
    expect(warningsOf(`${entry}${text}`)).toEqual([]);
  });

  it("warns of a cover that no viewer can load", () => {
    const internal = "http://covers.oss-cn-hangzhou-internal.aliyuncs.com/a.jpg";
    expect(warningsOf(`${entry}    url: ${internal}\n`)).toEqual([
      expect.stringMatching(/^covers\.yaml:2:5: the cover .*viewers cannot load the picture/),
    ]);
  });
});
