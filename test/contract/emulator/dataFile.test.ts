import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { startEmulator } from "../../../emulator/index.ts";
import { startCommand } from "../../support/commandProcess.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { call } from "./support/signedCall.ts";
import { coverUrl, mediaId, startForTest } from "./support/startForTest.ts";

const newPath = (): string => join(temporaryFolder("data"), "data.json");

it("the media outlive the emulator, and the file wins over the seed", async () => {
  const dataFile = newPath();
  const first = await startForTest({ dataFile });
  await call(first, "UpdateMediaCover", { MediaId: mediaId, CoverURL: coverUrl });
  await call(first, "AddMedia", { FileURL: "http://a/視.mp4", Tags: "one,two", RegionId: "eu-central-1" });
  const before = first.media.list();
  await first.close();
  const second = await startForTest({ dataFile, seed: [{ mediaId: "0".repeat(32) }] });
  expect(second.media.list()).toEqual(before);
  expect(readdirSync(dirname(dataFile))).toEqual(["data.json"]);
});

it("what is answered is in the file already", async () => {
  const dataFile = newPath();
  const emulator = await startForTest({ dataFile });
  await call(emulator, "UpdateMediaCover", { MediaId: mediaId, CoverURL: coverUrl });
  expect(readFileSync(dataFile, "utf8")).toContain(coverUrl);
});

it("what is done from behind is in the file when the emulator has closed", async () => {
  const dataFile = newPath();
  const emulator = await startForTest({ dataFile });
  emulator.media.setCover(mediaId, coverUrl);
  await emulator.close();
  expect(readFileSync(dataFile, "utf8")).toContain(coverUrl);
});

it("many writes at once all arrive", async () => {
  const dataFile = newPath();
  const seed = Array.from({ length: 50 }, (_, index) => ({ mediaId: String(index).padStart(32, "0") }));
  const emulator = await startForTest({ dataFile, seed });
  const writes = seed.map((media) => {
    const parameters = { MediaId: media.mediaId, CoverURL: `${coverUrl}?${media.mediaId}` };
    return call(emulator, "UpdateMediaCover", parameters);
  });
  await Promise.all(writes);
  const again = await startForTest({ dataFile });
  expect(again.media.list().map(({ cover }) => cover)).toEqual(
    seed.map((media) => `${coverUrl}?${media.mediaId}`),
  );
});

it("a change that cannot be saved is an InternalError, and closing says why", async () => {
  const home = join(temporaryFolder("data"), "removed");
  mkdirSync(home);
  const emulator = await startEmulator({ dataFile: join(home, "data.json"), seed: [{ mediaId }] });
  rmSync(home, { recursive: true });
  const answer = await call(emulator, "UpdateMediaCover", { MediaId: mediaId, CoverURL: coverUrl });
  expect(answer).toMatchObject({
    status: 500,
    code: "InternalError",
    text: expect.stringContaining("ENOENT"),
  });
  await expect(emulator.close()).rejects.toThrow("ENOENT");
});

it.each([1, 5, 25])(
  "killed after %i answers, in the middle of writes, it leaves all of them",
  async (answers) => {
    const dataFile = newPath();
    const seed = newPath();
    const ids = Array.from({ length: 500 }, (_, index) => String(index).padStart(32, "0"));
    writeFileSync(seed, JSON.stringify(ids.map((id) => ({ mediaId: id }))));
    const command = startCommand([
      "emulator",
      "--port",
      "0",
      "--data",
      dataFile,
      "--seed",
      seed,
      "--qps",
      "9999",
    ]);
    const target = { url: await command.nextLine(), clock: { now: () => new Date() } };
    const answered: string[] = [];
    const writes = ids.slice(0, 60).map(async (id) => {
      await call(target, "UpdateMediaCover", { MediaId: id, CoverURL: `${coverUrl}?${id}` });
      answered.push(id);
      if (answered.length === answers) {
        command.kill("SIGKILL");
      }
    });
    await Promise.allSettled(writes);
    await command.ended;
    const again = await startForTest({ dataFile });
    expect(again.media.list()).toHaveLength(500);
    expect(answered.length).toBeGreaterThanOrEqual(answers);
    expect(answered.map((id) => again.media.get(id)?.cover)).toEqual(
      answered.map((id) => `${coverUrl}?${id}`),
    );
  },
);

describe("a seed or data file that is wrong names file, entry and rule:", () => {
  const id = "0".repeat(32);
  it.each([
    ["{", /cannot be read as JSON/],
    ["{}", /: Invalid input: expected array/],
    [
      JSON.stringify([{ mediaId: id }, { mediaId: "ABC" }]),
      /entry 1\.mediaId: must be 32 characters of \[0-9a-f\]/,
    ],
    [JSON.stringify([{ mediaId: id, region: "Hang Zhou" }]), /entry 0\.region: must be a region id such as/],
    [JSON.stringify([{ mediaId: id, cover: "" }]), /entry 0\.cover: /],
    [JSON.stringify([{ mediaId: id }, { mediaId: id }]), /entry 1\.mediaId: 0{32} is in cn-hangzhou already/],
    [
      JSON.stringify([
        { mediaId: id, fileUrl: "http://a/b" },
        { mediaId: "1".repeat(32), fileUrl: "http://a/b" },
      ]),
      /entry 1\.fileUrl: http:\/\/a\/b is the file of video 0{32} already/,
    ],
  ])("%s", async (text, message) => {
    const seed = newPath();
    writeFileSync(seed, text);
    await expect(startEmulator({ seed })).rejects.toThrow(message);
    await expect(startEmulator({ seed })).rejects.toThrow(seed);
  });

  it("a data file with less than whole entries", async () => {
    const dataFile = newPath();
    writeFileSync(dataFile, JSON.stringify([{ mediaId: id }]));
    await expect(startEmulator({ dataFile })).rejects.toThrow(`${dataFile}: entry 0.region: `);
  });

  it("a data file in a folder that there is not", async () => {
    const dataFile = join(temporaryFolder("data"), "nowhere", "data.json");
    await expect(startEmulator({ dataFile })).rejects.toThrow(
      /options\.dataFile: cannot be written: .*ENOENT/,
    );
  });
});
