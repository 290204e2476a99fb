import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { mutantOf } from "./mutate";
import { mutations } from "./mutations";

const root = resolve(import.meta.dirname, "../..");

describe("a rule that `npm run mutants` breaks", () => {
  it.each(mutations)("is still in the source, with tests that guard it: $breaks", (mutation) => {
    expect(mutantOf(root, mutation)).toContain(mutation.mutant);
    expect(mutation.guards.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it.each(["", "x x"])("is an error where it is not there exactly once: %j", (text) => {
    const folder = mkdtempSync(join(tmpdir(), "mutation-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const mutation = { breaks: "a rule", file: "provider/a.ts", original: "x", mutant: "y", guards: [] };
    mkdirSync(dirname(join(folder, mutation.file)));
    writeFileSync(join(folder, mutation.file), text);
    expect(() => mutantOf(folder, mutation)).toThrow('"a rule" no longer applies: provider/a.ts holds "x"');
  });
});
