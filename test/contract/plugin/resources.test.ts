import { describe, expect, it, onTestFinished } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator/index";
import { unknownValue } from "../../../provider/lifecycle/unknown";
import { envelope, partOf, Plugin, urnOf } from "../../support/plugin";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const otherId = "6cc3aa66d1cb4bb2adf14e726c0a0002";
const goneId = "6cc3aa66d1cb4bb2adf14e726c0a0fff";
const [first, second] = ["http://c.example/first.jpg", "http://c.example/second.jpg"];
const trailer = urnOf("MediaCover", "trailer");
const library = urnOf("MediaCoverSet", "library");

async function start(options: EmulatorOptions = {}): Promise<{ emulator: Emulator; plugin: Plugin }> {
  const seed = [{ mediaId, title: "a title", fileUrl: "http://videos/1.mp4" }, { mediaId: otherId }];
  const emulator = await startEmulator({ seed, ...options });
  onTestFinished(() => emulator.close());
  return { emulator, plugin: await Plugin.start(configFor(emulator)) };
}

const configFor = ({ url }: Emulator) => ({
  endpoint: url,
  region: "cn-hangzhou",
  accessKey: "testid",
  secretKey: "testsecret",
});

const inputs = { mediaId, coverUrl: first, region: "cn-hangzhou", onDelete: "retain" };
const outputs = { ...inputs, previousCoverUrl: "", title: "a title", fileUrl: "http://videos/1.mp4" };

describe("a cover through the packaged provider", () => {
  it("is checked, created, compared, updated, read and deleted", async () => {
    const { emulator, plugin } = await start();
    const { inputs: checked, failures } = await plugin.check(trailer, {
      mediaId,
      coverUrl: "HTTP://C.example:80/first.jpg",
    });
    expect([checked, failures]).toEqual([inputs, []]);
    expect(await plugin.create(trailer, checked)).toEqual({ id: `cn-hangzhou/${mediaId}`, outputs });
    expect(emulator.media.get(mediaId)?.cover).toBe(first);

    const same = await plugin.diff(trailer, { inputs, outputs, news: inputs });
    expect(same.getChanges()).toBe(1);
    const news = { ...inputs, coverUrl: second };
    const changed = await plugin.diff(trailer, { inputs, outputs, news });
    expect(changed.toObject()).toMatchObject({
      changes: 2,
      diffsList: ["coverUrl"],
      replacesList: [],
      hasdetaileddiff: true,
      detaileddiffMap: [["coverUrl", { kind: 4, inputdiff: true }]],
    });
    expect(await plugin.update(trailer, outputs, news)).toEqual({ ...outputs, coverUrl: second });
    expect(await plugin.read(trailer, `cn-hangzhou/${mediaId}`, { inputs: news, outputs })).toMatchObject({
      inputs: news,
    });
    await plugin.delete(trailer, outputs);
    expect(emulator.requests.countByCode()).toEqual({ OK: emulator.requests.count() });
  });

  it("is shown by a preview in canonical form, and what only the service knows as unknown, without a call", async () => {
    const { emulator, plugin } = await start();
    expect(await plugin.create(trailer, inputs, true)).toEqual({
      id: "",
      outputs: { ...inputs, previousCoverUrl: unknownValue, title: unknownValue, fileUrl: unknownValue },
    });
    const before = { ...outputs, previousCoverUrl: "http://c.example/old.jpg" };
    expect(await plugin.update(trailer, before, { ...inputs, coverUrl: second }, true)).toEqual({
      ...inputs,
      coverUrl: second,
      previousCoverUrl: "http://c.example/old.jpg",
      title: unknownValue,
      fileUrl: unknownValue,
    });
    expect(emulator.requests.count()).toBe(0);
  });

  it("is imported by its id, with arguments to go on with", async () => {
    const seed = [{ mediaId, title: "a title", fileUrl: "http://videos/1.mp4", cover: first }];
    const { plugin } = await start({ seed });
    expect(await plugin.read(trailer, `cn-hangzhou/${mediaId}`)).toEqual({
      id: `cn-hangzhou/${mediaId}`,
      inputs,
      outputs: { ...outputs, previousCoverUrl: first },
    });
  });

  it.each([
    ["an id of another form", mediaId, "the id of a MediaCover is <region>/<mediaId>"],
    [
      "a video that does not exist",
      `cn-hangzhou/${goneId}`,
      `${goneId} does not exist in region cn-hangzhou`,
    ],
    ["another region", `cn-beijing/${mediaId}`, `${mediaId} does not exist in region cn-beijing`],
  ])("is not imported by %s, which the error names", async (_what, id, words) => {
    const { plugin } = await start();
    await expect(plugin.read(trailer, id)).rejects.toThrow(words);
  });

  it("is imported and refreshed as it is where its URL is none that the service takes, and mended by a good one", async () => {
    const secure = "https://c.example/secure.jpg";
    const { emulator, plugin } = await start({ seed: [{ mediaId, cover: secure }] });
    const imported = await plugin.read(trailer, `cn-hangzhou/${mediaId}`);
    expect(imported.inputs).toEqual({ ...inputs, coverUrl: secure });
    expect(await plugin.read(trailer, imported.id, imported)).toEqual(imported);
    const diff = await plugin.diff(trailer, { ...imported, news: inputs });
    expect(diff.getDiffsList()).toEqual(["coverUrl"]);
    await plugin.update(trailer, imported.outputs, inputs);
    expect(emulator.media.get(mediaId)?.cover).toBe(first);
  });

  it("is gone from the state where the service says that the video is", async () => {
    const { emulator, plugin } = await start();
    emulator.media.delete(mediaId);
    expect(await plugin.read(trailer, `cn-hangzhou/${mediaId}`, { inputs, outputs })).toMatchObject({
      id: "",
    });
  });
});

describe("secrets through the packaged provider", () => {
  const secretInputs = { ...inputs, coverUrl: envelope(first) };

  it("stay secrets in all that is recorded of a cover, also where the live cover was the same before", async () => {
    const { plugin } = await start();
    const checked = await plugin.check(trailer, { mediaId, coverUrl: envelope(first) });
    expect(checked.inputs).toEqual(secretInputs);
    const created = await plugin.create(trailer, secretInputs);
    const marked = { coverUrl: envelope(first), previousCoverUrl: envelope("") };
    expect(created.outputs).toEqual({ ...outputs, ...marked });
    const read = await plugin.read(trailer, created.id, { inputs: secretInputs, outputs: created.outputs });
    expect(read).toMatchObject({ inputs: { coverUrl: envelope(first) }, outputs: marked });
    // The URL is none any more; the one before may be that of the time when it was.
    const updated = await plugin.update(trailer, created.outputs, { ...inputs, coverUrl: second });
    expect(updated).toMatchObject({ coverUrl: second, previousCoverUrl: envelope("") });
  });

  it("are not shown where they are refused, neither by the value nor by the fix", async () => {
    const { plugin } = await start();
    const { failures } = await plugin.check(trailer, {
      mediaId,
      coverUrl: envelope("https://c.example/hush.jpg"),
    });
    expect(failures).toEqual([
      {
        property: "",
        reason:
          "coverUrl is a secret, and is not shown here: it must be an http: URL, as the service does not take https:",
      },
    ]);
    const ofSet = await plugin.check(library, {
      covers: { [mediaId]: envelope("https://c.example/hush.jpg"), [otherId]: "https://c.example/open.jpg" },
    });
    expect(ofSet.failures).toEqual([
      {
        property: "",
        reason: `covers["${mediaId}"] is a secret, and is not shown here: it must be an http: URL, as the service does not take https:`,
      },
      { property: "", reason: expect.stringMatching(/got "https:\/\/c.example\/open.jpg"; write "http:/) },
    ]);
  });

  it("of a set stay with their entries, and the covers before are secret as a whole", async () => {
    const { plugin } = await start();
    const covers = { [mediaId]: envelope(first), [otherId]: second };
    const { inputs: checked } = await plugin.check(library, { covers, onDelete: "restore" });
    const created = await plugin.create(library, checked);
    expect(created.outputs).toMatchObject({
      covers,
      previousCovers: { value: { [mediaId]: "", [otherId]: "" } },
    });
  });
});

describe("what is wrong with arguments", () => {
  it("is told all at once, without a property, whose value the engine would print", async () => {
    const { plugin } = await start();
    const { failures } = await plugin.check(trailer, { mediaId: 6, coverURL: first });
    expect(failures).toEqual([
      { property: "", reason: expect.stringMatching(/^mediaId must be 32 characters.*as a string; got 6/) },
      { property: "", reason: expect.stringMatching(/^coverUrl is required/) },
      {
        property: "",
        reason: expect.stringMatching(/^coverURL is not an argument.*did you mean coverUrl\?/),
      },
    ]);
    const ofSet = await plugin.check(library, { covers: [first] });
    expect(ofSet.failures).toEqual([
      { property: "", reason: expect.stringMatching(/^covers must be an object: the URL of each cover by/) },
    ]);
  });

  it("is a video that two resources have, whatever their types, until one of them lets it go", async () => {
    const { plugin } = await start();
    const cover = { mediaId, coverUrl: first };
    await plugin.check(trailer, cover);
    expect((await plugin.check(trailer, cover)).failures).toEqual([]);
    const taken = await plugin.check(library, { covers: { [mediaId]: second, [otherId]: second } });
    expect(taken.failures).toEqual([
      {
        property: "",
        reason: `video ${mediaId} is managed by two resources of this program, "library" and "trailer": remove one, as each would overwrite the other's cover`,
      },
    ]);
    await plugin.check(trailer, { mediaId: otherId, coverUrl: first, region: "cn-beijing" });
    expect((await plugin.check(library, { covers: { [mediaId]: second } })).failures).toEqual([]);
  });

  it("is no video that a preview does not know yet", async () => {
    const { plugin } = await start();
    const cover = { mediaId: unknownValue, coverUrl: first };
    expect((await plugin.check(trailer, cover)).failures).toEqual([]);
    expect((await plugin.check(urnOf("MediaCover", "other"), cover)).failures).toEqual([]);
  });
});

describe("a set through the packaged provider", () => {
  it("of which some covers fail is recorded, with Pulumi's own partial failure, and the next run does the rest", async () => {
    const { emulator, plugin } = await start();
    const { inputs: checked } = await plugin.check(library, {
      covers: { [mediaId]: first, [goneId]: first },
    });
    const recorded = await partOf(plugin.create(library, checked));
    expect(recorded).toMatchObject({
      id: "cn-hangzhou",
      outputs: {
        count: 1,
        covers: { [mediaId]: first },
        failures: [{ code: "MediaNotFound", mediaIds: [goneId] }],
      },
    });
    expect(recorded.reasons).toEqual([
      expect.stringMatching(
        /^covers of "library": 1 failed, 1 are set. The next pulumi up tries only these again:\n/,
      ),
    ]);
    emulator.media.add({ mediaId: goneId });
    emulator.requests.clear();
    const updated = await plugin.update(library, recorded.outputs, checked);
    expect(updated).toMatchObject({ count: 2, failures: [] });
    expect(emulator.requests.countByAction()).toEqual({ QueryMediaList: 1, UpdateMediaCover: 1 });
  });

  it("cannot be imported, and the error says what to do instead", async () => {
    const { plugin } = await start();
    await expect(plugin.read(library, "cn-hangzhou")).rejects.toThrow(
      "declare it, and the covers that are there are adopted",
    );
  });

  it("is given up by Cancel after the calls that are under way: what was done is recorded, and the next run does the rest", async () => {
    const ids = Array.from({ length: 300 }, (_, index) => index.toString(16).padStart(32, "0"));
    const { emulator, plugin } = await start({ seed: ids.map((id) => ({ mediaId: id })) });
    const covers = Object.fromEntries(ids.map((id) => [id, first]));
    const { inputs: checked } = await plugin.check(library, { covers });
    const creating = partOf(plugin.create(library, checked));
    await expect
      .poll(() => emulator.requests.count("UpdateMediaCover"), { timeout: 60_000, interval: 10 })
      .toBeGreaterThan(20);
    await plugin.cancel();
    const { outputs: recorded, reasons } = await creating;
    const set = ids.filter((id) => emulator.media.get(id)?.cover === first);
    expect(set.length).toBeLessThan(ids.length);
    expect(Object.keys(Object(recorded["covers"]))).toEqual(set);
    expect(recorded["failures"]).toMatchObject([
      { code: "NotTried", mediaIds: ids.filter((id) => !set.includes(id)) },
    ]);
    const left = ids.length - set.length;
    expect(reasons).toEqual([
      `the operation was cancelled: ${set.length} covers of "library" are set, ${left} were not tried. The next pulumi up tries only these again`,
    ]);

    const next = await Plugin.start(configFor(emulator));
    emulator.requests.clear();
    const updated = await next.update(library, recorded, checked);
    expect(updated).toMatchObject({ count: ids.length, failures: [] });
    expect(emulator.requests.count("UpdateMediaCover")).toBe(ids.length - set.length);
  });

  it("of 20,000 covers passes, in a message beyond gRPC's usual limit", async () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => index.toString(16).padStart(32, "0"));
    const { plugin } = await start();
    const url = `http://c.example/${"long".repeat(50)}.jpg`;
    const { inputs: checked } = await plugin.check(library, {
      covers: Object.fromEntries(ids.map((id) => [id, url])),
    });
    expect(JSON.stringify(checked).length).toBeGreaterThan(4 * 1024 * 1024);
    expect(Object.keys(Object(checked["covers"]))).toHaveLength(20_000);
  });

  it("shows only the entries that differ, each by its path", async () => {
    const { plugin } = await start();
    const set = { region: "cn-hangzhou", onDelete: "retain" };
    const before = { ...set, covers: { [mediaId]: first, [otherId]: first } };
    const news = { ...set, covers: { [mediaId]: second, [goneId]: first } };
    const diff = await plugin.diff(library, { inputs: before, outputs: before, news });
    expect(diff.toObject()).toMatchObject({
      changes: 2,
      diffsList: ["covers"],
      detaileddiffMap: [
        [`covers["${mediaId}"]`, { kind: 4, inputdiff: true }],
        [`covers["${otherId}"]`, { kind: 2, inputdiff: true }],
        [`covers["${goneId}"]`, { kind: 0, inputdiff: true }],
      ],
    });
  });
});
