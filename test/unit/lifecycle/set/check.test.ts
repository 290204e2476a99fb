import { describe, expect, it } from "vitest";
import { describeProblem, valid } from "../../../../provider/cover/problem";
import { check } from "../../../../provider/lifecycle/set/check";
import { unknownValue } from "../../../../provider/lifecycle/unknown";
import { mediaIdFor } from "../../../support/mediaIds";

const [a, b] = ["6cc3aa66d1cb4bb2adf14e726c0a000a", "6cc3aa66d1cb4bb2adf14e726c0a000b"];
const here = valid("cn-hangzhou");
const reasonsOf = (news: Record<string, unknown>): string[] =>
  check(news, here).problems.map(describeProblem);

describe("the check of a set", () => {
  it("completes good arguments: canonical URLs in the order of the ids, region and onDelete filled in", () => {
    const { inputs, problems } = check({ covers: { [b]: "http://h/b c.jpg", [a]: "HTTP://H/a.jpg" } }, here);
    expect(problems).toEqual([]);
    expect(inputs).toEqual({
      covers: { [a]: "http://h/a.jpg", [b]: "http://h/b%20c.jpg" },
      region: "cn-hangzhou",
      onDelete: "retain",
    });
    expect(Object.keys(inputs["covers"] ?? {})).toEqual([a, b]);
  });

  it("takes a set of nothing", () => {
    expect(check({ covers: {} }, here)).toMatchObject({ inputs: { covers: {} }, problems: [] });
  });

  it("lets unknown values pass: all covers, or one URL, though never a bad one beside it", () => {
    expect(check({ covers: unknownValue }, here).problems).toEqual([]);
    expect(check({ covers: { [a]: unknownValue } }, here)).toMatchObject({
      inputs: { covers: { [a]: unknownValue } },
      problems: [],
    });
    expect(reasonsOf({ covers: { [a]: unknownValue, [b]: 5 } })).toHaveLength(1);
  });

  it("reports every bad entry at once, each by its media, with rule, value and fix", () => {
    const covers = {
      abc: "http://h/1.jpg",
      [a]: "https://h/2.jpg",
      [`cn-shanghai/${b}`]: "http://h/3.jpg",
      [b]: 5,
    };
    expect(reasonsOf({ covers, region: "Moon!" })).toEqual([
      `covers["${a}"] must be an http: URL, as the service does not take https:; got "https://h/2.jpg"; write "http://h/2.jpg"`,
      `covers["${b}"] must be a string: the http: URL of the picture; got 5`,
      "covers.abc has a key that must be 32 characters of 0-9 and a-f (it has 3 characters); copy the id from the console or from AddMedia's answer",
      `covers["cn-shanghai/${b}"] has a key that must be the media id alone; write "${b}": the region is an argument of the set`,
      'region must be the id of a region, such as cn-hangzhou; got "Moon!"',
    ]);
  });

  it("lists the first twenty of many, then their number", () => {
    const covers = Object.fromEntries(
      Array.from({ length: 1_500 }, (_, index) => [mediaIdFor(index), "ftp://h/a"]),
    );
    const reasons = reasonsOf({ covers });
    expect(reasons).toHaveLength(21);
    expect(reasons[19]).toContain(mediaIdFor(19));
    expect(reasons[20]).toBe("covers has 1,480 more problems like these");
  });

  it.each([
    ["missing", undefined, "is required; give the covers by media id"],
    ["null", null, "is required; give the covers by media id"],
    [
      "a list",
      [["a", "b"]],
      "must be an object: the URL of each cover by its media id; got [ [ 'a', 'b' ] ]",
    ],
    ["a text", "covers.json", 'must be an object: the URL of each cover by its media id; got "covers.json"'],
  ])("refuses covers that are %s", (_what, covers, reason) => {
    expect(reasonsOf({ covers })).toEqual([expect.stringContaining(`covers ${reason}`)]);
  });

  it("never shows what is secret in a URL, as no message of ours may", () => {
    expect(reasonsOf({ covers: { [a]: "http://user:hush@h/a.jpg" } }).join()).not.toContain("hush");
  });

  it("names an argument that there is not", () => {
    expect(reasonsOf({ covers: {}, Covers: {}, coverUrl: "x" })).toEqual([
      "Covers is not an argument of MediaCoverSet; did you mean covers?",
      "coverUrl is not an argument of MediaCoverSet; a MediaCoverSet takes covers, region, onDelete",
    ]);
  });
});
