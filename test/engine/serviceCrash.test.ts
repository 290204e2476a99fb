import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { startEmulator } from "../../emulator/index";
import { errorsOf } from "../support/project";
import { openStack } from "./openStack";
import { coverOf, coversOf, liveCovers, openLibrary, upTo } from "./scenarios/mediaCoverSet/library";

it("a crash of the service in the middle of a run fails nothing: what it had is there again, and the run goes on", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dataFile = join(folder, "media.json");
  const all = upTo(40);
  const project = await openLibrary(openStack, all.length, { emulator: { dataFile } });
  const { stack, emulator, declare } = project;
  // Slow enough to be caught in the middle, whatever the machine does.
  await stack.setConfig("mediacover:maxQps", "10");
  declare({ library: { covers: coversOf(all) } });
  const up = stack.up();
  await vi.waitFor(() => expect(emulator.requests.count("UpdateMediaCover")).toBeGreaterThan(5), {
    timeout: 60_000,
  });
  await emulator.close();
  const reopened = await startEmulator({ dataFile, port: emulator.port });
  onTestFinished(() => reopened.close());

  expect(errorsOf(await up)).toBe("");
  expect(reopened.requests.count("UpdateMediaCover")).toBeGreaterThan(5);
  expect(liveCovers({ ...project, emulator: reopened }, all)).toEqual(all.map((index) => coverOf(index)));
});
