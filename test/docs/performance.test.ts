import { describe, expect, it } from "vitest";
import { readPage } from "./pages";

/** The rows of the tables of a text: cells by the row's name. */
function rowsIn(text: string): Map<string, string[]> {
  const rows = [...text.matchAll(/^\| (.+) \|$/gm)].map(([, row = ""]) =>
    row.split("|").map((cell) => cell.trim()),
  );
  return new Map(rows.map(([name = "", ...cells]) => [name.replace(/ \(failed\)$/, ""), cells]));
}

const page = readPage("docs/performance.md").text;
const results = readPage("bench/results/1000.md").text.split(/^## /m);
const sliding = results.find((section) => section.startsWith("Sliding seconds")) ?? "";
const [runs = "", laterRuns = ""] = sliding.split("Later runs of the same stack:");

describe("docs/performance.md", () => {
  it("says of each way what the bench measured", () => {
    const shown = rowsIn(page.split("## Pace")[0] ?? "");
    const measured = rowsIn(runs);
    const ways = [...shown.keys()].filter((name) => measured.has(name));
    expect(ways.length).toBeGreaterThan(5);
    for (const way of ways) {
      const [service, , command, , , wrong] = measured.get(way) ?? [];
      expect([way, ...(shown.get(way) ?? [])]).toEqual([way, `${service} s`, `${command} s`, wrong]);
    }
  });

  it("says of later runs, memory and start what the bench measured", () => {
    const measured = rowsIn(laterRuns);
    const [dynamic = [], packaged = []] = ["MediaCoverSet", "MediaCoverSet, packaged provider"].map(
      (name) => measured.get(name) ?? [],
    );
    const both = (column: number): string[] => [`${dynamic[column]} s`, `${packaged[column]} s`];
    const shown = [...rowsIn(page.split("## Later runs")[1]?.split("## Memory")[0] ?? "").values()].slice(2);
    expect(shown).toEqual([
      [...both(0), "none"],
      [...both(2), "none"],
      [...both(3), `${dynamic[4]} writes`],
      [...both(6), `${dynamic[8]} reads`],
    ]);
    expect(page).toContain(`answers ${both(11)[0]} after its start, the packaged one's after ${both(11)[1]}`);

    const memory = ["MediaCoverSet", "MediaCoverSet, packaged provider"].map(
      (name) => `${rowsIn(runs).get(name)?.[7]} MB`,
    );
    expect(rowsIn(page.split("## Memory")[1] ?? "").get("1,000")).toEqual(memory);
    const compared = rowsIn(readPage("docs/plugin.md").text);
    expect(compared.get("[memory](performance.md#memory), 1,000 covers")).toEqual(memory);
  });
});
