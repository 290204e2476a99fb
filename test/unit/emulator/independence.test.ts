import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const emulator = fileURLToPath(new URL("../../../emulator", import.meta.url));

test("the emulator imports nothing of the provider it is there to check, nor of Pulumi", () => {
  const files = globSync("**/*.ts", { cwd: emulator });
  const imported = files.flatMap((file) =>
    [...readFileSync(`${emulator}/${file}`, "utf8").matchAll(/from "([^"]+)"/g)].map(([, source]) => source),
  );
  const packages = imported.filter((source) => source?.startsWith(".") === false);
  expect([...new Set(packages)].toSorted()).toEqual([
    "fast-xml-parser",
    "node:crypto",
    "node:fs",
    "node:fs/promises",
    "node:http",
    "node:net",
    "node:path",
    "node:stream",
    "node:stream/promises",
    "node:timers/promises",
    "zod",
  ]);
  expect(imported.filter((source) => /provider|\.\.\/\.\.\//.test(source ?? ""))).toEqual([]);
});
