import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Change } from "../../../provider/lifecycle/change";
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
const change = (onChange: Change["onChange"], ...names: string[]): Change[] =>
  names.map((name) => ({ path: [name], kind: "update", onChange }));

describe("diff", () => {
  it.each([
    ["nothing changed", {}, []],
    ["the URL is spelled otherwise", { coverUrl: "HTTP://H:80/a%20b.jpg" }, []],
    ["the engine's own property changed", { __provider: "other" }, []],
    ["outputs are not in the arguments", { title: undefined, fileUrl: undefined }, []],
    ["the URL changed", { coverUrl: "http://h/c.jpg" }, change("update", "coverUrl")],
    ["the URL is unknown", { coverUrl: unknownValue }, change("update", "coverUrl")],
    ["onDelete changed", { onDelete: "restore" }, change("update", "onDelete")],
    ["the media changed", { mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0002" }, change("replace", "mediaId")],
    ["the media is unknown", { mediaId: unknownValue }, change("replace", "mediaId")],
    ["the region changed", { region: "cn-beijing" }, change("replace", "region")],
    [
      "media, region and URL changed",
      { mediaId: "x", region: "y", coverUrl: "z" },
      [...change("replace", "mediaId", "region"), ...change("update", "coverUrl")],
    ],
  ])("when %s", (_what, newer, changed) => {
    expect(diff(olds, { ...olds, ...newer })).toEqual({ changed });
  });

  it("takes a state of 0.1.0 as it was before outputs were added", () => {
    const { mediaId, coverUrl, region } = olds;
    expect(diff({ mediaId, coverUrl, region }, olds)).toEqual({ changed: [] });
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
        expect(diff(same, same)).toEqual({ changed: [] });
      }),
    );
  });
});
