import { describe, expect, it } from "vitest";
import type { Change } from "../../../../provider/lifecycle/change";
import { diff } from "../../../../provider/lifecycle/set/diff";
import { unknownValue } from "../../../../provider/lifecycle/unknown";
import { mediaIdFor } from "../../../support/mediaIds";

const [a, b, gone] = [mediaIdFor(10), mediaIdFor(11), mediaIdFor(12)];
const news = {
  covers: { [a]: "http://h/a.jpg", [b]: "http://h/b.jpg" },
  region: "cn-hangzhou",
  onDelete: "retain",
};
const olds = { ...news, count: 2, previousCovers: {}, failures: [] };
const failures = [{ code: "X", fix: "y", example: "z", mediaIds: [b] }];
const same: Change[] = [];
const update = (...path: string[]): Change[] => [{ path, kind: "update", onChange: "update" }];

describe("the diff of a set", () => {
  it.each([
    ["nothing changed", {}, {}, same],
    ["nothing is managed, before and after", { covers: {}, count: 0 }, { covers: {} }, same],
    [
      "URLs differ in spelling only",
      {},
      { covers: { [a]: "HTTP://H:80/%61.jpg", [b]: "http://h/b.jpg" } },
      same,
    ],
    [
      "an older version recorded less",
      { count: undefined, failures: undefined, previousCovers: undefined },
      {},
      same,
    ],
    ["a URL changed", {}, { covers: { ...news.covers, [a]: "http://h/c.jpg" } }, update("covers", a)],
    [
      "a cover came",
      { covers: { [a]: "http://h/a.jpg" } },
      {},
      [{ path: ["covers", b], kind: "add", onChange: "update" }],
    ],
    [
      "a cover left",
      {},
      { covers: { [a]: "http://h/a.jpg" } },
      [{ path: ["covers", b], kind: "delete", onChange: "update" }],
    ],
    ["a URL is not known yet", {}, { covers: { ...news.covers, [a]: unknownValue } }, update("covers", a)],
    ["no cover is known yet", {}, { covers: unknownValue }, update("covers")],
    ["onDelete changed", {}, { onDelete: "restore" }, update("onDelete")],
    ["onDelete is not known yet", {}, { onDelete: unknownValue }, update("onDelete")],
    [
      "the region changed",
      {},
      { region: "cn-shanghai" },
      [{ path: ["region"], kind: "update", onChange: "replace" }],
    ],
    [
      "a cover failed in the last run",
      { failures },
      {},
      [{ path: ["covers", b], kind: "update", onChange: "update", isRetry: true }],
    ],
    [
      "a cover failed in the last run that is not wanted any more",
      { covers: { [a]: "http://h/a.jpg" }, failures },
      { covers: { [a]: "http://h/a.jpg" } },
      [{ path: ["covers"], kind: "update", onChange: "update", isRetry: true }],
    ],
  ])("when %s", (_what, older, newer, changed) => {
    expect(diff({ info: () => {} }, { ...olds, ...older }, { ...news, ...newer })).toEqual({ changed });
  });

  it("says that covers are tried again, as the arguments do not show it", () => {
    const lines: string[] = [];
    diff({ info: (line) => lines.push(line) }, { ...olds, failures }, news);
    expect(lines).toEqual(["covers that failed in the last run and are tried again: 1 (X)"]);
  });

  it("names each reason, and leaves out covers that are not wanted any more", () => {
    const lines: string[] = [];
    const several = [
      { ...failures[0], mediaIds: [b, gone] },
      { ...failures[0], code: "Y", mediaIds: [a] },
      { ...failures[0], code: "Z", mediaIds: [gone] },
    ];
    const log = { info: (line: string) => lines.push(line) };
    diff(log, { ...olds, failures: several }, news);
    diff(log, { ...olds, failures: [several[2]] }, news);
    expect(lines).toEqual(["covers that failed in the last run and are tried again: 2 (X, Y)"]);
  });
});
