import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diff } from "../../../provider/lifecycle/diff";
import { unknownValue } from "../../../provider/lifecycle/unknown";

const olds = {
  mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0001",
  coverUrl: "http://h/a%20b.jpg",
  region: "cn-hangzhou",
  onDelete: "retain",
  previousCoverUrl: "",
  title: "t",
  fileUrl: "f",
};
const none = { changes: false };
const update = { replaces: [], deleteBeforeReplace: true };
const replaceOf = (...replaces: string[]) => ({ replaces, deleteBeforeReplace: true });

describe("diff", () => {
  it.each([
    ["nothing changed", {}, none],
    ["the URL is spelled otherwise", { coverUrl: "HTTP://H:80/a%20b.jpg" }, none],
    ["the engine's own property changed", { __provider: "other" }, none],
    ["outputs are not in the arguments", { title: undefined, fileUrl: undefined }, none],
    ["the URL changed", { coverUrl: "http://h/c.jpg" }, update],
    ["the URL is unknown", { coverUrl: unknownValue }, update],
    ["onDelete changed", { onDelete: "restore" }, update],
    ["the media changed", { mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0002" }, replaceOf("mediaId")],
    ["the media is unknown", { mediaId: unknownValue }, replaceOf("mediaId")],
    ["the region changed", { region: "cn-beijing" }, replaceOf("region")],
    [
      "media, region and URL changed",
      { mediaId: "x", region: "y", coverUrl: "z" },
      replaceOf("mediaId", "region"),
    ],
  ])("when %s", (_what, change, expected) => {
    expect(diff(olds, { ...olds, ...change })).toEqual(expected);
  });

  it("takes a state of 0.1.0 as it was before outputs were added", () => {
    const { mediaId, coverUrl, region } = olds;
    expect(diff({ mediaId, coverUrl, region }, olds)).toEqual(none);
  });

  it("finds nothing between anything and itself", () => {
    const outputs = fc.record({
      mediaId: fc.string(),
      coverUrl: fc.oneof(fc.webUrl(), fc.string()),
      region: fc.string(),
      onDelete: fc.constantFrom("retain", "restore"),
    });
    fc.assert(
      fc.property(outputs, (same) => {
        expect(diff(same, same)).toEqual(none);
      }),
    );
  });
});
