import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findCli } from "./findCli.ts";

function home(): string {
  const folder = mkdtempSync(join(tmpdir(), "find-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function program(path: string, script: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

test("without any candidate the reason says so", async () => {
  const folder = home();
  expect(await findCli({ PATH: folder, PULUMI_HOME: folder })).toEqual({
    found: false,
    reason: "no pulumi on PATH",
  });
});

test("what does not work is passed over for the CLI that the npm package once downloaded, the newest first", async () => {
  const folder = home();
  const [broken, newest] = [join(folder, "pulumi"), join(folder, "versions", "3.100.0", "bin", "pulumi")];
  program(broken, "exit 1");
  expect(await findCli({ PATH: folder, PULUMI_HOME: folder })).toEqual({
    found: false,
    reason: `${broken} does not work`,
  });
  program(join(folder, "versions", "3.99.0", "bin", "pulumi"), "echo v3.99.0");
  program(newest, "echo v3.100.0");
  expect(await findCli({ PATH: folder, PULUMI_HOME: folder })).toEqual({
    found: true,
    path: newest,
    version: "v3.100.0",
  });
});

test("the npm package's launcher is never asked: it would download", async () => {
  const folder = join(home(), "node_modules", ".bin");
  program(join(folder, "pulumi"), "echo v3.100.0");
  expect((await findCli({ PATH: folder, PULUMI_HOME: folder })).found).toBe(false);
});
