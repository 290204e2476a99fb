// Counts the tests of one or more runs from vitest's JSON reports: `node summary.mjs <exit code> <report> …`. A test that ran
// in several ways counts once, and passed if it passed in all of them. Fails if a test failed, a run ended otherwise than its
// report says, or a test did not run for another reason than that there is no Pulumi CLI, or no browser.
import { existsSync, readFileSync } from "node:fs";

const mayBeSkipped = { "/test/cli/": "a Pulumi CLI on PATH", "/test/browser/": "a browser on PATH" };

/** By file and name: the worst that became of it, "skipped" being better than nothing. */
const tests = new Map();
let brokenRuns = 0;
const words = process.argv.slice(2);
for (let index = 0; index < words.length; index += 2) read(words[index], words[index + 1]);

/** @param {string} code @param {string} file */
function read(code, file) {
  const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { testResults: [] };
  const results = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => [`${name}: ${fullName}`, status]),
  );
  for (const [test, status] of results) {
    const before = tests.get(test);
    if (before === undefined || before === "skipped" || status === "failed") tests.set(test, known(status));
  }
  const isRed = results.some(([, status]) => status === "failed");
  if (results.length === 0 || (code !== "0" && !isRed)) {
    console.log(`a run ended with ${code}, and its report does not say why`);
    brokenRuns += 1;
  }
}

/** @param {string} status */
function known(status) {
  return status === "passed" || status === "failed" ? status : "skipped";
}

const names = [...tests.keys()];
const count = (status) => names.filter((name) => tests.get(name) === status).length;
const skipped = names.filter((name) => tests.get(name) === "skipped");
const isExcused = (name) => Object.keys(mayBeSkipped).some((folder) => name.includes(folder));
const wronglySkipped = skipped.filter((name) => !isExcused(name));
for (const name of wronglySkipped) console.log(`did not run: ${name}`);
for (const [folder, what] of Object.entries(mayBeSkipped)) {
  const without = skipped.filter((name) => name.includes(folder));
  if (without.length > 0) console.log(`${without.length} skipped, for want of ${what}`);
}
const failures = count("failed") + wronglySkipped.length + brokenRuns;
const excused = skipped.length - wronglySkipped.length;
console.log(`${count("passed")} passed, ${failures} failed${excused > 0 ? `, ${excused} skipped` : ""}`);
process.exitCode = failures === 0 ? 0 : 1;
