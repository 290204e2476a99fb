import { describe, expect, it } from "vitest";
import { invalid, valid } from "../../../provider/cover/problem";
import { checkMediaId, checkRegion } from "../../../provider/cover/rules";

const nowhere = invalid("is not set");
const fixesOf = (result: ReturnType<typeof checkRegion>): unknown[] =>
  result.ok ? [] : result.problems.map(({ fix }) => fix);

describe("a region", () => {
  it.each(["CN-HANGZHOU", "cn_hangzhou", " cn-hangzhou ", "cn-hangzhou\u200b", "cn–hangzhou"])(
    "offers the id that %j stands for",
    (region) => {
      expect(fixesOf(checkRegion(region, nowhere))).toEqual(['write "cn-hangzhou"']);
    },
  );

  it.each(["hangzhou", "", "cn hangzhou", 5, {}])(
    "offers nothing for %j, which stands for none",
    (region) => {
      expect(fixesOf(checkRegion(region, nowhere))).toEqual([undefined]);
    },
  );

  it("is the default one where none is given", () => {
    expect(checkRegion(undefined, valid("cn-beijing"))).toEqual(valid("cn-beijing"));
    expect(checkRegion(null, nowhere)).toEqual(nowhere);
  });
});

it("offers the id of a video without an invisible character that was copied with it", () => {
  const id = "6cc3aa66d1cb4bb2adf14e726c0a0001";
  expect(fixesOf(checkMediaId(`${id}\u200b`))).toEqual([`write "${id}"`]);
});
