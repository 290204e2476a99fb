import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { startProcess } from "../../support/childProcess";
import { root } from "../../support/lockFile";

const vitest = join(root, "node_modules/vitest/vitest.mjs");

/** Runs a file of test/fixtures/runs as tests of their own. */
async function run(file: string) {
  const words = [vitest, "run", "--config", "test/fixtures/runs/vitest.config.mts", file];
  const { code, text } = await startProcess(process.execPath, words, { cwd: root, deadlineMs: 60_000 }).ended;
  return { code, text: stripVTControlCharacters(text) };
}

it("ends a run at its deadline, and names the test that was under way", async () => {
  expect(await run("endless")).toEqual({
    code: 1,
    text: expect.stringContaining(
      "The run did not end within 0.15 minutes. Under way:\n  endless.run.ts > never gives its thread back",
    ),
  });
});

it("fails a run whose tests are green, where one has left a process behind, and names its command", async () => {
  expect(await run("leaves")).toEqual({
    code: 1,
    text: expect.stringMatching(/ 1 passed [^]*\n {2}sleep 1234 \(process \d+\)/),
  });
});

it("fails a file whose tests are green, where one has not ended what it started, and names its command", async () => {
  expect(await run("forgets")).toEqual({
    code: 1,
    text: expect.stringMatching(/forgets.run.ts[^]*left behind by the tests of this file:\n {2}sleep 2345/),
  });
});
