import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startProcess } from "../../support/childProcess";
import { root } from "../../support/lockFile";
import { temporaryFolder } from "../../support/temporaryFolder";

/** What became of tests by "<file>: <name>". */
type Results = Readonly<Record<string, "passed" | "failed" | "pending">>;

/** Counts runs, each with its exit code; gives the code of the summary and its last line. */
async function summaryOf(...runs: readonly (readonly [code: number, results: Results | undefined])[]) {
  const folder = temporaryFolder("summary");
  const words = runs.flatMap(([code, results], index) => {
    const file = join(folder, `${index}.json`);
    if (results !== undefined) writeFileSync(file, JSON.stringify(reportOf(results)));
    return [String(code), file];
  });
  const script = join(root, ".ci/summary.mjs");
  const { code, output } = await startProcess(process.execPath, [script, ...words]).ended;
  return [code, output.trimEnd().split("\n").at(-1)];
}

const reportOf = (results: Results) => ({
  testResults: Object.entries(results).map(([test, status]) => {
    const [file = "", fullName] = test.split(": ");
    return { name: `/repository/test/${file}`, assertionResults: [{ fullName, status }] };
  }),
});

it("counts a test that ran in two ways once, and as failed where one of them failed", async () => {
  const both: Results = { "unit/a.ts: a": "passed", "engine/b.ts: b": "passed" };
  expect(await summaryOf([0, both], [0, both])).toEqual([0, "2 passed, 0 failed"]);
  expect(await summaryOf([0, both], [1, { ...both, "engine/b.ts: b": "failed" }])).toEqual([
    1,
    "1 passed, 1 failed",
  ]);
});

it("counts tests that want a CLI or a browser as skipped, and any other that did not run as failed", async () => {
  const passed: Results = { "unit/a.ts: a": "passed" };
  expect(await summaryOf([0, { ...passed, "cli/b.ts: b": "pending" }])).toEqual([
    0,
    "1 passed, 0 failed, 1 skipped",
  ]);
  expect(await summaryOf([0, { ...passed, "unit/b.ts: b": "pending" }])).toEqual([1, "1 passed, 1 failed"]);
});

it("fails for a run without a report, and for one that ended with an error although its tests passed", async () => {
  expect(await summaryOf([0, undefined])).toEqual([1, "0 passed, 1 failed"]);
  expect(await summaryOf([1, { "unit/a.ts: a": "passed" }])).toEqual([1, "1 passed, 1 failed"]);
});
