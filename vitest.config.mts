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

export default defineConfig({
  test: {
    projects: [
      // Files share a process, one after the other: to load the libraries anew for each took a third of the time.
      project("unit", ["unit", "fuzz", "secrets"], { isolate: false }),
      project("contract", ["api", "contract", "docs", "faults", "package", "soak"], { isolate: false }),
      project("engine", ["engine", "upgrades"], { isolate: false }),
      // What `npm test` leaves to `npm run test:all`: the pages in a browser, every scenario with processes of the SDK's own,
      // which must do what it does without, and the real CLI.
      project("browser", ["browser"]),
      project("processes", ["processes", "upgrades"], { env: { MEDIACOVER_STACKS: "processes" } }),
      project("cli", ["cli"]),
    ],
    setupFiles: ["test/support/leftProcesses.ts"],
    reporters: [
      "default",
      // `.ci/run` counts from the file; people read the other.
      ["json", { outputFile: "node_modules/.cache/test-results.json" }],
      new RunGuard({ deadlineMs: (isLong ? 60 : 15) * 60_000 }),
    ],
    // Tests wait for processes and for clocks at least as much as they compute. (A percentage is cut off at 100.)
    maxWorkers: 2 * availableParallelism(),
    // Programs are compiled, and processes started, on whatever machine this is.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
