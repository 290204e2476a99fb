import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { partsOf, refusal, reportFile, surface } from "./surface";

it("the public surface is the one in surface.txt: after a change, a line in the CHANGELOG, then `npm run api`", () => {
  expect(`${surface()}\n`).toBe(partsOf(readFileSync(reportFile, "utf8")).surface);
});

it.each([
  ["the same surface", "log 1\n\na", "log 1\n\na", "- x", false],
  ["the same surface, with another CHANGELOG", "log 1\n\na", "log 2\n\na", "- x", false],
  ["another surface, with a line in the CHANGELOG", "log 1\n\na", "log 2\n\nb", "- x", false],
  ["another surface alone", "log 1\n\na", "log 1\n\nb", "- x", true],
  ["another surface, right after a release", "log 1\n\na", "log 2\n\nb", "", true],
])("`npm run api` takes %s, or asks for the CHANGELOG first", (_what, before, after, changes, isRefused) => {
  expect(refusal(before, after, changes) !== undefined).toBe(isRefused);
});
