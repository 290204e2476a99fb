import { expect, onTestFinished } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator/index";
import { errorsOf, openProject, output, recordedOutputs, secret, stepsOf } from "../../support/project";
import { secretOf } from "../harness/properties";
import { resourceIn } from "./read";
import type { Scenario } from "./scenario";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const [first, second] = ["http://c.example/first.jpg", "http://c.example/second.jpg"];
const seed = [{ mediaId, title: "a title", fileUrl: "http://videos.example/1.mp4" }];

/** The service as another account sees it. */
async function startStudio(region = "cn-hangzhou"): Promise<Emulator> {
  const studio = await startEmulator({
    seed: seed.map((each) => ({ ...each, region })),
    accessKeys: [{ accessKeyId: "studioid", accessKeySecret: "studiosecret" }],
  });
  onTestFinished(() => studio.close());
  return studio;
}

const studioKeys = (studio: Emulator) => ({
  accessKey: "studioid",
  secretKey: "studiosecret",
  endpoint: studio.url,
  region: "cn-hangzhou",
});

/** What a user does with several accounts in one program, on both engines. */
export const accountScenarios: readonly Scenario[] = [
  {
    name: "two accounts in one program: the same video in both, each through its whole life, a second up does nothing",
    async run({ open }) {
      const studio = await startStudio();
      const { stack, emulator, declare } = await openProject(open, { emulator: { seed } });
      const covers = (url: string) => ({
        ours: { mediaId, coverUrl: url },
        theirs: { mediaId, coverUrl: url, opts: { provider: "studio" } },
      });
      const providers = { studio: { ...studioKeys(studio), maxQps: 50 } };
      declare(covers(first), providers);
      const created = await stack.up();
      expect([errorsOf(created), stepsOf(created).toSorted()]).toEqual([
        "",
        ["create ours", "create theirs"],
      ]);
      expect([emulator, studio].map(({ media }) => media.get(mediaId)?.cover)).toEqual([first, first]);
      const counts = () => [emulator.requests.count(), studio.requests.count()];
      expect(counts()).toEqual([2, 2]);

      const again = await stack.up();
      expect([stepsOf(again).toSorted(), again.changes.update]).toEqual([
        ["same ours", "same theirs"],
        undefined,
      ]);
      expect(counts()).toEqual([2, 2]);

      studio.media.setCover(mediaId, second);
      await stack.refresh();
      expect(await recordedOutputs(stack, "theirs")).toMatchObject({ coverUrl: second });
      expect(await recordedOutputs(stack, "ours")).toMatchObject({ coverUrl: first });

      declare(covers(second), providers);
      await stack.up();
      expect([emulator, studio].map(({ media }) => media.get(mediaId)?.cover)).toEqual([second, second]);
      expect((await stack.destroy()).succeeded).toBe(true);
    },
  },
  {
    name: "an explicit provider keeps its secrets as secrets, and sees nothing of the stack's configuration",
    async run({ open }) {
      const studio = await startStudio();
      const { stack, emulator, declare } = await openProject(open, { emulator: { seed } });
      const role = { roleArn: "r", oidcProviderArn: "p", oidcToken: "hush" };
      declare(
        { theirs: { mediaId, coverUrl: first, opts: { provider: "studio" } } },
        { studio: { ...studioKeys(studio), assumeRoleWithOidc: role } },
      );
      expect(errorsOf(await stack.up())).toBe("");
      const { inputs } = resourceIn(await stack.checkpoint(), "studio");
      // The packaged provider has them without a namespace.
      const byName = Object.entries(inputs).map(([key, value]) => [key.replace(/^.*:/, ""), value]);
      expect(Object.fromEntries(byName)).toMatchObject({
        accessKey: "studioid",
        secretKey: secretOf("studiosecret"),
        assumeRoleWithOidc: secretOf(JSON.stringify(role)),
        endpoint: studio.url,
      });
      expect(emulator.requests.count()).toBe(0);

      declare({ theirs: { mediaId, coverUrl: second, opts: { provider: "studio" } } }, { studio: {} });
      expect(errorsOf(await stack.up())).toMatch(/set region on the resource|no credentials found/);
    },
  },
  {
    name: "the same video twice under one provider is refused, its default region counted in",
    isRace: true,
    async run({ open }) {
      const studio = await startStudio();
      const { stack, declare } = await openProject(open, { emulator: { seed } });
      const opts = { provider: "studio" };
      declare(
        {
          a: { mediaId, coverUrl: first, opts },
          b: { mediaId, coverUrl: second, region: "cn-hangzhou", opts },
        },
        { studio: studioKeys(studio) },
      );
      expect(errorsOf(await stack.preview())).toContain(
        `${mediaId} is managed by two resources of this program, "a" and "b"`,
      );
      declare(
        { a: { mediaId, coverUrl: first, opts }, b: { covers: { [mediaId]: second }, opts } },
        { studio: { ...studioKeys(studio), region: output("cn-hangzhou") } },
      );
      expect(errorsOf(await stack.up())).toMatch(
        /managed by two resources of this program, "[ab]" and "[ab]"/,
      );
    },
  },
  {
    name: "a component hands its provider on to its covers, in the provider's region",
    async run({ open }) {
      const studio = await startStudio("ap-southeast-1");
      const { stack, declare } = await openProject(open, { emulator: { seed } });
      declare(
        {
          ours: { mediaId, coverUrl: first },
          theirs: { mediaId, coverUrl: first, opts: { inside: "studio" } },
        },
        { studio: { ...studioKeys(studio), region: "ap-southeast-1", secretKey: secret("studiosecret") } },
      );
      expect(errorsOf(await stack.up())).toBe("");
      expect(await recordedOutputs(stack, "theirs")).toMatchObject({ region: "ap-southeast-1" });
      expect(studio.media.get(mediaId, "ap-southeast-1")?.cover).toBe(first);
    },
  },
];
