import { describe, expect, it } from "vitest";
import sharp from "sharp";
import { describeProblem, problemsIn } from "../../../provider/cover/problem";
import { inspectPicture } from "../../../provider/files/inspectPicture";

describe("what lies where a picture should be", () => {
  it.each([
    [
      "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
      "is a Git LFS pointer, not the picture; run `git lfs pull`, or set `lfs: true` in the workflow's checkout step",
    ],
    [
      "/annex/objects/SHA256E-s123--abc.jpg\n",
      "is a git-annex pointer, not the picture; run `git annex get`",
    ],
    ["../.git/annex/objects/x/y/a.jpg", "is a git-annex pointer"],
    ["<<<<<<< HEAD\nversion https://git-lfs.github.com/spec/v1\n", "is a merge conflict of Git"],
    ["data:image/png;base64,iVBORw0KGgo=", "is a data: URL, not the picture"],
    ["<!DOCTYPE html><html></html>", "is a web page (HTML), not a picture"],
    ["\ufeff  <html>", "is a web page (HTML), not a picture"],
    ['<?xml version="1.0"?>\n<Error><Code>NoSuchKey</Code></Error>', "is an error message of OSS (XML)"],
    ['<svg xmlns="http://www.w3.org/2000/svg"></svg>', "is SVG, which is no cover"],
    ['<?xml version="1.0"?><svg width="9"></svg>', "is SVG, which is no cover"],
    ["../pictures/trailer.jpg", "is a text with an address in it"],
    ["", "is empty"],
    ["anything", "its bytes are none of these"],
  ])("is named, with what to do: %j", (text, problem) => {
    const problems = problemsIn(inspectPicture(Buffer.from(text))).map(describeProblem);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });
});

describe("the size of a picture", () => {
  it.each([1, 3, 5, 6, 8])(
    "is that in which it is displayed, by its EXIF orientation %d",
    async (orientation) => {
      const create = { width: 64, height: 32, channels: 3, background: "red" } as const;
      const bytes = await sharp({ create }).withMetadata({ orientation }).jpeg().toBuffer();
      const [widthPixels, heightPixels] = orientation < 5 ? [64, 32] : [32, 64];
      expect(inspectPicture(bytes)).toMatchObject({ value: { widthPixels, heightPixels } });
    },
  );
});
