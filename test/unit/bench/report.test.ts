import { XMLValidator, XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { judge } from "../../../bench/figures.ts";
import { readOptions } from "../../../bench/options.ts";
import { barOf, plot } from "../../../bench/plot.ts";
import { markdownReport } from "../../../bench/report.ts";
import { markdownTable } from "../../../bench/table.ts";
import { resultOf } from "./results.ts";

const failedUp = { wrong: 900, refused: 900, failure: "pulumi up failed: <Throttling> Request ID: 1-2" };
const results = [resultOf("media-cover-set"), resultOf("documented-provider", failedUp)];
const notRun = [{ title: "MediaCover, one each", reason: "was not asked for (--only)" }];

it("a Markdown table is aligned, and no cell breaks it", () => {
  expect(markdownTable({ head: ["a", "count"], rows: [["x|y", "1"]] })).toBe(
    ["| a    | count |", "| ---- | ----: |", "| x\\|y |     1 |"].join("\n"),
  );
});

it("the report shows what was measured, what was not run and why, and what failed", () => {
  const options = readOptions(["--window", "sliding"]);
  const verdicts = judge(results, { latencyMs: 30, isRealCli: true, canWatchMemory: true });
  const report = markdownReport({ options, results, notRun, verdicts, machine: ["a machine"] });
  expect(report.split("\n")).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /^\| MediaCoverSet +\| +10\.3 \| +1\.030 \| +12\.0 \| +1,100 \| +0 \| +0 \| +98 \|/,
      ),
      expect.stringMatching(/^\| MediaCover, one each +\| +not run \|/),
      "Not run: MediaCover, one each. It was not asked for (--only).",
      "- dynamic provider as documented, sliding seconds: `pulumi up failed: <Throttling>`",
      "To repeat it: `npm run bench -- --window sliding`",
      expect.stringMatching(
        /^\| calls of the refresh +\| +MediaCoverSet \| +sliding \| +100 \| +100 \| reached \|$/,
      ),
    ]),
  );
});

describe("the plot", () => {
  const svg = plot(1000, 'a heading with <, & and "', results.map(barOf), notRun);

  it("is well-formed, and says in words what it shows", () => {
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(new XMLParser({ ignoreAttributes: false }).parse(svg)).toMatchObject({
      svg: {
        "@_role": "img",
        "@_aria-labelledby": "title description",
        title: { "#text": "Seconds to set 1,000 covers", "@_id": "title" },
        desc: {
          "@_id": "description",
          "#text": expect.stringMatching(/limit is 10\.0 s\. MediaCoverSet: 10\.3 s, .* not run\.$/),
        },
      },
    });
  });

  it("labels refused calls and wrong covers", () => {
    expect(svg).toContain(">10.3 s, 900 refused, 900 wrong<");
  });

  it("draws the longest bar within the panel, whatever its length", () => {
    for (const seconds of [0.02, 3, 133.4, 25_000]) {
      const bars = [{ ...barOf(resultOf("media-cover-set")), commandSeconds: seconds }];
      const ends = [...plot(1, "", bars, []).matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(
        ([, left, width]) => Number(left) + Number(width),
      );
      expect(Math.max(...ends)).toBeLessThanOrEqual(860);
    }
  });
});
