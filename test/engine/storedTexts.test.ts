import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator/index";
import { workingKeys } from "../support/project";
import { Diagnostics } from "./harness/diagnostics";
import { DynamicProvider } from "./harness/dynamicProvider";
import { ProviderProcess } from "./harness/processes/providerProcess";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const [before, ours] = ["http://c.example/before.jpg", "http://c.example/ours.jpg"];
const golden = (name: string): string => readFileSync(new URL(`golden/${name}.txt`, import.meta.url), "utf8");

it("one process serves both stored texts as one: a rename from the one to the other does not undo the new cover", async () => {
  const emulator = await startEmulator({ seed: [{ mediaId, cover: ours }] });
  onTestFinished(() => emulator.close());
  const process = await ProviderProcess.start({
    programDir: resolve(import.meta.dirname, "../.."),
    projectName: "covers",
    env: {},
    engineAddress: "127.0.0.1:1",
    configureDelayMs: 0,
    diagnostics: new Diagnostics(),
  });
  onTestFinished(() => process.stop());
  await process.configure({ ...workingKeys, "mediacover:endpoint": emulator.url });
  const engine = new DynamicProvider(Promise.resolve(process));

  const inputs = { mediaId, coverUrl: ours, region: "cn-hangzhou", onDelete: "restore" };
  const outputs = { ...inputs, previousCoverUrl: before, title: "", fileUrl: "" };
  await engine.create({
    urn: "urn:new",
    inputs: { ...inputs, __provider: golden("installed") },
    preview: false,
  });
  const old = {
    urn: "urn:old",
    id: `cn-hangzhou/${mediaId}`,
    inputs,
    outputs: { ...outputs, __provider: golden("linked") },
  };
  await engine.delete(old);
  expect(emulator.media.get(mediaId)?.cover).toBe(ours);
});
