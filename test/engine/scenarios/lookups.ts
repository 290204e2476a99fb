import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator/index";
import { errorsOf, openProject, type Project, recordedOutputs } from "../../support/project";
import type { OpenStack } from "../harness/stack";
import type { Scenario } from "./scenario";

const region = "ap-southeast-1";
const numbers = Array.from({ length: 12 }, (_, index) => index);
const idOf = (index: number, account: "a" | "b"): string => `${account.repeat(30)}${index + 10}`;
const fileOf = (index: number): string => `http://videos.oss-${region}.aliyuncs.com/${index}.mp4`;
const urlOf = (index: number): string => `http://c.example/${index}.jpg`;
const mediaOf = (account: "a" | "b") =>
  numbers.map((index) => ({ mediaId: idOf(index, account), fileUrl: fileOf(index), title: account, region }));

/** A program with a provider of another account, and a manifest of twelve covers by file. */
async function openWithStudio(
  open: OpenStack,
  statements: string,
  settings: (studio: Emulator) => string,
): Promise<Project & { studio: Emulator }> {
  const studio = await startEmulator({
    seed: mediaOf("b"),
    accessKeys: [{ accessKeyId: "studioid", accessKeySecret: "studiosecret" }],
  });
  onTestFinished(() => studio.close());
  const program = `
const pulumi = require("@pulumi/pulumi");
const { getMedia, getMediaOutput, manifestCovers, Provider } = require("pulumi-mediacover");
class Later extends pulumi.dynamic.Resource {
  constructor(value) {
    const provider = { create: async ({ value }) => ({ id: "later", outs: { output: value } }) };
    super(provider, "later", { value, output: undefined });
  }
}
const studio = new Provider("studio", {
  accessKey: "studioid", secretKey: "studiosecret", region: "${region}", ${settings(studio)},
});
const part = new pulumi.ComponentResource("test:Part", "part", {}, { providers: [studio] });
${statements}`;
  const project = await openProject(open, { emulator: { seed: mediaOf("a") }, program });
  const covers = numbers.map((index) => ({ file: fileOf(index), url: urlOf(index) }));
  writeFileSync(join(project.programDir, "covers.yaml"), JSON.stringify({ covers }));
  return { ...project, studio };
}

const known = ({ url }: Emulator): string => `endpoint: "${url}"`;
const later = ({ url }: Emulator): string => `endpoint: new Later("${url}").output`;

/** What a user looks up in other accounts than the stack's, on both engines. */
export const lookupScenarios: readonly Scenario[] = [
  {
    name: "media are looked up in the account and region of an explicit provider, ten in a call, and covers set there",
    async run({ open }) {
      const statements = `
exports.title = getMedia({ mediaId: "${idOf(1, "b")}" }, { provider: studio }).then((media) => media.title);
exports.id = getMediaOutput({ fileUrl: "${fileOf(1)}" }, { parent: part }).mediaId;
manifestCovers("library", "covers.yaml", { provider: studio });`;
      const { stack, emulator, studio } = await openWithStudio(open, statements, known);
      expect(errorsOf(await stack.preview())).toBe("");
      expect(studio.requests.countByAction()).toEqual({ QueryMediaList: 1, QueryMediaListByURL: 2 });
      const up = await stack.up();
      expect([errorsOf(up), up.outputs]).toEqual(["", { title: "b", id: idOf(1, "b") }]);
      expect(numbers.map((index) => studio.media.get(idOf(index, "b"), region)?.cover)).toEqual(
        numbers.map(urlOf),
      );
      expect(emulator.requests.count()).toBe(0);
      const name = `library-${fileOf(1).replace("http://", "")}`;
      expect(await recordedOutputs(stack, name)).toMatchObject({ mediaId: idOf(1, "b"), region });
    },
  },
  {
    name: "a manifest inside a component is looked up with the component's provider, as its sets are written",
    async run({ open }) {
      const statements = `manifestCovers("library", "covers.yaml", { parent: part, as: "set" });`;
      const { stack, emulator, studio } = await openWithStudio(open, statements, known);
      expect(errorsOf(await stack.up())).toBe("");
      expect(studio.media.get(idOf(11, "b"), region)?.cover).toBe(urlOf(11));
      expect(await recordedOutputs(stack, "library")).toMatchObject({ count: 12, region });
      expect(emulator.requests.count()).toBe(0);
    },
  },
  {
    name: "where the provider's settings come from a resource, a preview looks nothing up, and the up that knows them does",
    async run({ open }) {
      const statements = `
exports.id = getMediaOutput({ fileUrl: "${fileOf(1)}" }, { provider: studio }).mediaId;
manifestCovers("library", "covers.yaml", { providers: [studio] });`;
      const { stack, emulator, studio } = await openWithStudio(open, statements, later);
      expect(errorsOf(await stack.preview())).toBe("");
      expect(studio.requests.count()).toBe(0);
      const up = await stack.up();
      expect([errorsOf(up), up.outputs["id"]]).toEqual(["", idOf(1, "b")]);
      expect(studio.media.get(idOf(11, "b"), region)?.cover).toBe(urlOf(11));
      expect(emulator.requests.count()).toBe(0);
    },
  },
  {
    name: "getMedia, a promise, says what to use instead while its provider's settings are not known",
    async run({ open }) {
      const statements = `exports.title = getMedia({ mediaId: "${idOf(1, "b")}" }, { provider: studio }).then((media) => media.title);`;
      const { stack, studio } = await openWithStudio(open, statements, later);
      expect(errorsOf(await stack.preview())).toContain(
        "getMedia: the settings of its provider come from a resource, and are not known yet in this preview: use getMediaOutput",
      );
      expect(studio.requests.count()).toBe(0);
    },
  },
];
