import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Packed, pack } from "../support/installedPackage";

const root = resolve(import.meta.dirname, "../..");

/** A release that ends before anything leaves the machine: the tarball that `npm publish` would send. */
describe("the tarball of a release", () => {
  const folder = mkdtempSync(resolve(tmpdir(), "release-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  let packed: Packed;
  let tarball: Uint8Array<ArrayBuffer>;
  beforeAll(() => {
    packed = pack(folder);
    tarball = new Uint8Array(readFileSync(packed.file));
  });

  it("holds the files of tarball.txt", async () => {
    const list = `${packed.files.toSorted().join("\n")}\n`;
    await expect(list).toMatchFileSnapshot("tarball.txt");
  });

  it("holds no access key of Alibaba Cloud, no token, no private key and no path of the machine that made it", () => {
    const suspicious = /LTAI[0-9A-Za-z]{12,}|-----BEGIN [A-Z ]*PRIVATE KEY|\bnpm_[0-9A-Za-z]{36}/;
    const found = packed.files.filter((file) => {
      const text = readFileSync(resolve(root, file), "utf8");
      return suspicious.test(text) || text.includes(root);
    });
    expect(found).toEqual([]);
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
