import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startProcess } from "../../support/childProcess";
import { root } from "../../support/lockFile";
import { temporaryFolder } from "../../support/temporaryFolder";

const script = join(root, "tools/ready.mjs");

it("npm test says in one line that npm ci comes first, where nothing is installed", async () => {
  const copy = join(temporaryFolder("clone"), "tools/ready.mjs");
  cpSync(script, copy);
  expect(await startProcess(process.execPath, [copy]).ended).toMatchObject({
    code: 1,
    text: "The packages are not installed: run `npm ci` first.\n",
  });
});

it("npm test names the folder for temporary files, where it is full", async () => {
  // No file system says that it has room here.
  const env = { ...process.env, TMPDIR: "/proc" };
  expect(await startProcess(process.execPath, [script], { env }).ended).toMatchObject({
    code: 1,
    text: "/proc has 0 MiB left, and tests need 500: free some, or set TMPDIR to another folder.\n",
  });
});

it("npm test says nothing before it begins, where all is there", async () => {
  expect(await startProcess(process.execPath, [script]).ended).toMatchObject({ code: 0, text: "" });
});
