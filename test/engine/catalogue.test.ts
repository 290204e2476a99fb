import { resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { catalogue } from "../support/catalogue";
import { isLong } from "../support/long";
import { errorsOf, newCalls, openProject, recordedOutputs, stepsOf } from "../support/project";
import { acceptedUrls, refusedUrls } from "../support/urls";
import { Diagnostics } from "./harness/diagnostics";
import { DynamicProvider } from "./harness/dynamicProvider";
import { ProviderProcess } from "./harness/processes/providerProcess";
import { openStack } from "./openStack";
import { mediaIdFor } from "../support/mediaIds";

/** How many are declared one by one, and how many as one set. */
const [oneByOne, asOneSet] = isLong ? [200, 1_000] : [50, 300];

describe("covers of a catalogue, declared one by one", () => {
  const some = catalogue.slice(0, oneByOne);

  it("reach the service exactly as they must, without one refused call, once, and are read back together", async () => {
    const seed = some.map(({ mediaId, title, fileUrl }) => ({ mediaId, title, fileUrl }));
    const { stack, emulator, declare } = await openProject(openStack, {
      emulator: { seed, qps: 100, window: "sliding" },
    });
    declare(Object.fromEntries(some.map(({ mediaId, coverUrl }) => [mediaId, { mediaId, coverUrl }])));
    const created = await stack.up({ parallel: oneByOne });
    expect([errorsOf(created), created.changes.create]).toEqual(["", oneByOne + 1]);

    const sent = emulator.requests.entries.filter(({ action }) => action === "UpdateMediaCover");
    expect(new Map(sent.map(({ parameters }) => [parameters["MediaId"], parameters["CoverURL"]]))).toEqual(
      new Map(some.map(({ mediaId, wire }) => [mediaId, wire])),
    );
    expect(sent).toHaveLength(oneByOne);
    expect(emulator.requests.countByCode()).toEqual({ OK: emulator.requests.count() });
    expect(some.map(({ mediaId }) => emulator.media.get(mediaId)?.cover)).toEqual(
      some.map(({ wire }) => wire),
    );

    emulator.requests.clear();
    const again = await stack.up({ parallel: oneByOne });
    expect(stepsOf(again).filter((step) => !step.startsWith("same "))).toEqual([]);
    expect(emulator.requests.count()).toBe(0);

    expect((await stack.refresh({ parallel: oneByOne })).succeeded).toBe(true);
    expect(emulator.requests.count()).toBeLessThanOrEqual(oneByOne / 5);
  });
});

describe("covers of a catalogue, declared as one set", () => {
  const some = catalogue.slice(0, asOneSet);

  it("reach the service exactly as they must, at its pace without one refused call, once, and are read back together", async () => {
    const seed = some.map(({ mediaId, title, fileUrl }) => ({ mediaId, title, fileUrl }));
    const { stack, emulator, declare } = await openProject(openStack, {
      emulator: { seed, qps: 100, window: "sliding" },
    });
    declare({
      library: { covers: Object.fromEntries(some.map(({ mediaId, coverUrl }) => [mediaId, coverUrl])) },
    });
    const created = await stack.up();
    expect([errorsOf(created), stepsOf(created), created.outputs["count of library"]]).toEqual([
      "",
      ["create library"],
      asOneSet,
    ]);
    const wires = Object.fromEntries(some.map(({ mediaId, wire }) => [mediaId, wire]));
    const sent = emulator.requests.entries.filter(({ action }) => action === "UpdateMediaCover");
    expect(
      Object.fromEntries(sent.map(({ parameters }) => [parameters["MediaId"], parameters["CoverURL"]])),
    ).toEqual(wires);
    expect(emulator.requests.countByCode()).toEqual({ OK: asOneSet + asOneSet / 10 });
    expect(newCalls(emulator)).toEqual({ QueryMediaList: asOneSet / 10, UpdateMediaCover: asOneSet });
    expect(some.map(({ mediaId }) => emulator.media.get(mediaId)?.cover)).toEqual(
      some.map(({ wire }) => wire),
    );
    expect(await recordedOutputs(stack, "library")).toMatchObject({ covers: wires, failures: [] });

    expect(stepsOf(await stack.up())).toEqual(["same library"]);
    expect(newCalls(emulator)).toEqual({});

    expect((await stack.refresh()).succeeded).toBe(true);
    expect(emulator.requests.countByCode()).toEqual({ OK: asOneSet / 10 });
    expect(newCalls(emulator)).toEqual({ QueryMediaList: asOneSet / 10 });
    expect(stepsOf(await stack.up())).toEqual(["same library"]);
  });
});

describe("the table of cover URLs", () => {
  it("reaches the service in canonical form, where a URL is taken", async () => {
    const taken = acceptedUrls;
    const seed = taken.map((_case, index) => ({ mediaId: mediaIdFor(index) }));
    const { stack, emulator, declare } = await openProject(openStack, { emulator: { seed } });
    declare(
      Object.fromEntries(
        taken.map(({ url }, index) => [`cover-${index}`, { mediaId: mediaIdFor(index), coverUrl: url }]),
      ),
    );
    expect(errorsOf(await stack.up())).toBe("");
    expect(taken.map((_case, index) => emulator.media.get(mediaIdFor(index))?.cover)).toEqual(
      taken.map(({ canonical }) => canonical),
    );
  });

  it("is refused by the real provider process, on coverUrl, with rule and fix, where a URL is not taken", async () => {
    const provider = await ProviderProcess.start({
      programDir: root,
      projectName: "covers",
      env: {},
      engineAddress: "127.0.0.1:1",
      configureDelayMs: 0,
      diagnostics: new Diagnostics(),
    });
    onTestFinished(() => provider.stop());
    await provider.configure({ "alicloud:region": "cn-hangzhou" });
    const engine = new DynamicProvider(Promise.resolve(provider));
    const __provider = 'exports.handler = () => require("pulumi-mediacover/provider.js");';
    for (const { url, note } of refusedUrls) {
      const { failures } = await engine.check(
        "urn:x",
        {},
        { __provider, mediaId: mediaIdFor(1), coverUrl: url },
      );
      expect(failures.length, note).toBeGreaterThan(0);
      for (const failure of failures)
        expect(failure, note).toMatchObject({
          property: "",
          reason: expect.stringMatching(/^coverUrl must .*; got "/),
        });
    }
  });
});

const root = resolve(import.meta.dirname, "../..");
