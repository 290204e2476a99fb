import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { describeOldNode } from "../../../provider/host/nodeVersion";
import { startProcess } from "../../support/childProcess";

const root = resolve(import.meta.dirname, "../../..");

describe("a Node.js that is too old", () => {
  it.each([
    ["18.20.8", true],
    ["20.20.2", true],
    ["22.18.0", true],
    ["22.19.0", false],
    ["24.0.0", false],
    ["26.1.0", false],
  ])("is found by its version: %s", (version, isOld) => {
    expect(describeOldNode(version, "/usr/bin/node") !== undefined).toBe(isOld);
  });

  it("is older than package.json allows", () => {
    const { engines }: { engines: { node: string } } = JSON.parse(
      readFileSync(join(root, "package.json"), "utf8"),
    );
    const version = engines.node.replace(">=", "");
    expect(describeOldNode(`${version}.0`, "")).toBeUndefined();
    expect(describeOldNode("22.18.9", "")).toContain(`needs Node.js ${version} or later`);
  });

  it.each([
    "dist/provider/index.js",
    "dist/provider/program/oss/index.js",
    "dist/provider/program/packaged/index.js",
    "dist/provider/dynamic/lifecycle.js",
    "dist/cli/main.js",
  ])("is told in one sentence before anything else is loaded by %s", async (file) => {
    const pretend =
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });";
    const script = `${pretend} process.argv.splice(1, 0, "mediacover"); require(${JSON.stringify(join(root, file))});`;
    const { code, text } = await startProcess(process.execPath, ["-e", script]).ended;
    expect(code).toBe(1);
    expect(text).toMatch(
      /pulumi-mediacover needs Node\.js 22\.19 or later, and this is 20\.20\.2 \(.*node.*\): install a newer one/,
    );
    expect(text).not.toMatch(/undici|TypeError|\bat /);
  });
});
