import { XMLValidator } from "fast-xml-parser";
import { expect, it } from "vitest";
import { drawCover } from "../../../emulator/page/drawCover.ts";

const url = "http://covers.oss-cn-hangzhou.aliyuncs.com/trailer.jpg";

it("the same cover looks the same, another one of the same title does not", () => {
  expect(drawCover("Trailer", url)).toBe(drawCover("Trailer", url));
  expect(drawCover("Trailer", url)).not.toBe(drawCover("Trailer", `${url}2`));
  expect(drawCover("Trailer", "")).toContain("stroke-dasharray");
});

it.each([
  ["Keynote 2026", "K2"],
  ["trailer", "T"],
  ["  — Behind the scenes", "BT"],
  ["مرحبا بكم", "مب"],
  ["👩‍🚀", "👩‍🚀"],
  ["", ""],
])("%j is drawn as %j", (title, initials) => {
  expect(drawCover(title, url)).toContain(`>${initials}</text>`);
});

it.each(["<script>alert(1)</script>", "&lt;", '"', "\0", "\uD800", "\u001B[31m", "<", "a".repeat(3000)])(
  "%j is a text in a whole document",
  (title) => {
    const drawing = drawCover(title, `${title}<script>`);
    expect(XMLValidator.validate(drawing)).toBe(true);
    expect(drawing).not.toMatch(/<script|on\w+=|\p{Cc}/u);
  },
);

it("a thousand covers have a thousand looks", () => {
  const looks = Array.from({ length: 1000 }, (_, index) => drawCover("Trailer", `${url}${index}`));
  expect(new Set(looks).size).toBeGreaterThan(990);
});
