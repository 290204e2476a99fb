import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { runInProcess } from "../support/commandInProcess";
import { errorsOf, openProject, type Project } from "../support/project";
import type { RunResult } from "./harness/stack";
import { openStack } from "./openStack";
import { exampleIdFor } from "../support/mediaIds";

const root = join(import.meta.dirname, "../..");
const policyShape = z.object({
  Statement: z.tuple([z.object({ Action: z.array(z.string()), Resource: z.literal("*") })]),
});

const page = readFileSync(join(root, "docs/ram-policies.md"), "utf8");

/** The policies of the documentation that are about MPS, by the headings that they stand under: their actions. */
const policies = new Map(
  page.split(/^## /m).flatMap((section) => {
    const [heading = ""] = section.split("\n");
    const json = /^```json\n(.*?)^```/ms.exec(section)?.[1];
    return json?.includes('"mts:')
      ? [[heading, policyShape.parse(JSON.parse(json)).Statement[0].Action]]
      : [];
  }),
);

const fileOf = (index: number): string => `http://videos.oss-cn-hangzhou.aliyuncs.com/${index}.mp4`;
const before = "http://127.0.0.1:1/before.jpg";

/** What a use does, one after the other, up to the first step that does not go well. */
type Use = (project: Project) => (() => Promise<Told>)[];
/** Whether all went well, and what the user was told where not. */
interface Told {
  succeeded: boolean;
  errors: string;
}

const told = (result: RunResult): Told => ({ succeeded: result.succeeded, errors: errorsOf(result) });

/** Runs a command beside the program, with its configuration. */
async function command({ emulator, programDir }: Project, words: readonly string[]): Promise<Told> {
  const environment = {
    MEDIACOVER_ENDPOINT: emulator.url,
    ALICLOUD_REGION: "cn-hangzhou",
    ALICLOUD_ACCESS_KEY: "least",
    ALICLOUD_SECRET_KEY: "s",
  };
  const { code, output, errors } = await runInProcess(words, { environment, cwd: programDir });
  return { succeeded: code === 0, errors: output + errors };
}

const byId = { covers: [{ mediaId: exampleIdFor(1), url: "http://c.example/1.jpg", onDelete: "restore" }] };
const byFile = {
  covers: [1, 2].map((index) => ({ file: fileOf(index), url: `http://c.example/${index}.jpg` })),
};

/** A program with the covers of a manifest, one cover of its own, and a set. */
function write({ programDir }: Project, manifest: object): void {
  writeFileSync(join(programDir, "covers.json"), JSON.stringify(manifest));
}

const programOfCovers = `
const { MediaCoverSet, manifestCovers } = require("pulumi-mediacover");
manifestCovers("library", "covers.json");
new MediaCoverSet("set", { covers: { "${exampleIdFor(3)}": "http://c.example/3.jpg" }, onDelete: "restore" });
`;

const programWithSnapshot = `
const { CoverSnapshot, MediaCover } = require("pulumi-mediacover");
const frame = new CoverSnapshot("frame", { mediaId: "${exampleIdFor(1)}", time: 5, bucket: "covers" });
new MediaCover("cover", { mediaId: "${exampleIdFor(1)}", coverUrl: frame.coverUrl });
`;

const wholeLife = ({ stack }: Project) => [
  async () => told(await stack.preview()),
  async () => told(await stack.up()),
  async () => told(await stack.refresh()),
  async () => told(await stack.destroy()),
];

/** What each policy is for. */
const uses: Record<string, { manifest: object; afterUp?: true; program?: string; steps: Use }> = {
  Covers: { manifest: byId, steps: wholeLife },
  "Catalogues by file": { manifest: byFile, steps: wholeLife },
  Drift: { manifest: byId, afterUp: true, steps: ({ stack }) => [async () => told(await stack.refresh())] },
  Reading: {
    manifest: byFile,
    steps: (project) => [
      async () => told(await project.stack.preview()),
      () => command(project, ["doctor"]),
      () => command(project, ["export", "--ids", exampleIdFor(1)]),
      () => command(project, ["export", "--files", fileOf(2), "-o", "covers.yaml"]),
      // No picture answers at these addresses; what is looked for is what else is wrong.
      async () => {
        const { errors } = await command(project, ["check", "--online", "covers.yaml"]);
        return { succeeded: errors.includes("mediacover: 1 problem\n"), errors };
      },
    ],
  },
  Snapshots: {
    manifest: {},
    program: programWithSnapshot,
    steps(project) {
      // Later, by a job that must be asked for.
      project.emulator.faults.add({
        action: "SubmitSnapshotJob",
        fault: { kind: "error", code: "SnapshotTimeOut" },
      });
      return wholeLife(project);
    },
  },
};

/** Does what a policy is for, with a key that may do this. */
async function run(use: string, allowed: readonly string[]): Promise<Told & { called: string[] }> {
  const {
    manifest,
    afterUp,
    program = programOfCovers,
    steps,
  } = uses[use] ?? { manifest: {}, steps: () => [] };
  const allow = ["mts:*"];
  const project = await openProject(openStack, {
    emulator: {
      seed: [1, 2, 3].map((index) => ({
        mediaId: exampleIdFor(index),
        fileUrl: fileOf(index),
        cover: before,
      })),
      accessKeys: [{ accessKeyId: "least", accessKeySecret: "s", allow }],
    },
    config: { "alicloud:accessKey": "least", "alicloud:secretKey": "s" },
    program,
  });
  write(project, manifest);
  if (afterUp) expect(errorsOf(await project.stack.up())).toBe("");
  project.emulator.requests.clear();
  allow.splice(0, 1, ...allowed);
  let result: Told = { succeeded: true, errors: "" };
  for (const step of steps(project)) if (result.succeeded) result = await step();
  const actions = Object.keys(project.emulator.requests.countByAction());
  return { ...result, called: actions.map((action) => `mts:${action}`).toSorted() };
}

describe("a RAM policy of the documentation", () => {
  it("is there for each use that is tested, and tested for each that is there", () => {
    expect([...policies.keys()]).toEqual(Object.keys(uses));
  });

  it("is JSON, with the one version that there is", () => {
    const written = [...page.matchAll(/^```json\n(.*?)^```/gms)].map(([, json = ""]): unknown =>
      JSON.parse(json),
    );
    expect(written).toEqual(
      Array.from({ length: policies.size + 2 }, () => expect.objectContaining({ Version: "1" })),
    );
  });

  it.each([...policies])("allows what it is for, and nothing else: %s", async (use, actions) => {
    const { succeeded, errors, called } = await run(use, actions);
    expect({ succeeded, errors, called }).toEqual({
      succeeded: true,
      errors: expect.any(String),
      called: actions,
    });
  });

  const removals = [...policies].flatMap(([use, actions]) =>
    actions.map((action) => [use, action, actions.filter((each) => each !== action)] as const),
  );
  it.each(removals)(
    "needs each of its actions: %s without %s fails, and says so",
    async (use, action, rest) => {
      const { succeeded, errors } = await run(use, rest);
      expect(succeeded).toBe(false);
      expect(errors).toContain(`RAM action ${action}`);
    },
  );
});
