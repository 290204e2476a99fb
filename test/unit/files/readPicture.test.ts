import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeProblem, problemsIn, type Result } from "../../../provider/cover/problem";
import { describeFileError } from "../../../provider/files/findFile";
import { inspectPicture } from "../../../provider/files/inspectPicture";
import { type PictureBounds, readPicture } from "../../../provider/files/readPicture";
import { formats, picture, png, sample } from "../../support/pictures";
import { temporaryFolder } from "../../support/temporaryFolder";

/** Reads one file of a project with that content. */
function read(content: Buffer | string, bounds?: PictureBounds): ReturnType<typeof readPicture> {
  const folder = projectFolder();
  writeFileSync(join(folder, "a.jpg"), content);
  return readPicture(folder, join(folder, "a.jpg"), bounds);
}

const describeAll = (result: Result<unknown>): string[] => problemsIn(result).map(describeProblem);

const projectFolder = (): string => temporaryFolder("pictures");

describe("a picture", () => {
  it.each(formats)("is known by its bytes, whatever its name: %s", (format) => {
    expect(read(sample(format))).toMatchObject({
      value: { format, contentType: `image/${format}`, widthPixels: 32, heightPixels: 18 },
    });
  });

  it.each<[what: string, content: Buffer | string, problem: string]>([
    ["a renamed text", "just words", "its bytes are none of these"],
    ["a page", "<!doctype html><p>404", "is a web page (HTML), not a picture"],
    [
      "an SVG",
      '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"/>',
      "is SVG, which is no cover",
    ],
    [
      "a TIFF",
      Buffer.from("49492a0008000000020000010300010000004000000001010300010000004000000000000000", "hex"),
      "it is TIFF",
    ],
    ["the first bytes of a PNG", png(64, 64).subarray(0, 12), "its bytes are none of these"],
    ["nothing", "", "is empty; put the picture there"],
    ["no pixels", png(0, 0), "is 0 x 0 pixels by its own account; save it anew"],
    ["no width", png(0, 64), "is 0 x 64 pixels"],
    [
      "a dot",
      png(1, 1),
      "must be at least 16 pixels on each side, where it is 1 x 1; take a larger one, or lower minSidePixels",
    ],
    [
      "a line",
      png(9000, 20),
      "must be at most 8192 pixels on each side, where it is 9000 x 20; make it smaller, or raise maxSidePixels",
    ],
  ])("is refused as a cover: %s", (_what, content, problem) => {
    expect(describeAll(read(content))).toEqual([expect.stringContaining(problem)]);
  });

  it("may be what the caller allows, and everything that is wrong is said at once", () => {
    expect(read(png(8, 8), { minSidePixels: 8 })).toMatchObject({ value: { widthPixels: 8 } });
    expect(describeAll(read(picture, { maxBytes: 10 }))).toEqual([
      `must be at most 10 bytes, where it has ${picture.length}; make it smaller, or raise maxBytes`,
    ]);
    expect(describeAll(read(png(40, 4), { maxSidePixels: 32 }))).toEqual(
      [/least 16/, /most 32/].map((rule) => expect.stringMatching(rule)),
    );
  });

  it("of 40 MB is refused without being read", () => {
    const folder = projectFolder();
    writeFileSync(join(folder, "film.jpg"), picture);
    truncateSync(join(folder, "film.jpg"), 40_000_000);
    expect(describeAll(readPicture(folder, join(folder, "film.jpg")))).toEqual([
      "must be at most 20,971,520 bytes, where it has 40,000,000; make it smaller, or raise maxBytes",
    ]);
  });

  it("must be a file of the project that can be read", () => {
    const folder = projectFolder();
    mkdirSync(join(folder, "folder.jpg"));
    symlinkSync("/etc/hostname", join(folder, "link.jpg"));
    const problems = (name: string): string[] => describeAll(readPicture(folder, join(folder, name)));
    expect(problems("none.jpg")).toEqual(["does not exist"]);
    expect(problems("folder.jpg")).toEqual(["is a folder; name a picture in it"]);
    expect(problems("link.jpg")).toEqual([expect.stringContaining("is outside of the project folder")]);
  });

  it("that may not be read says so", () => {
    const refusal = Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
    expect(describeFileError(refusal)).toBe("may not be read by this user");
  });

  it("cut off anywhere in its head is refused with a reason, or taken for a picture, but never a crash", () => {
    for (const format of formats) {
      const bytes = sample(format);
      const facts = Array.from(bytes, (_, length) => inspectPicture(bytes.subarray(0, length)));
      expect(facts).toHaveLength(bytes.length);
      for (const nothing of facts.slice(0, 6)) {
        expect(describeAll(nothing)).toEqual([expect.stringMatching(/; (save it|put the picture)/)]);
      }
    }
  });
});
