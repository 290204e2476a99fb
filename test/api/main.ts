// `npm run api`: keeps the public surface in surface.txt, once the CHANGELOG says what changes.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { partsOf, refusal, report, reportFile, unreleased } from "./surface.ts";

const before = existsSync(reportFile) ? readFileSync(reportFile, "utf8") : "";
const after = report();
const problem = refusal(before, after, unreleased());
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else if (partsOf(before).surface !== partsOf(after).surface) {
  writeFileSync(reportFile, after);
}
