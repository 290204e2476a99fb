import { expect } from "vitest";
import { errorsOf, newCalls, output, recordedOutputs, secret, stepsOf } from "../../../support/project";
import type { Scenario } from "../scenario";
import { coverOf, coversOf, liveCovers, openLibrary, upTo } from "./library";
import { mediaIdFor } from "../../../support/mediaIds";

/** What a user does with a set when all goes well. */
export const changeScenarios: readonly Scenario[] = [
  {
    name: "only entries that differ cost a call: one is changed, one added, one removed, the others are left alone",
    async run({ open }) {
      const project = await openLibrary(open, 5);
      const { stack, emulator, declare } = project;
      declare({ library: { covers: coversOf([1, 2, 3, 4]) } });
      expect(stepsOf(await stack.preview())).toEqual(["create library"]);
      expect(newCalls(emulator)).toEqual({});

      const created = await stack.up();
      expect([errorsOf(created), stepsOf(created), created.outputs]).toEqual([
        "",
        ["create library"],
        { library: coversOf([1, 2, 3, 4]), "count of library": 4 },
      ]);
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1, UpdateMediaCover: 4 });
      expect(liveCovers(project, [1, 2, 3, 4])).toEqual([1, 2, 3, 4].map((index) => coverOf(index)));
      expect(await recordedOutputs(stack, "library")).toEqual({
        count: 4,
        covers: coversOf([1, 2, 3, 4]),
        drifted: [],
        failedAt: "",
        failures: [],
        onDelete: "retain",
        previousCovers: {},
        region: "cn-hangzhou",
      });

      const second = await stack.up();
      expect([stepsOf(second), newCalls(emulator)]).toEqual([["same library"], {}]);

      const mixed = { ...coversOf([1, 3, 5]), [mediaIdFor(2)]: coverOf(2, "second") };
      declare({ library: { covers: mixed } });
      expect(stepsOf(await stack.preview())).toEqual(["update library [covers]"]);
      expect(newCalls(emulator)).toEqual({});
      const changed = await stack.up();
      expect([errorsOf(changed), stepsOf(changed)]).toEqual(["", ["update library [covers]"]]);
      expect(changed.outputs).toEqual({ library: mixed, "count of library": 4 });
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1, UpdateMediaCover: 2 });
      expect(liveCovers(project, upTo(5))).toEqual([
        coverOf(1),
        coverOf(2, "second"),
        coverOf(3),
        coverOf(4),
        coverOf(5),
      ]);

      declare({});
      expect(stepsOf(await stack.up())).toEqual(["delete library"]);
      expect(newCalls(emulator)).toEqual({});
    },
  },
  {
    name: "covers that are there already are adopted without a write",
    async run({ open }) {
      const seed = [1, 2].map((index) => ({ mediaId: mediaIdFor(index), cover: coverOf(index) }));
      const { stack, emulator, declare } = await openLibrary(open, 2, { emulator: { seed } });
      declare({ library: { covers: coversOf([1, 2]) } });
      expect((await stack.up()).succeeded).toBe(true);
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1 });
    },
  },
  {
    name: "another spelling of the URLs, or another order, is no change, and the canonical form is what is kept",
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 2);
      const canonical = {
        [mediaIdFor(1)]: "http://c.example/%20%E5%B0%81%E9%9D%A2.jpg",
        [mediaIdFor(2)]: coverOf(2),
      };
      declare({ library: { covers: { ...canonical, [mediaIdFor(1)]: "HTTP://C.example:80/ 封面%2Ejpg" } } });
      expect((await stack.up()).succeeded).toBe(true);
      expect(await recordedOutputs(stack, "library")).toMatchObject({ covers: canonical });
      newCalls(emulator);
      declare({
        library: {
          covers: {
            [mediaIdFor(2)]: "http://C.EXAMPLE/%66irst/2%2Ejpg",
            [mediaIdFor(1)]: "http://c.example/%20%e5%b0%81%E9%9D%A2.jpg",
          },
        },
      });
      expect(stepsOf(await stack.preview())).toEqual(["same library"]);
      expect(stepsOf(await stack.up())).toEqual(["same library"]);
      expect(newCalls(emulator)).toEqual({});
    },
  },
  {
    name: "a set of nothing manages nothing, and one that is emptied gives everything up, without a call",
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 2, { config: {} });
      declare({ library: { covers: {} } });
      const created = await stack.up();
      expect([errorsOf(created), created.outputs]).toEqual(["", { library: {}, "count of library": 0 }]);
      expect((await stack.refresh()).succeeded).toBe(true);
      expect(stepsOf(await stack.up())).toEqual(["same library"]);
      expect((await stack.destroy()).succeeded).toBe(true);
      expect(newCalls(emulator)).toEqual({});
    },
  },
  {
    name: "URLs that are not known yet pass the preview, and are applied when they are",
    async run({ open }) {
      const project = await openLibrary(open, 3);
      const { stack, emulator, declare } = project;
      declare({ library: { covers: { ...coversOf([1, 2]), [mediaIdFor(3)]: output(coverOf(3)) } } });
      expect(stepsOf(await stack.preview())).toEqual(["create library"]);
      const created = await stack.up();
      expect([errorsOf(created), created.outputs["library"]]).toEqual(["", coversOf([1, 2, 3])]);
      newCalls(emulator);
      expect(stepsOf(await stack.up())).toEqual(["same library"]);

      declare({
        library: { covers: { ...coversOf([1, 2]), [mediaIdFor(3)]: output(coverOf(3, "second")) } },
      });
      expect(stepsOf(await stack.preview())).toEqual(["update library [covers]"]);
      expect(newCalls(emulator)).toEqual({});
      expect(stepsOf(await stack.up())).toEqual(["update library [covers]"]);
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1, UpdateMediaCover: 1 });

      declare({ library: { covers: { [mediaIdFor(1)]: output("https://c.example/x.jpg") } } });
      const refused = await stack.up();
      expect(refused.succeeded).toBe(false);
      expect(errorsOf(refused)).toContain('write "http://c.example/x.jpg"');
      expect(liveCovers(project, [1, 2, 3])).toEqual([coverOf(1), coverOf(2), coverOf(3, "second")]);
    },
  },
  {
    name: "covers that are not known yet as a whole pass the preview too",
    async run({ open }) {
      const project = await openLibrary(open, 2);
      const { stack, declare } = project;
      declare({ library: { covers: output(coversOf([1, 2])) } });
      const preview = await stack.preview();
      expect([errorsOf(preview), stepsOf(preview)]).toEqual(["", ["create library"]]);
      expect(errorsOf(await stack.up())).toBe("");
      expect(liveCovers(project, [1, 2])).toEqual([coverOf(1), coverOf(2)]);
      expect(stepsOf(await stack.up())).toEqual(["same library"]);
    },
  },
  {
    name: "a secret URL of a set that is refused is not printed, and one that was there already stays secret",
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 2);
      declare({
        library: {
          covers: { [mediaIdFor(1)]: secret("https://c.example/hush.jpg"), [mediaIdFor(2)]: coverOf(2) },
        },
      });
      const refused = await stack.up();
      expect(errorsOf(refused)).toContain(
        `covers["${mediaIdFor(1)}"] is a secret, and is not shown here: it must be an http: URL`,
      );
      emulator.media.setCover(mediaIdFor(1), "http://c.example/hush.jpg");
      declare({
        library: { covers: { [mediaIdFor(1)]: secret("http://c.example/hush.jpg") }, onDelete: "restore" },
      });
      const up = await stack.up();
      const { resources } = await stack.checkpoint();
      const outputs = resources.find(({ name }) => name === "library")?.outputs;
      const marked = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
      expect(outputs).toMatchObject({ previousCovers: marked });
      // Not those of --debug: the SDK itself writes every property of a registration there.
      expect([refused, up].map(({ text }) => text).join()).not.toContain("hush");
    },
  },
  {
    name: "a secret URL stays secret in the state, also after a refresh, and is never printed",
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 2);
      const covers = { [mediaIdFor(1)]: secret("http://c.example/hush.jpg"), [mediaIdFor(2)]: coverOf(2) };
      declare({ library: { covers } });
      const created = await stack.up();
      expect(emulator.media.get(mediaIdFor(1))?.cover).toBe("http://c.example/hush.jpg");
      emulator.media.setCover(mediaIdFor(1), "http://c.example/hush-drift.jpg");
      const refreshed = await stack.refresh();
      const preview = await stack.preview();
      const mended = await stack.up();
      // What changed is not compared: the real engine's events carry a mask in the place of every secret.
      expect([errorsOf(mended), mended.changes.update]).toEqual(["", 1]);
      const texts = [created, refreshed, preview, mended].map(({ text }) => text).join("\n");
      expect(texts).not.toContain("hush");
      const { resources } = await stack.checkpoint();
      const library = resources.find(({ name }) => name === "library");
      const marked = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
      const recorded = { covers: { [mediaIdFor(1)]: marked, [mediaIdFor(2)]: coverOf(2) } };
      expect([library?.inputs, library?.outputs]).toMatchObject([recorded, recorded]);
    },
  },
  {
    name: "another region replaces the set, the old one first",
    async run({ open }) {
      const seed = ["cn-hangzhou", "cn-beijing"].map((region) => ({ mediaId: mediaIdFor(1), region }));
      const { stack, emulator, declare } = await openLibrary(open, 1, { emulator: { seed } });
      const covers = coversOf([1]);
      declare({ library: { covers, onDelete: "restore" } });
      await stack.up();
      declare({ library: { covers, onDelete: "restore", region: "cn-beijing" } });
      expect(stepsOf(await stack.preview())).toEqual([
        "delete-replaced library",
        "replace library [region]",
        "create-replacement library [region]",
      ]);
      const replaced = await stack.up();
      expect([errorsOf(replaced), stepsOf(replaced)]).toEqual([
        "",
        ["delete-replaced library", "replace library [region]", "create-replacement library [region]"],
      ]);
      expect(emulator.media.get(mediaIdFor(1))?.cover).toBeUndefined();
      expect(emulator.media.get(mediaIdFor(1), "cn-beijing")?.cover).toBe(coverOf(1));
    },
  },
];
