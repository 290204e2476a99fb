import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { newCalls, workingKeys } from "../support/project";
import { coversOf, openLibrary, upTo } from "../engine/scenarios/mediaCoverSet/library";
import { hasTerminals } from "./cliProcess";
import { cliStackOpener } from "./cliStack";
import { findCliFor } from "./findCli";
import { linesOnScreen } from "./screen";

const whereItIsShown = ["on a terminal", "in a log"] as const;

const cli = await findCliFor([...whereItIsShown, ...whereItIsShown]);
const path = cli.found ? cli.path : "";
const hasTerminal = cli.found && (await hasTerminals());

/** The lines of progress in a text, each once. */
function progressIn(text: string): { underWay: string[]; summaries: string[] } {
  const lines = [...new Set(stripVTControlCharacters(text).match(/covers [\d,]+\/[\d,]+ · .*/g))];
  return {
    underWay: lines.filter((line) => line.endsWith("left")),
    summaries: lines.filter((line) => !line.endsWith("left")),
  };
}

/** How long the work took, as its summary says. */
const secondsOf = (summary = ""): number => Number(/(\d+) s$/.exec(summary)?.[1]);

describe.skipIf(!cli.found)("progress on the real CLI", () => {
  it.skipIf(!hasTerminal)(
    "is a line on a terminal that replaces itself, at most twice a second from the third second on, and leaves a summary",
    async () => {
      const { stack, declare } = await openLibrary(cliStackOpener(path, { onTerminal: true }), 350);
      declare({ library: { covers: coversOf(upTo(350)) } });
      const { succeeded, text } = await stack.up();
      const { underWay, summaries } = progressIn(text);
      expect([succeeded, summaries]).toEqual([
        true,
        [expect.stringMatching(/^covers 350\/350 · \d+\/s · \d+ s$/)],
      ]);
      expect(underWay.length).toBeGreaterThan(0);
      expect(underWay.length).toBeLessThanOrEqual(1 + (secondsOf(summaries[0]) + 0.5 - 2) * 2);
      for (const line of underWay) expect(line).toMatch(/^covers \d+\/350 · \d+\/s · \d+ s left$/);

      const screen = linesOnScreen(text);
      expect(screen.filter((line) => /covers \d/.test(line)).map((line) => line.trim())).toEqual(summaries);
      expect(screen.filter((line) => line.includes("MediaCoverSet"))).toHaveLength(1);
    },
  );

  it("is a line of a log after two seconds, then at most one in ten seconds, and a summary", async () => {
    const { stack, declare } = await openLibrary(cliStackOpener(path), 140, {
      config: { ...workingKeys, "mediacover:maxQps": "10" },
    });
    declare({ library: { covers: coversOf(upTo(140)) } });
    const { succeeded, text } = await stack.up();
    const { underWay, summaries } = progressIn(text);
    expect([succeeded, summaries]).toEqual([
      true,
      [expect.stringMatching(/^covers 140\/140 · [\d.]+\/s · \d+ s$/)],
    ]);
    expect(underWay.length).toBeGreaterThan(1);
    expect(underWay.length).toBeLessThanOrEqual(1 + (secondsOf(summaries[0]) + 0.5 - 2) / 10);
    for (const line of underWay) expect(line).toMatch(/^covers \d+\/140 · [\d.]+\/s · \d+ s left$/);
  });

  for (const where of whereItIsShown) {
    const onTerminal = where === "on a terminal";
    it.skipIf(onTerminal && !hasTerminal)(`is not shown ${where} for work that is quick`, async () => {
      const { stack, emulator, declare } = await openLibrary(cliStackOpener(path, { onTerminal }), 20);
      declare({ library: { covers: coversOf(upTo(20)) } });
      const { succeeded, text } = await stack.up();
      expect([succeeded, newCalls(emulator)["UpdateMediaCover"]]).toEqual([true, 20]);
      expect(progressIn(text)).toEqual({ underWay: [], summaries: [] });
    });
  }
});
