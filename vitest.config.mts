import { defineConfig } from "vitest/config";
import { isLong } from "./test/support/long.ts";
import { RunGuard } from "./test/support/runGuard.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/leftProcesses.ts"],
    reporters: [
      "default",
      // `.ci/run` counts from the file; people read the other.
      ["json", { outputFile: "node_modules/.cache/test-results.json" }],
      new RunGuard({ deadlineMs: (isLong ? 60 : 20) * 60_000 }),
    ],
    // Programs are compiled, and processes started, on whatever machine this is.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
