import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runNode, runProcess, startProcess } from "../support/childProcess";
import { type Packed, pack } from "../support/installedPackage";
import { temporaryFolder } from "../support/temporaryFolder";

const root = resolve(import.meta.dirname, "../..");

/**
 * What the compiler makes of a folder of sources, but for the two files that land at the package's root, and for the packaged
 * provider, which is bundled.
 */
function compiledFiles(folder: string): string[] {
  const sources = readdirSync(resolve(root, folder), { recursive: true, encoding: "utf8" });
  return (
    sources
      .filter(
        (file) => file.endsWith(".ts") && !/^(dynamic\/(setP|snapshotP|p)rovider\.ts$|plugin\/)/.test(file),
      )
      // Nobody imports what runs in the browser, so it has no types; but its messages are also the server's.
      .flatMap((file) =>
        (/^page\/client\/(?!messages)/.test(file) ? [".js"] : [".js", ".d.ts"]).map(
          (ending) => `dist/${folder}/${file.replace(/\.ts$/, ending)}`,
        ),
      )
  );
}

/** A release that ends before anything leaves the machine: the tarball that `npm publish` would send. */
describe("the tarball of a release", () => {
  const folder = mkdtempSync(resolve(tmpdir(), "release-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  let packed: Packed;
  let tarball: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    packed = await pack(folder);
    tarball = new Uint8Array(readFileSync(packed.file));
  });

  it("holds what is made from the sources, the files of tarball.txt, and nothing else", async () => {
    const made = ["provider", "emulator", "cli"].flatMap(compiledFiles);
    const others = packed.files.filter((file) => !made.includes(file));
    expect(made.filter((file) => !packed.files.includes(file))).toEqual([]);
    await expect(`${others.toSorted().join("\n")}\n`).toMatchFileSnapshot("tarball.txt");
  });

  it("holds no access key of Alibaba Cloud, no token, no private key and no path of the machine that made it", () => {
    const suspicious = /LTAI[0-9A-Za-z]{12,}|-----BEGIN [A-Z ]*PRIVATE KEY|\bnpm_[0-9A-Za-z]{36}/;
    const found = packed.files.filter((file) => {
      const text = readFileSync(resolve(root, file), "utf8");
      return suspicious.test(text) || text.includes(root);
    });
    expect(found).toEqual([]);
  });

  it("holds the packaged provider's launcher as a program that can be run", async () => {
    const { output } = await runProcess("tar", ["-tvzf", packed.file]);
    expect(output).toMatch(/^-rwxr-xr-x .* package\/pulumi-resource-mediacover$/m);
  });

  it("is as publint wants it", async () => {
    const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
    expect(messages).toEqual([]);
  });

  it("has types that every resolution of modules finds, as arethetypeswrong sees it, but for the JSON Schema", async () => {
    const result = await checkPackage(createPackageFromTarballData(tarball));
    const problems = "problems" in result ? result.problems : [{ kind: "no types" }];
    expect(problems).toEqual([
      // Resolutions of before `exports` find no file by a name of `exports`; a schema has no types.
      { kind: "NoResolution", entrypoint: "./manifest.schema.json", resolutionKind: "node10" },
    ]);
  });
});

describe("the archives of the packaged provider", () => {
  it("hold an executable that runs with nothing beside it, one for each platform", async () => {
    const { output } = await runNode(["tools/plugin/release.mts"], { cwd: root });
    const archives = output.trim().split("\n");
    expect(archives.map((path) => path.replace(/^.*-v\d+\.\d+\.\d+-/, ""))).toEqual(
      ["linux", "darwin", "windows"].flatMap((os) => [`${os}-amd64.tar.gz`, `${os}-arm64.tar.gz`]),
    );
    const folder = temporaryFolder("plugin");
    await runProcess("tar", ["-xzf", archives[0] ?? "", "-C", folder]);
    const executable = resolve(folder, "pulumi-resource-mediacover");
    const cache = resolve(folder, "cache");
    const env = { ...process.env, NODE_COMPILE_CACHE: cache };
    const { child, ended, stop } = startProcess(executable, ["127.0.0.1:1"], { holdsInput: true, env });
    const early = ended.then(({ text }) => text);
    const [port] = await Promise.race([once(child.stdout ?? child, "data"), early.then((text) => [text])]);
    // It is killed, as by the engine. What V8 has compiled is kept for the next start all the same.
    await stop();
    expect(String(port)).toMatch(/^\d+\n$/);
    const kept = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(kept).not.toEqual([]);
  });
});
