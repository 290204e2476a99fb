import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOssAddress } from "../../../provider/cover/ossObject";
import { describeProblem } from "../../../provider/cover/problem";

function problemOf(value: unknown): string {
  const read = readOssAddress(value);
  return read.ok ? "none" : read.problems.map((problem) => describeProblem(problem)).join(". ");
}

describe("the address of an object in OSS", () => {
  it.each([
    ["oss://videos/2026/keynote.mp4", { bucket: "videos", key: "2026/keynote.mp4" }],
    ["oss://videos/a b%20ü#?.mp4", { bucket: "videos", key: "a b%20ü#?.mp4" }],
    [
      "http://videos.oss-cn-hangzhou.aliyuncs.com/a%20b/%E5%85%B3.mp4",
      { bucket: "videos", key: "a b/关.mp4", region: "cn-hangzhou" },
    ],
    [
      "https://videos.oss-cn-beijing-internal.aliyuncs.com/a.mp4?Expires=1",
      { bucket: "videos", key: "a.mp4", region: "cn-beijing" },
    ],
  ])("reads %s", (text, address) => {
    expect(readOssAddress(text)).toEqual({ ok: true, value: address });
  });

  it.each([
    [undefined, "must be the place of an object in OSS"],
    ["videos/a.mp4", "must be an object in OSS"],
    ["http://cdn.example.com/a.mp4", "must be an object in OSS: MPS takes pictures from no other place"],
    ["http://videos.oss-cn-hangzhou.aliyuncs.com/%ff.mp4", "must be an object in OSS"],
    ["oss://Videos/a.mp4", "must be the name of an OSS bucket"],
    ["oss://videos/", "must name an object"],
    ["oss://videos//a.mp4", "begins with neither / nor \\"],
    ["oss://videos/a\nb.mp4", "without line breaks"],
    [`oss://videos/${"ü".repeat(512)}`, "at most 1023 bytes of UTF-8, where it has 1024"],
  ])("refuses %j", (value, problem) => {
    expect(problemOf(value)).toContain(problem);
  });

  it("reads the URL of any object as the object, whatever its name", () => {
    const keys = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
      .filter((key) => !/^[/\\]|\p{Cc}|\p{Cn}/u.test(key));
    fc.assert(
      fc.property(keys, (key) => {
        const path = key.split("/").map(encodeURIComponent).join("/");
        const read = readOssAddress(`http://videos.oss-cn-hangzhou.aliyuncs.com/${path}`);
        expect(read).toEqual({ ok: true, value: { bucket: "videos", key, region: "cn-hangzhou" } });
        expect(readOssAddress(`oss://videos/${key}`)).toEqual({ ok: true, value: { bucket: "videos", key } });
      }),
    );
  });
});
