import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { startEmulator } from "../../emulator/index";
import { runNode } from "../support/childProcess";
import { type InstalledExamples, installExamples } from "../support/installedExamples";
import { exampleIdFor, mediaIdFor } from "../support/mediaIds";
import { newCalls } from "../support/project";
import { type ExampleProject, keysFor, openExample } from "./exampleProject";
import { findCliFor } from "./findCli";

const cli = await findCliFor(Array.from({ length: 6 }));
const cliPath = cli.found ? cli.path : "";

const coverOf = (name: string): string => `http://my-covers.oss-cn-hangzhou.aliyuncs.com/${name}.jpg`;

let installed: InstalledExamples;

const openYaml = (emulatorOptions: Parameters<typeof startEmulator>[0] = {}): Promise<ExampleProject> =>
  openExample("yaml", { installed, cliPath, emulatorOptions });

const up = ["up", "--yes", "--skip-preview"] as const;

/** A program without resources of its own, to import into. */
const emptyProgram = `
name: mediacover-yaml
runtime: yaml
plugins:
  providers:
    - name: mediacover
      path: node_modules/pulumi-mediacover
`;

describe.skipIf(!cli.found)("a YAML program, with the package from its tarball and the real CLI", () => {
  beforeAll(async () => {
    installed = await installExamples();
  });
  afterAll(() => installed.remove());

  it("goes through preview, up, no change, a change, drift and destroy", async () => {
    const { emulator, ran, read, write, coverIn } = await openYaml();
    expect(await ran("preview")).toContain("+ 3 to create");
    expect(emulator.requests.count("UpdateMediaCover")).toBe(0);

    await ran(...up);
    expect(["keynote", "interview", "webinar", "trailer"].map(coverOf)).toEqual(
      [1, 2, 3, 4].map((index) => coverIn(exampleIdFor(index))),
    );
    newCalls(emulator);
    expect(await ran(...up)).toContain("3 unchanged");
    expect(newCalls(emulator)["UpdateMediaCover"]).toBeUndefined();

    write("covers.yaml", read("covers.yaml").replace("webinar.jpg", "panel.jpg"));
    const preview = await ran("preview", "--diff");
    expect(preview.match(/^ *~ .*: .*$/gm)?.map((line) => line.trim())).toEqual([
      "~ mediacover:index:MediaCoverSet: (update)",
      "~ covers: {",
      `~ ${exampleIdFor(3)}: "${coverOf("webinar")}" => "${coverOf("panel")}"`,
    ]);
    newCalls(emulator);
    await ran(...up);
    expect([newCalls(emulator)["UpdateMediaCover"], coverIn(exampleIdFor(3))]).toEqual([1, coverOf("panel")]);

    emulator.media.setCover(exampleIdFor(1), coverOf("hand-made"));
    expect(await ran("refresh", "--yes", "--skip-preview", "--diff")).toContain(coverOf("hand-made"));
    expect(await ran(...up)).toContain("~ 1 updated");
    expect(coverIn(exampleIdFor(1))).toBe(coverOf("keynote"));

    await ran("destroy", "--yes", "--skip-preview");
    expect(coverIn(exampleIdFor(1))).toBe(coverOf("keynote"));
  });

  it("takes a library under management with two commands: no call sets a cover, and nothing is left to do", async () => {
    const ids = [1, 2, 3, 4].map(exampleIdFor);
    const seed = ids.map((mediaId, index) => ({ mediaId, title: "Talk", cover: coverOf(String(index)) }));
    const { emulator, folder, ran, write } = await openYaml({ seed });
    write("Pulumi.yaml", emptyProgram);
    await runNode(
      ["node_modules/.bin/mediacover", "export", "--ids", ...ids, "--format", "import", "-o", "import.json"],
      { cwd: folder, env: { ...process.env, ...keysFor(emulator) } },
    );
    const text = await ran("import", "--file", "import.json", "--yes", "--out", "imported.yaml");
    expect(text).toContain("4 imported");
    write("Pulumi.yaml", emptyProgram + readFileSync(join(folder, "imported.yaml"), "utf8"));
    newCalls(emulator);
    expect(await ran(...up)).toContain("5 unchanged");
    expect(newCalls(emulator)["UpdateMediaCover"]).toBeUndefined();
  });

  it("refuses an import id of another form, and of a video that does not exist", async () => {
    const { pulumi, write } = await openYaml();
    write("Pulumi.yaml", emptyProgram);
    const type = "mediacover:index:MediaCover";
    for (const [id, reason] of [
      [exampleIdFor(1), /<region>\/<mediaId>/],
      [`cn-hangzhou/${mediaIdFor(9)}`, /does not exist/],
    ] as const) {
      const { code, text } = await pulumi("import", type, "trailer", id, "--yes");
      expect(code).not.toBe(0);
      expect(text).toMatch(reason);
    }
    const set = await pulumi("import", "mediacover:index:MediaCoverSet", "all", "cn-hangzhou", "--yes");
    expect([set.code === 0, set.text]).toEqual([
      false,
      expect.stringContaining("cannot be looked up by an id"),
    ]);
  });

  it("ends after the calls that are under way at Ctrl-C, and the next up does exactly the rest", async () => {
    const count = 400;
    const ids = Array.from({ length: count }, (_, index) => mediaIdFor(index + 1));
    const { emulator, start, ran, write } = await openYaml({ seed: ids.map((mediaId) => ({ mediaId })) });
    const covers = Object.fromEntries(ids.map((id) => [id, coverOf(id)]));
    const all = { type: "mediacover:MediaCoverSet", properties: { covers } };
    write("Pulumi.yaml", `${emptyProgram}resources: ${JSON.stringify({ all })}\n`);
    const { started, ended } = start([...up]);
    const { child } = await started;
    while (emulator.requests.count("UpdateMediaCover") < 100) await delay(50);
    child.kill("SIGINT");
    const { code, text } = await ended;
    expect(code).not.toBe(0);
    const done = newCalls(emulator)["UpdateMediaCover"] ?? 0;
    expect(done).toBeLessThan(count);
    expect(text).toMatch(/were not tried/);
    await ran(...up);
    expect(newCalls(emulator)["UpdateMediaCover"]).toBe(count - done);
    expect(await ran(...up)).toContain("unchanged");
    expect(newCalls(emulator)["UpdateMediaCover"]).toBeUndefined();
  });

  it("keeps secrets secret: in the state, in what is printed, and in a refused value", async () => {
    const { pulumi, ran, read, write } = await openYaml();
    const canary = "canary-9f3a";
    const program = read("Pulumi.yaml");
    const given = `coverUrl: ${coverOf("trailer")}`;
    const asSecret = (url: string): string => program.replace(given, `coverUrl:\n        fn::secret: ${url}`);
    write("Pulumi.yaml", asSecret(coverOf(canary)));
    const printed = [
      await ran("preview", "--diff"),
      await ran(...up),
      await ran("refresh", "--yes", "--diff"),
    ];
    write("Pulumi.yaml", asSecret(`${coverOf(canary)}?Signature=${canary}`));
    const refused = await pulumi("preview");
    expect([refused.code === 0, refused.text]).toEqual([false, expect.stringContaining("coverUrl")]);
    // Nobody said that this is a secret.
    write("Pulumi.yaml", program.replace(given, `coverUrl: ${coverOf("a")}?Signature=${canary}`));
    const pasted = await pulumi("preview");
    expect([pasted.code === 0, pasted.text]).toEqual([false, expect.stringContaining("coverUrl")]);
    const state = await ran("stack", "export");
    expect(printed.concat(refused.text, pasted.text, state).filter((text) => text.includes(canary))).toEqual(
      [],
    );
  });

  it("names the nearest argument for one that is misspelt, and the rule for values of a wrong type", async () => {
    const { pulumi, read, write } = await openYaml();
    const program = read("Pulumi.yaml");
    write("Pulumi.yaml", program.replace("      coverUrl:", "      coverUrI:"));
    expect((await pulumi("preview")).text).toMatch(/coverUrl/);
    write("Pulumi.yaml", program.replace("mediaId: 6cc3aa66d1cb4bb2adf14e726c0a0004", "mediaId: 12"));
    expect((await pulumi("preview")).text).toMatch(/mediaId must be 32 characters/);
  });
});
