import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { runNode } from "../support/childProcess";
import { temporaryFolder } from "../support/temporaryFolder";

it("the bench measures a set, judges it, and writes what it found", async () => {
  const folder = temporaryFolder("bench");
  const words = ["--n", "3", "--only", "packaged-set", "--window", "fixed", "--output", folder];
  const { text } = await runNode(["bench/main.ts", ...words], {
    cwd: resolve(import.meta.dirname, "../.."),
    deadlineMs: 300_000,
  });
  const report = readFileSync(join(folder, "3.md"), "utf8");
  expect(report).toMatch(/^\| MediaCoverSet, packaged provider +\| .* \| +4 \| +0 \| +0 \|/m);
  expect(text).toMatch(/^\| calls of the second up .* reached \|$/m);
});
