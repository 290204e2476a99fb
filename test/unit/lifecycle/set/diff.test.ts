import { describe, expect, it } from "vitest";
import { diff } from "../../../../provider/lifecycle/set/diff";
import { unknownValue } from "../../../../provider/lifecycle/unknown";

const [a, b] = ["6cc3aa66d1cb4bb2adf14e726c0a000a", "6cc3aa66d1cb4bb2adf14e726c0a000b"];
const news = {
  covers: { [a]: "http://h/a.jpg", [b]: "http://h/b.jpg" },
  region: "cn-hangzhou",
  onDelete: "retain",
};
const olds = { ...news, count: 2, previousCovers: {}, failures: [] };
const failures = [{ code: "X", fix: "y", example: "z", mediaIds: [b] }];
const same = { changes: false };
const update = { replaces: [], deleteBeforeReplace: true };

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
    ["a URL changed", {}, { covers: { ...news.covers, [a]: "http://h/c.jpg" } }, update],
    ["a cover came", { covers: { [a]: "http://h/a.jpg" } }, {}, update],
    ["a cover left", {}, { covers: { [a]: "http://h/a.jpg" } }, update],
    ["a URL is not known yet", {}, { covers: { ...news.covers, [a]: unknownValue } }, update],
    ["no cover is known yet", {}, { covers: unknownValue }, update],
    ["onDelete changed", {}, { onDelete: "restore" }, update],
    ["onDelete is not known yet", {}, { onDelete: unknownValue }, update],
    [
      "the region changed",
      {},
      { region: "cn-shanghai" },
      { replaces: ["region"], deleteBeforeReplace: true },
    ],
    ["covers failed in the last run", { failures }, {}, { ...update, changes: true }],
  ])("when %s", (_what, older, newer, expected) => {
    expect(diff({ info: () => {} }, { ...olds, ...older }, { ...news, ...newer })).toEqual(expected);
  });

  it("says that covers are tried again, as the arguments do not show it", () => {
    const lines: string[] = [];
    diff({ info: (line) => lines.push(line) }, { ...olds, failures }, news);
    expect(lines).toEqual(["covers that failed in the last run and are tried again: 1 (X)"]);
  });
});
