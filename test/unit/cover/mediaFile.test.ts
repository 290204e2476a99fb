import { expect, it } from "vitest";
import { checkMediaFile } from "../../../provider/cover/mediaFile";
import { invalid, valid } from "../../../provider/cover/problem";

it("the name of an object in OSS may have 1,023 bytes, as OSS has it, and no more", () => {
  const file = `oss://videos/${"ä".repeat(511)}`;
  expect(checkMediaFile(`${file}b`)).toEqual(valid(`${file}b`));
  expect(checkMediaFile(`${file}bc`)).toMatchObject({
    problems: [{ rule: "must name an object by at most 1023 bytes, where it has 1024" }],
  });
});

it("a file's name that has no UTF-8 form is refused, and asks for nothing", () => {
  expect(checkMediaFile("oss://videos/\ud800.mp4")).toMatchObject({
    problems: [{ rule: expect.stringContaining("UTF-8 form") }],
  });
});

it("refuses invisible characters in the source file of a video, and says how to write a name that has them", () => {
  expect(checkMediaFile("oss://videos/trailer.mp4\u200b")).toEqual(
    invalid(
      "must not hold line breaks or other invisible characters: U+200B (zero width space) at character 25",
      {
        got: '"oss://videos/trailer.mp4\\u200b"',
        fix: "take it out, or write the file's http: URL with it percent-encoded if it belongs to the object's name",
      },
    ),
  );
  expect(checkMediaFile("http://v.oss-cn-hangzhou.aliyuncs.com/a%E2%80%8B.mp4").ok).toBe(true);
});
