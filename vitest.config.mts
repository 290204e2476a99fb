import { availableParallelism } from "node:os";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { isLong } from "./test/support/long.ts";
import { RunGuard } from "./test/support/runGuard.ts";

/** Tests of some folders, run alike: `npx vitest run --project <name>`. */
const project = (
  name: string,
  folders: readonly string[],
  test: TestProjectInlineConfiguration["test"] = {},
): TestProjectInlineConfiguration => ({
  extends: true,
  test: { name, include: folders.map((folder) => `test/${folder}/**/*.test.ts`), ...test },
});

/** What `npm test` runs. */
const quick: TestProjectInlineConfiguration["test"] = {
  // Files share a process, one after the other: to load the libraries anew for each took a third of the time.
  isolate: false,
  // Tests wait for clocks and sockets as well as compute. (A percentage would be cut off at 100.)
  maxWorkers: 2 * availableParallelism(),
};

/** What `npm test` leaves to `npm run test:all`. These tests start processes of their own. */
const whole: TestProjectInlineConfiguration["test"] = {
  maxWorkers: availableParallelism(),
  // Later: projects with another number of workers cannot run at the same time.
  sequence: { groupOrder: 1 },
  testTimeout: 400_000,
};

export default defineConfig({
  test: {
    projects: [
      project("unit", ["unit", "fuzz", "secrets"], quick),
      project("contract", ["api", "contract", "docs", "faults", "package", "soak"], quick),
      project("engine", ["engine", "upgrades"], quick),
      // The pages in a browser; every scenario with processes of the SDK's own, which must do what it does without; the real CLI.
      project("browser", ["browser"], whole),
      project("processes", ["processes", "upgrades"], {
        ...whole,
        env: { MEDIACOVER_STACKS: "processes" },
      }),
      project("cli", ["cli"], whole),
    ],
    setupFiles: ["test/support/leftProcesses.ts"],
    reporters: [
      "default",
      // `.ci/run` counts from the file; people read the other.
      ["json", { outputFile: "node_modules/.cache/test-results.json" }],
      new RunGuard((projects) => (isLong || projects.has("cli") ? 60 : 15)),
    ],
    // Programs are compiled, and processes started, on whatever machine this is.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
