/** Runs before each file of tests: one that leaves a process behind fails, and says which. */

import { afterAll } from "vitest";
import { stopAll } from "./childProcess.ts";

// What is registered first runs last, after whatever the file itself ends in the end.
afterAll(() => {
  const left = stopAll();
  if (left.length > 0) throw new Error(`left behind by the tests of this file:\n  ${left.join("\n  ")}`);
});
