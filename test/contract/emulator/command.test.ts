import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { type CommandInProcess, runInProcess, startInProcess } from "../../support/commandInProcess.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { call } from "./support/signedCall.ts";
import { startForTest } from "./support/startForTest.ts";

const catalogue = fileURLToPath(new URL("../../fixtures/catalogue.json", import.meta.url));

/** Starts the command on a free port; it stops with the test. */
function start(...words: string[]): CommandInProcess {
  const command = startInProcess(["emulator", "--port", "0", ...words]);
  onTestFinished(async () => void (await command.stop()));
  return command;
}

describe("mediacover emulator", () => {
  it("prints its address on the first line, and the configuration to paste after it", async () => {
    const command = start("--region", "eu-central-1", "--access-key", "me:mine");
    const [url] = await command.lines(1);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { code, output } = await command.stop();
    expect([code, output.split("\n").filter((line) => line.startsWith("pulumi"))]).toEqual([
      0,
      [
        `pulumi config set mediacover:endpoint ${url}`,
        "pulumi config set alicloud:region eu-central-1",
        "pulumi config set alicloud:accessKey me",
        "pulumi config set --secret alicloud:secretKey mine",
      ],
    ]);
  });

  it("says where its page is, which shows the pictures of --pictures", async () => {
    const pictures = temporaryFolder("pictures");
    mkdirSync(join(pictures, "covers"));
    writeFileSync(join(pictures, "covers", "a.txt"), "a picture");
    const [url, , place] = await start("--pictures", pictures).lines(3);
    expect(place).toContain(`Watch their covers at ${url}/ in a browser`);
    const page = await fetch(`${url}/`, { headers: { accept: "text/html" } });
    expect(await page.text()).toContain("<title>Covers");
    expect(await (await fetch(`${url}/oss/covers/a.txt`)).text()).toBe("a picture");
  });

  it("says that there is no such folder of pictures", async () => {
    const { code, errors } = await runInProcess(["emulator", "--port", "0", "--pictures", "nowhere"]);
    expect([code, errors]).toEqual([
      1,
      expect.stringContaining('options.pictures: "nowhere" is not a folder'),
    ]);
  });

  it("takes a catalogue of wanted covers as its seed, and has none of the covers yet", async () => {
    const command = start("--seed", catalogue, "--latency", "1", "--window", "fixed", "--qps", "5");
    const [url = "", , videos] = await command.lines(3);
    expect(videos).toContain("with 1200 videos");
    const firstId = "d41064c78ed6be9e60d7c15aa2d2e443";
    const target = { url, clock: { now: () => new Date() } };
    const { text } = await call(target, "QueryMediaList", { MediaIds: firstId });
    expect(text).toContain("开箱 0000");
    expect(text).not.toContain("CoverURL");
  });

  it("says which port is taken, and what to do", async () => {
    const { port } = await startForTest();
    const { code, errors } = await runInProcess(["emulator", "--port", String(port)]);
    expect(code).toBe(1);
    expect(errors).toContain(`port ${port} of 127.0.0.1 is taken`);
    expect(errors).toContain("choose another port");
  });

  it("says what is wrong with a seed", async () => {
    const { code, errors } = await runInProcess(["emulator", "--port", "0", "--seed", "nowhere.json"]);
    expect([code, errors]).toEqual([1, expect.stringContaining("nowhere.json: cannot be read as JSON")]);
  });
});
