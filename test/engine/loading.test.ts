import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runNode } from "../support/childProcess";

/** What takes long to load, or is not everybody's. */
const costly = [
  "@alicloud/credentials",
  "@pulumi/alicloud",
  "fast-xml-parser",
  "image-size",
  "undici",
  "write-file-atomic",
  "yaml",
  "zod",
];

/** Which of them a process has loaded, of the built package, after it has run these statements. */
async function loadedBy(statements: string): Promise<string[]> {
  const script = `
process.once("exit", () => {
  const files = Object.keys(require.cache).map((file) => file.replaceAll("\\\\", "/"));
  const packages = files.map((file) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)\\/(?!.*node_modules\\/)/.exec(file)?.[1]);
  console.log("\\n" + JSON.stringify([...new Set(packages)]));
});
(async () => {
  ${statements}
})();`;
  const cwd = join(import.meta.dirname, "../..");
  const { output } = await runNode(["-e", script], { cwd });
  const packages: unknown = JSON.parse(output.slice(output.lastIndexOf("\n[")));
  return costly.filter((name) => Array.isArray(packages) && packages.includes(name));
}

/** The same of a program, without what Pulumi's SDK has loaded itself: of `costly`, that is `write-file-atomic`, by way of npm. */
async function loadedByProgram(statements: string): Promise<string[]> {
  const ofPulumi = await loadedBy(`require("@pulumi/pulumi");`);
  expect(["write-file-atomic"]).toEqual(expect.arrayContaining(ofPulumi));
  return (await loadedBy(statements)).filter((name) => !ofPulumi.includes(name));
}

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const inputs = `{ mediaId: "${mediaId}", coverUrl: "http://c.example/a.jpg", region: "cn-hangzhou", onDelete: "retain" }`;
const providerProcess = (module: string) => `
  const provider = require("pulumi-mediacover/${module}.js");
  await provider.configure({ config: { get: () => undefined } });`;

describe("what a process loads", () => {
  it("is nothing costly for a program that only declares covers", async () => {
    expect(await loadedByProgram(`require("pulumi-mediacover");`)).toEqual([]);
    const declares = `const { Provider, MediaCover } = require("pulumi-mediacover");
  await require("@pulumi/pulumi").runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
  new MediaCover("a", ${inputs}, { provider: new Provider("b", { region: "cn-hangzhou" }) });`;
    expect(await loadedByProgram(declares)).toEqual([]);
  });

  it("is what reads manifests, once one is read", async () => {
    const reads = `try { require("pulumi-mediacover").loadManifest("package.json"); } catch {}`;
    expect(await loadedByProgram(reads)).toEqual(["yaml", "zod"]);
  });

  it.each([
    ["provider", inputs],
    [
      "snapshotProvider",
      `{ mediaId: "${mediaId}", time: 5, bucket: "covers", region: "cn-hangzhou", frameType: "normal", prefix: "", objectKey: "a", coverUrl: "b", fileUrl: "c", timeMs: 5000 }`,
    ],
    ["setProvider", `{ covers: { "${mediaId}": "http://c.example/a.jpg" }, region: "cn-hangzhou" }`],
  ])(
    "is in a preview of new resources nothing, and the reader of recorded states for old ones: %s",
    async (module, news) => {
      const checks = `${providerProcess(module)} await provider.check({}, ${news});`;
      expect(await loadedBy(checks)).toEqual([]);
      const compares = `${checks} await provider.diff("x", { ...${news}, onDelete: "retain" }, ${news});`;
      expect(await loadedBy(compares)).toEqual(["zod"]);
    },
  );

  it.each(["--version", "--help", "check --help", "doctor --help", "emulator --help", "report --help"])(
    "is nothing costly for mediacover %s",
    async (words) => {
      const runs = `process.argv.push("mediacover", ..."${words}".split(" ")); require("./dist/cli/main.js");`;
      expect(await loadedBy(runs)).toEqual([]);
    },
  );
});
