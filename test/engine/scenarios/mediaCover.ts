import { expect } from "vitest";
import {
  errorsOf,
  messagesOf,
  openProject,
  output,
  recordedOutputs,
  secret,
  stepsOf,
  workingKeys,
} from "../../support/project";
import type { Scenario } from "./scenario";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const otherId = "6cc3aa66d1cb4bb2adf14e726c0a0002";
const goneId = "6cc3aa66d1cb4bb2adf14e726c0a0fff";
const [first, second, foreign] = [
  "http://c.example/first.jpg",
  "http://c.example/second.jpg",
  "http://c.example/foreign.jpg",
];
const seed = [
  { mediaId, title: "a title", fileUrl: "http://videos.example/1.mp4" },
  { mediaId: otherId, title: "another", fileUrl: "http://videos.example/2.mp4", cover: foreign },
];
const withMedia = { emulator: { seed } };

/**
 * What a user does with MediaCover. What each scenario expects holds on the test engine and on the real CLI.
 */
export const mediaCoverScenarios: readonly Scenario[] = [
  {
    name: "a cover is created, then left alone, then updated, then removed, each with the calls it needs and no more",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      const calls = (): Record<string, number> => {
        const made = { ...emulator.requests.countByAction() };
        emulator.requests.clear();
        return made;
      };
      declare({ trailer: { mediaId, coverUrl: first } });
      expect(stepsOf(await stack.preview())).toEqual(["create trailer"]);
      expect(calls()).toEqual({});

      const created = await stack.up();
      expect([created.succeeded, stepsOf(created), created.outputs]).toEqual([
        true,
        ["create trailer"],
        { trailer: first, "title of trailer": "a title" },
      ]);
      expect(calls()).toEqual({ QueryMediaList: 1, UpdateMediaCover: 1 });
      expect(await recordedOutputs(stack, "trailer")).toEqual({
        coverUrl: first,
        fileUrl: "http://videos.example/1.mp4",
        mediaId,
        onDelete: "retain",
        previousCoverUrl: "",
        region: "cn-hangzhou",
        title: "a title",
      });

      expect(stepsOf(await stack.up())).toEqual(["same trailer"]);
      expect(calls()).toEqual({});

      declare({ trailer: { mediaId, coverUrl: second } });
      expect(stepsOf(await stack.preview())).toEqual(["update trailer [coverUrl]"]);
      expect(stepsOf(await stack.up())).toEqual(["update trailer [coverUrl]"]);
      expect(calls()).toEqual({ QueryMediaList: 1, UpdateMediaCover: 1 });
      expect(emulator.media.get(mediaId)?.cover).toBe(second);

      declare({});
      expect(stepsOf(await stack.up())).toEqual(["delete trailer"]);
      expect(calls()).toEqual({});
      expect(emulator.media.get(mediaId)?.cover).toBe(second);
    },
  },
  {
    name: "a cover that is there already is adopted without a write, and remembered",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      declare({ trailer: { mediaId: otherId, coverUrl: "HTTP://C.example:80/%66oreign.jpg" } });
      expect((await stack.up()).succeeded).toBe(true);
      expect(emulator.requests.countByAction()).toEqual({ QueryMediaList: 1 });
      expect(await recordedOutputs(stack, "trailer")).toMatchObject({
        coverUrl: foreign,
        previousCoverUrl: foreign,
      });
    },
  },
  {
    name: "another spelling of a URL is no change",
    async run({ open }) {
      const { stack, declare } = await openProject(open, withMedia);
      declare({ trailer: { mediaId, coverUrl: "http://c.example/封 面.jpg" } });
      await stack.up();
      declare({ trailer: { mediaId, coverUrl: "HTTP://C.EXAMPLE:80/%e5%b0%81%20%E9%9D%A2%2Ejpg" } });
      expect(stepsOf(await stack.up())).toEqual(["same trailer"]);
    },
  },
  {
    name: "a cover that somebody overwrote is found by refresh, shown by preview and mended by up",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      declare({ trailer: { mediaId, coverUrl: first } });
      await stack.up();
      emulator.media.setCover(mediaId, foreign);
      expect((await stack.refresh()).succeeded).toBe(true);
      expect(await recordedOutputs(stack, "trailer")).toMatchObject({
        coverUrl: foreign,
        previousCoverUrl: "",
      });
      expect(stepsOf(await stack.preview())).toEqual(["update trailer [coverUrl]"]);
      await stack.up();
      expect(emulator.media.get(mediaId)?.cover).toBe(first);
      await stack.refresh();
      expect(stepsOf(await stack.up())).toEqual(["same trailer"]);
    },
  },
  {
    name: "a signed or otherwise spelled answer of the service is no drift",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      declare({ trailer: { mediaId, coverUrl: first } });
      await stack.up();
      emulator.media.setCover(mediaId, `${first.replace("c.example", "C.Example")}?Expires=1&Signature=x`);
      await stack.refresh();
      expect(stepsOf(await stack.up())).toEqual(["same trailer"]);
      expect(await recordedOutputs(stack, "trailer")).toMatchObject({ coverUrl: first });
    },
  },
  {
    name: "refresh drops a video that is gone, and keeps everything when the service cannot be asked",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      declare({ trailer: { mediaId, coverUrl: first } });
      await stack.up();
      emulator.faults.add({ fault: { kind: "error", code: "NoPermission", status: 403 } });
      const failed = await stack.refresh();
      expect(failed.succeeded).toBe(false);
      expect(errorsOf(failed)).toContain("RAM action mts:QueryMediaList");
      expect(await recordedOutputs(stack, "trailer")).toMatchObject({ coverUrl: first });

      emulator.media.delete(mediaId);
      expect((await stack.refresh()).succeeded).toBe(true);
      expect(await recordedOutputs(stack, "trailer")).toBeUndefined();
      const again = await stack.up();
      expect(again.succeeded).toBe(false);
      expect(errorsOf(again)).toContain(`video ${mediaId} does not exist in region cn-hangzhou`);
    },
  },
  {
    name: "another video or region replaces the resource, the old one first",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, {
        emulator: { seed: [...seed, { mediaId, region: "cn-beijing" }] },
      });
      declare({ trailer: { mediaId, coverUrl: first } });
      await stack.up();
      declare({ trailer: { mediaId: otherId, coverUrl: first } });
      const replaced = await stack.up();
      expect(stepsOf(replaced)).toEqual([
        "delete-replaced trailer",
        "replace trailer [mediaId]",
        "create-replacement trailer [mediaId]",
      ]);
      declare({ trailer: { mediaId, coverUrl: first, region: "cn-beijing" } });
      expect((await stack.up()).succeeded).toBe(true);
      expect(emulator.media.list().map(({ cover }) => cover)).toEqual([first, first, first]);
    },
  },
  {
    name: "onDelete restore puts back the cover before, but never over a cover that is not ours any more",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      declare({ trailer: { mediaId: otherId, coverUrl: first } });
      await stack.up();
      emulator.requests.clear();
      declare({ trailer: { mediaId: otherId, coverUrl: first, onDelete: "restore" } });
      expect(stepsOf(await stack.up())).toEqual(["update trailer [onDelete]"]);
      expect(emulator.requests.count()).toBe(0);
      expect((await stack.destroy()).succeeded).toBe(true);
      expect(emulator.media.get(otherId)?.cover).toBe(foreign);

      await stack.up();
      emulator.media.setCover(otherId, second);
      await stack.destroy();
      expect(emulator.media.get(otherId)?.cover).toBe(second);

      await stack.up();
      emulator.media.delete(otherId);
      expect((await stack.destroy()).succeeded).toBe(true);
    },
  },
  {
    name: "neither a rename nor a replacement undoes the new cover",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      const cover = { mediaId: otherId, coverUrl: first, onDelete: "restore" };
      declare({ before: cover });
      await stack.up();
      declare({ before: { ...cover, coverUrl: second, opts: { replaceOnChanges: ["coverUrl"] } } });
      const replaced = await stack.up();
      expect(stepsOf(replaced).map((step) => step.split(" ")[0])).toEqual([
        "delete-replaced",
        "replace",
        "create-replacement",
      ]);
      // The old cover was put back first, so it is still known what was there before all of this.
      expect(await recordedOutputs(stack, "before")).toMatchObject({ previousCoverUrl: foreign });
      expect(emulator.media.get(otherId)?.cover).toBe(second);

      const { resources } = await stack.checkpoint();
      const urn = resources.find(({ name }) => name === "before")?.urn ?? "";
      expect((await stack.up({ replace: [urn] })).succeeded).toBe(true);
      expect(await recordedOutputs(stack, "before")).toMatchObject({ previousCoverUrl: foreign });
      expect(emulator.media.get(otherId)?.cover).toBe(second);

      declare({ after: { ...cover, coverUrl: second } });
      const renamed = await stack.up();
      expect([renamed.succeeded, stepsOf(renamed)]).toEqual([true, ["create after", "delete before"]]);
      expect(emulator.media.get(otherId)?.cover).toBe(second);
    },
  },
  {
    name: "a rename does not undo the cover, also when the first up fails before it comes to the deletion",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      const cover = { mediaId: otherId, coverUrl: first, onDelete: "restore" };
      declare({ before: cover });
      await stack.up();
      declare({ after: cover, gone: { mediaId: goneId, coverUrl: first } });
      const failed = await stack.up();
      expect([failed.succeeded, stepsOf(failed)]).toEqual([
        false,
        expect.not.arrayContaining(["delete before"]),
      ]);
      declare({ after: cover });
      const ended = await stack.up();
      expect([errorsOf(ended), stepsOf(ended)]).toEqual(["", ["same after", "delete before"]]);
      expect(emulator.media.get(otherId)?.cover).toBe(first);
    },
  },
  {
    name: ".get reads a cover, and refuses a video that does not exist",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      declare({ live: { opts: { id: `cn-hangzhou/${otherId}` } } });
      const read = await stack.up();
      expect([read.succeeded, read.outputs]).toEqual([true, { live: foreign, "title of live": "another" }]);
      expect(emulator.requests.count("UpdateMediaCover")).toBe(0);
      declare({ live: { opts: { id: `cn-hangzhou/${goneId}` } } });
      const missing = await stack.preview();
      expect(missing.succeeded).toBe(false);
      expect(errorsOf(missing)).toContain(`video ${goneId} does not exist`);
      declare({ live: { opts: { id: otherId } } });
      expect(errorsOf(await stack.preview())).toContain("the id of a MediaCover is <region>/<mediaId>");
    },
  },
  {
    name: "values that are not known yet pass the preview, and the real ones are checked when they are",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      declare({ trailer: { mediaId: output(mediaId), coverUrl: output(first) } });
      expect(stepsOf(await stack.preview())).toEqual(["create trailer"]);
      expect((await stack.up()).succeeded).toBe(true);
      expect(emulator.media.get(mediaId)?.cover).toBe(first);
      expect(stepsOf(await stack.up())).toEqual(["same trailer"]);
      declare({ trailer: { mediaId: output(mediaId), coverUrl: output("https://c.example/x.jpg") } });
      const refused = await stack.up();
      expect(refused.succeeded).toBe(false);
      expect(errorsOf(refused)).toContain('write "http://c.example/x.jpg"');
    },
  },
  {
    name: "a secret URL stays secret in the state and in the outputs",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      declare({ trailer: { mediaId, coverUrl: secret("http://c.example/hush.jpg") } });
      const created = await stack.up();
      expect(emulator.media.get(mediaId)?.cover).toBe("http://c.example/hush.jpg");
      expect(created.text).not.toContain("hush");
      const { resources } = await stack.checkpoint();
      const cover = resources.find(({ name }) => name === "trailer");
      const marked = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
      expect([
        cover?.inputs["coverUrl"],
        cover?.outputs["coverUrl"],
        created.outputs["trailer"],
      ]).toMatchObject([marked, marked, marked]);
    },
  },
  {
    name: "keys of the environment are nowhere in what a run leaves behind or says, debug messages included",
    async run({ open }) {
      const key = {
        accessKeyId: "STS.canary",
        accessKeySecret: "canary-secret-4b1d",
        securityToken: "canary-token-4b1d",
      };
      const { stack, emulator, declare } = await openProject(open, {
        emulator: { ...withMedia.emulator, accessKeys: [key] },
        config: {},
        stack: {
          env: {
            ALICLOUD_ACCESS_KEY: key.accessKeyId,
            ALICLOUD_SECRET_KEY: key.accessKeySecret,
            ALICLOUD_SECURITY_TOKEN: key.securityToken,
          },
        },
      });
      declare({ trailer: { mediaId, coverUrl: first }, library: { covers: { [otherId]: first } } });
      const results = [await stack.preview(), await stack.up(), await stack.refresh()];
      const body = JSON.stringify({
        Code: "Odd",
        Message: `signed with ${key.accessKeySecret} ${key.securityToken}`,
      });
      emulator.faults.add({ fault: { kind: "answer", status: 400, body }, times: Infinity });
      const failed = [await stack.refresh(), await stack.destroy()];
      expect(results.map(({ succeeded }) => succeeded)).toEqual([true, true, true]);
      expect(failed.map(({ succeeded }) => succeeded)).toContain(false);
      const left = [results, failed, await stack.checkpoint(), emulator.requests.entries];
      expect(JSON.stringify(left)).not.toMatch(/canary-(secret|token)/);
    },
  },
  {
    name: "a secret URL that is refused, here or by the service, is never printed",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      declare({ trailer: { mediaId, coverUrl: secret("https://c.example/hush.jpg") } });
      const refused = [await stack.preview(), await stack.up()];
      const rule = "coverUrl is a secret, and is not shown here: it must be an http: URL";
      expect(refused.map((result) => [result.succeeded, messagesOf(result, "error").includes(rule)])).toEqual(
        [
          [false, true],
          [false, true],
        ],
      );
      const body = JSON.stringify({
        Code: "InvalidParameter",
        Message: "no such picture: http://c.example/hush.jpg",
      });
      emulator.faults.add({ action: "UpdateMediaCover", fault: { kind: "answer", status: 400, body } });
      declare({ trailer: { mediaId, coverUrl: secret("http://c.example/hush.jpg") } });
      const failed = await stack.up();
      expect(errorsOf(failed)).toContain("no such picture: ***");
      const texts = [...refused, failed].map(({ text, diagnostics }) => text + JSON.stringify(diagnostics));
      expect(texts.join("\n")).not.toContain("hush");
    },
  },
  {
    name: "a secret URL that the media had already is secret as its cover before, too",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      emulator.media.setCover(mediaId, "http://c.example/hush.jpg");
      declare({ trailer: { mediaId, coverUrl: secret("http://c.example/hush.jpg") } });
      const up = await stack.up();
      const { resources } = await stack.checkpoint();
      const outputs = resources.find(({ name }) => name === "trailer")?.outputs;
      const marked = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
      expect([outputs, up.text.includes("hush")]).toMatchObject([
        { coverUrl: marked, previousCoverUrl: marked },
        false,
      ]);
    },
  },
  {
    name: "a create that fails leaves nothing behind, keeps the others, and the next up does the rest",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      emulator.faults.add({
        action: "UpdateMediaCover",
        mediaId,
        fault: { kind: "error", code: "NoPermission", status: 403 },
      });
      declare({ denied: { mediaId, coverUrl: first }, fine: { mediaId: otherId, coverUrl: first } });
      const failed = await stack.up();
      expect(failed.succeeded).toBe(false);
      expect(errorsOf(failed)).toMatch(
        new RegExp(
          `UpdateMediaCover for video ${mediaId} in cn-hangzhou failed: NoPermission.*RAM action mts:UpdateMediaCover`,
        ),
      );
      expect(await recordedOutputs(stack, "denied")).toBeUndefined();
      expect(stepsOf(await stack.up()).toSorted()).toEqual(["create denied", "same fine"]);
    },
  },
  {
    name: "bad arguments are refused in the preview, all at once, and nothing is asked of the service",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      declare({
        bad: { mediaId: 5, coverUrl: "https://c.example/a.jpg?x=1", onDelete: "x", cover_url: first },
      });
      const refused = await stack.preview();
      expect(refused.succeeded).toBe(false);
      const errors = errorsOf(refused);
      for (const part of [
        "must be 32 characters of 0-9 and a-f, as a string; got 5",
        "the service does not take https:",
        "must have no ?query",
        'write "http://c.example/a.jpg"',
        'must be "retain" or "restore"; got "x"',
        "did you mean coverUrl?",
      ]) {
        expect(errors).toContain(part);
      }
      expect(emulator.requests.count()).toBe(0);
    },
  },
  {
    name: "the same video twice is refused, naming both resources, also when its id comes late",
    isRace: true,
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      declare({
        one: { mediaId, coverUrl: first },
        two: { mediaId, coverUrl: second, region: "cn-hangzhou" },
      });
      const known = await stack.preview();
      expect(known.succeeded).toBe(false);
      expect(errorsOf(known)).toContain('is managed by two resources of this program, "one" and "two"');
      declare({ one: { mediaId, coverUrl: first }, two: { mediaId: output(mediaId), coverUrl: second } });
      const late = await stack.up();
      expect(late.succeeded).toBe(false);
      expect(errorsOf(late)).toContain('is managed by two resources of this program, "one" and "two"');
      expect(emulator.media.get(mediaId)?.cover).toBe(first);
    },
  },
  {
    name: "the option import, which Pulumi cannot do for such resources, gets an error that says what to do",
    isDynamicOnly: true,
    async run({ open }) {
      const { stack, declare } = await openProject(open, withMedia);
      declare({ trailer: { mediaId, coverUrl: first, opts: { import: `cn-hangzhou/${mediaId}` } } });
      expect(errorsOf(await stack.preview())).toContain(
        "leave out the import option, as pulumi up adopts the cover",
      );
    },
  },
  {
    name: "ignoreChanges leaves the cover to others",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withMedia);
      const opts = { ignoreChanges: ["coverUrl"] };
      declare({ trailer: { mediaId, coverUrl: first, opts } });
      await stack.up();
      declare({ trailer: { mediaId, coverUrl: second, opts } });
      expect(stepsOf(await stack.up())).toEqual(["same trailer"]);
      expect(emulator.media.get(mediaId)?.cover).toBe(first);
    },
  },
  {
    name: "no region and a bad endpoint are said in the preview, no credentials with every place that was looked at",
    async run({ open }) {
      const { stack, declare } = await openProject(open, {
        ...withMedia,
        config: { "alicloud:region": "", "alicloud:accessKey": "half" },
      });
      declare({ trailer: { mediaId, coverUrl: first } });
      expect(errorsOf(await stack.preview())).toMatch(/pulumi config set (alicloud|mediacover):region/);
      await stack.setConfig("alicloud:region", "cn-hangzhou");
      const errors = errorsOf(await stack.up());
      for (const part of ["no credentials found", "ALICLOUD_ACCESS_KEY", "RAM role by OIDC"]) {
        expect(errors).toContain(part);
      }
      expect(errors).toMatch(/(\w+):secretKey is not set, though \1:accessKey is/);
      await stack.setConfig("mediacover:endpoint", "http://mts.cn-hangzhou.aliyuncs.com");
      expect(errorsOf(await stack.preview())).toContain("mediacover:endpoint must be https");
    },
  },
  {
    name: "a region that is not in the table is a warning, not a refusal",
    async run({ open }) {
      const { stack, declare } = await openProject(open, {
        emulator: { seed: [{ mediaId, region: "xx-new-1" }] },
      });
      declare({ trailer: { mediaId, coverUrl: first, region: "xx-new-1" } });
      const result = await stack.up();
      expect(result.succeeded).toBe(true);
      const warnings = result.diagnostics.filter(({ severity }) => severity === "warning");
      expect(warnings.map(({ message }) => message).join()).toContain("region xx-new-1 is not among those");
    },
  },
  {
    name: "40 covers are created in parallel while the provider is slow to be configured",
    async run({ open }) {
      const ids = Array.from({ length: 40 }, (_, index) => index.toString(16).padStart(32, "a"));
      const { stack, emulator, declare } = await openProject(open, {
        emulator: { seed: ids.map((id) => ({ mediaId: id })) },
        stack: { parallel: 40, configureDelayMs: 500 },
      });
      declare(
        Object.fromEntries(ids.map((id, index) => [`cover-${index}`, { mediaId: id, coverUrl: first }])),
      );
      const result = await stack.up();
      expect([errorsOf(result), result.changes.create]).toEqual(["", 41]);
      expect(emulator.requests.countByCode()).toEqual({ OK: emulator.requests.count() });
      expect(emulator.requests.count("UpdateMediaCover")).toBe(40);
    },
  },
  {
    name: "a key that was rotated since the last up is named as the reason when refresh fails",
    async run({ open }) {
      const accessKeys = [
        { accessKeyId: "testid", accessKeySecret: "testsecret", disabled: false },
        { accessKeyId: "newid", accessKeySecret: "newsecret" },
      ];
      const { stack, emulator, declare } = await openProject(open, {
        emulator: { seed, accessKeys },
        config: workingKeys,
      });
      declare({ trailer: { mediaId, coverUrl: first } });
      await stack.up();
      emulator.faults.add({ fault: { kind: "error", code: "InvalidAccessKeyId.NotFound", status: 404 } });
      expect(errorsOf(await stack.refresh())).toContain(
        "use the configuration stored by the last `pulumi up`",
      );
    },
  },
];
