import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // `.ci/run` counts from the file; people read the other.
    reporters: ["default", ["json", { outputFile: "node_modules/.cache/test-results.json" }]],
    // Programs are compiled, and processes started, on whatever machine this is.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
