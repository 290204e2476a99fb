// Counts the tests of a run from vitest's JSON report, and fails if any failed, or could not run for another reason than
// that there is no Pulumi CLI, or no browser.
import { existsSync, readFileSync } from "node:fs";

const [status, file] = process.argv.slice(2);
const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { testResults: [] };
const tests = report.testResults.flatMap(({ name, assertionResults }) =>
  assertionResults.map((result) => ({ file: name, title: result.fullName, status: result.status })),
);
const passed = tests.filter((test) => test.status === "passed").length;
const skipped = tests.filter((test) => test.status !== "passed" && test.status !== "failed");
const mayBeSkipped = { "/test/cli/": "a Pulumi CLI on PATH", "/test/browser/": "a browser on PATH" };
const skippedIn = (folder) => skipped.filter((test) => test.file.includes(folder));
const wronglySkipped = skipped.filter(
  (test) => !Object.keys(mayBeSkipped).some((folder) => test.file.includes(folder)),
);
for (const { title } of wronglySkipped) console.log(`did not run: ${title}`);

let failed = tests.filter((test) => test.status === "failed").length + wronglySkipped.length;
if (failed === 0 && (status !== "0" || passed === 0)) failed = 1;
for (const [folder, what] of Object.entries(mayBeSkipped)) {
  console.log(`${skippedIn(folder).length} skipped, for want of ${what}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
