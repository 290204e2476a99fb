import { describe, expect, it } from "vitest";
import { unknownValue } from "../../../provider/lifecycle/unknown";
import { envelope, Plugin, urnOf } from "../../support/plugin";
import { keynote, lookAt, startWithVideo } from "../emulator/support/snapshotJobs";

const keynoteFrame = urnOf("CoverSnapshot", "keynote");
const fileUrl = "oss://videos/2026/keynote 1.mp4";

async function start() {
  const emulator = await startWithVideo();
  emulator.clock.reset();
  const config = {
    endpoint: emulator.url,
    region: "cn-hangzhou",
    accessKey: "testid",
    secretKey: "testsecret",
  };
  return { emulator, plugin: await Plugin.start(config) };
}

describe("a snapshot through the packaged provider", () => {
  it("is checked, shown by a preview with its URL, taken, compared and taken anew", async () => {
    const { emulator, plugin } = await start();
    const { mediaId } = keynote;
    const { inputs, failures } = await plugin.check(keynoteFrame, { mediaId, time: "5s", bucket: "covers" });
    expect(failures).toEqual([]);
    expect(await plugin.create(keynoteFrame, inputs, true)).toEqual({
      id: "",
      outputs: { ...inputs, fileUrl: unknownValue, timeMs: unknownValue },
    });
    expect(emulator.requests.count()).toBe(0);

    const { id, outputs } = await plugin.create(keynoteFrame, inputs);
    expect(id).toBe(`cn-hangzhou/${mediaId}`);
    expect(outputs).toEqual({ ...inputs, fileUrl: keynote.fileUrl, timeMs: 5000 });
    expect(await plugin.read(keynoteFrame, id, { inputs, outputs })).toEqual({ id, inputs, outputs });

    const { inputs: news } = await plugin.check(keynoteFrame, {
      mediaId,
      time: 7,
      bucket: "covers",
      width: 320,
    });
    const diff = await plugin.diff(keynoteFrame, { inputs, outputs, news });
    expect(diff.toObject()).toMatchObject({
      changes: 2,
      replacesList: [],
      detaileddiffMap: [
        ["time", { kind: 4, inputdiff: true }],
        ["width", { kind: 0, inputdiff: true }],
      ],
    });
    expect(await plugin.update(keynoteFrame, outputs, news, true)).toEqual({
      ...news,
      fileUrl: keynote.fileUrl,
      timeMs: unknownValue,
    });
    const updated = await plugin.update(keynoteFrame, outputs, news);
    expect(updated).toEqual({ ...news, fileUrl: keynote.fileUrl, timeMs: 7000 });
    const objectKey = typeof updated["objectKey"] === "string" ? updated["objectKey"] : "";
    expect(await lookAt(emulator, objectKey)).toBe("320 x 180: Keynote 00:00:07.000");
    await plugin.delete(keynoteFrame, updated);
  });

  it("keeps a secret source file secret in what is recorded", async () => {
    const { plugin } = await start();
    const { inputs } = await plugin.check(keynoteFrame, {
      fileUrl: envelope(fileUrl),
      time: 5,
      bucket: "covers",
    });
    const { outputs } = await plugin.create(keynoteFrame, inputs);
    expect(outputs).toMatchObject({ fileUrl: envelope(fileUrl), timeMs: 5000 });
  });

  it("is not imported, and the error says what to do instead", async () => {
    const { plugin } = await start();
    await expect(plugin.read(keynoteFrame, `cn-hangzhou/${keynote.mediaId}`)).rejects.toThrow(
      "a CoverSnapshot cannot be imported or looked up by an id",
    );
  });
});
