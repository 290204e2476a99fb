import { describe, expect, it } from "vitest";
import {
  at,
  describePath,
  describeProblem,
  describeValue,
  invalid,
  valid,
} from "../../../provider/cover/problem";

describe("a problem", () => {
  it("is told with its place, its rule, the value and the fix", () => {
    const problem = { path: ["covers", 3, "url"], rule: "must be a URL", got: '"x"', fix: "write one" };
    expect(describeProblem(problem)).toBe('covers[3].url must be a URL; got "x"; write one');
  });

  it("is told without what is not known of it", () => {
    expect(describeProblem({ path: [], rule: "must be a URL" })).toBe("must be a URL");
  });

  it.each([
    [["covers", "6cc3aa66d1cb4bb2adf14e726c0a0001"], 'covers["6cc3aa66d1cb4bb2adf14e726c0a0001"]'],
    [["defaults", "region"], "defaults.region"],
    [["alicloud:region"], "alicloud:region"],
    [["covers", 'a"b'], 'covers["a\\"b"]'],
  ])("has the path %j written as in code", (path, text) => {
    expect(describePath(path)).toBe(text);
  });

  it("gets the place of its value from whoever knows it", () => {
    expect(at(["covers", 0], at(["url"], invalid("is required")))).toEqual({
      ok: false,
      problems: [{ path: ["covers", 0, "url"], rule: "is required" }],
    });
    expect(at(["url"], valid(1))).toEqual({ ok: true, value: 1 });
  });
});

describe("a value in an error", () => {
  it.each([
    ["a\u200bb", '"a\\u200bb"'],
    ["\u202egpj", '"\\u202egpj"'],
    ["\u009b31m", '"\\u009b31m"'],
    ["\u{e0041}", '"\\udb40\\udc41"'],
    [["\ufeff"], "[ '\\ufeff' ]"],
  ])("shows what nobody sees, and what would change the terminal, as escapes: %j", (value, text) => {
    expect(describeValue(value)).toBe(text);
  });
});
