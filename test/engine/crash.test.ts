import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { startEmulator } from "../../emulator/index";
import { errorsOf } from "../support/project";
import { openTestEngineStack } from "./harness/testEngineStack";
import { crashScenarios } from "./scenarios/crash";
import { coverOf, coversOf, liveCovers, openLibrary, upTo } from "./scenarios/mediaCoverSet/library";
import { runScenario } from "./scenarios/scenario";

describe("a crash", () => {
  for (const scenario of crashScenarios) it(scenario.name, () => runScenario(scenario, openTestEngineStack));

  it("of the service in the middle of a run fails nothing: what it had is there again, and the run goes on", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const dataFile = join(folder, "media.json");
    const all = upTo(40);
    const project = await openLibrary(openTestEngineStack, all.length, { emulator: { dataFile } });
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
});
