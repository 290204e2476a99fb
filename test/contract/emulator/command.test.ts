import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { buildCommand, runCommand, temporaryFolder } from "./support/command.ts";
import { call } from "./support/signedCall.ts";
import { coverUrl, startForTest } from "./support/startForTest.ts";

const folder = temporaryFolder();
const main = buildCommand();
const catalogue = fileURLToPath(new URL("../../fixtures/catalogue.json", import.meta.url));

describe("mediacover emulator", () => {
  it("prints its address on the first line, and the configuration to paste after it", async () => {
    const words = ["emulator", "--port", "0", "--region", "eu-central-1", "--access-key", "me:mine"];
    const command = runCommand(main, words);
    const url = await command.nextLine();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    command.kill("SIGTERM");
    const { output } = await command.ended;
    expect(output.split("\n").filter((line) => line.startsWith("pulumi"))).toEqual([
      `pulumi config set mediacover:endpoint ${url}`,
      "pulumi config set alicloud:region eu-central-1",
      "pulumi config set alicloud:accessKey me",
      "pulumi config set --secret alicloud:secretKey mine",
    ]);
  });

  it("says where its page is, which shows the pictures of --pictures", async () => {
    const pictures = temporaryFolder();
    mkdirSync(join(pictures, "covers"));
    writeFileSync(join(pictures, "covers", "a.txt"), "a picture");
    const command = runCommand(main, ["emulator", "--port", "0", "--pictures", pictures]);
    const url = await command.nextLine();
    await command.nextLine();
    expect(await command.nextLine()).toContain(`Watch their covers at ${url}/ in a browser`);
    const page = await fetch(`${url}/`, { headers: { accept: "text/html" } });
    expect(await page.text()).toContain("<title>Covers");
    expect(await (await fetch(`${url}/oss/covers/a.txt`)).text()).toBe("a picture");
  });

  it("says that there is no such folder of pictures", async () => {
    const { code, errors } = await runCommand(main, ["emulator", "--pictures", "nowhere"]).ended;
    expect([code, errors]).toEqual([
      1,
      expect.stringContaining('options.pictures: "nowhere" is not a folder'),
    ]);
  });

  it("takes a catalogue of wanted covers as its seed, and has none of the covers yet", async () => {
    const words = ["emulator", "--port", "0", "--seed", catalogue];
    const command = runCommand(main, [...words, "--latency", "1", "--window", "fixed", "--qps", "5"]);
    const target = { url: await command.nextLine(), clock: { now: () => new Date() } };
    await command.nextLine();
    expect(await command.nextLine()).toContain("with 1200 videos");
    const firstId = "d41064c78ed6be9e60d7c15aa2d2e443";
    const { text } = await call(target, "QueryMediaList", { MediaIds: firstId });
    expect(text).toContain("开箱 0000");
    expect(text).not.toContain("CoverURL");
  });

  it.each(["SIGINT", "SIGTERM"] as const)("stops on %s with code 0, its data saved", async (signal) => {
    const data = join(folder, `${signal}.json`);
    const command = runCommand(main, ["emulator", "--port", "0", "--data", data]);
    const target = { url: await command.nextLine(), clock: { now: () => new Date() } };
    // The answer's connection is kept alive, and must not keep the command.
    await call(target, "AddMedia", { FileURL: "http://a/b.mp4", CoverURL: coverUrl });
    command.kill(signal);
    expect(await command.ended).toMatchObject({ code: 0, errors: "" });
    expect(readFileSync(data, "utf8")).toContain(coverUrl);
  });

  it("stops with code 0 in the middle of writes, and has saved what it answered", async () => {
    const data = join(folder, "busy.json");
    const seed = join(folder, "busy-seed.json");
    const ids = Array.from({ length: 2_000 }, (_, index) => String(index).padStart(32, "0"));
    writeFileSync(seed, JSON.stringify(ids.map((mediaId) => ({ mediaId }))));
    const command = runCommand(main, [
      "emulator",
      "--port",
      "0",
      "--data",
      data,
      "--seed",
      seed,
      "--qps",
      "9999",
    ]);
    const target = { url: await command.nextLine(), clock: { now: () => new Date() } };
    const answered: string[] = [];
    const writes = ids.slice(0, 40).map(async (id) => {
      const { code } = await call(target, "UpdateMediaCover", { MediaId: id, CoverURL: `${coverUrl}?${id}` });
      if (code === "OK") answered.push(id);
      if (answered.length === 5) command.kill("SIGTERM");
    });
    await Promise.allSettled(writes);
    expect(await command.ended).toMatchObject({ code: 0, errors: "" });
    const saved = readFileSync(data, "utf8");
    expect(answered.filter((id) => !saved.includes(`?${id}`))).toEqual([]);
  });

  it("says which port is taken, and what to do", async () => {
    const { port } = await startForTest();
    const { code, errors } = await runCommand(main, ["emulator", "--port", String(port)]).ended;
    expect(code).toBe(1);
    expect(errors).toContain(`port ${port} of 127.0.0.1 is taken`);
    expect(errors).toContain("choose another port");
  });

  it("says what is wrong with a seed", async () => {
    const { code, errors } = await runCommand(main, ["emulator", "--seed", "nowhere.json"]).ended;
    expect([code, errors]).toEqual([1, expect.stringContaining("nowhere.json: cannot be read as JSON")]);
  });
});

it("a reader who stops reading does not break it", async () => {
  const command = runCommand(main, ["--help"]);
  command.stopReading();
  expect(await command.ended).toMatchObject({ code: 0, errors: "" });
});
