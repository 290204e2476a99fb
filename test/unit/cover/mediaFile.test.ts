import { expect, it } from "vitest";
import { checkMediaFile } from "../../../provider/cover/mediaFile";
import { valid } from "../../../provider/cover/problem";

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
