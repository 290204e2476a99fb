import { expect, it } from "vitest";
import { coverNormalisers, type CoverNormaliser } from "../../../emulator/media/coverNormalisers.ts";

it.each<[CoverNormaliser, url: string, rewritten: string]>([
  ["escapeSlashes", "http://a/b/c.jpg", "http://a/b%2Fc.jpg"],
  ["escapeSlashes", "http://a//b.jpg?c=/d", "http://a/%2Fb.jpg?c=/d"],
  ["escapeSlashes", "http://a", "http://a"],
  ["unescapeSlashes", "http://a/b%2Fc%2fd.jpg", "http://a/b/c/d.jpg"],
  ["lowerCaseEscapes", "http://A/%E5%B0%81%2F.JPG", "http://A/%e5%b0%81%2f.JPG"],
  ["stripQuery", "http://a/b.jpg?c=d&e=f?g", "http://a/b.jpg"],
  ["stripQuery", "http://a/b.jpg", "http://a/b.jpg"],
])("%s makes of %s %s", (name, url, rewritten) => {
  expect(coverNormalisers[name](url)).toBe(rewritten);
});
