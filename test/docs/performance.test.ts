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

  it("says of later runs what the bench measured", () => {
    const shown = rowsIn(page.split("## Later runs")[1] ?? "");
    const [second, , changed, writes, , refresh, , reads] = rowsIn(laterRuns).get("MediaCoverSet") ?? [];
    expect([...shown.values()].slice(2)).toEqual([
      [`${second} s`, "none"],
      [`${changed} s`, `${writes} writes`],
      [`${refresh} s`, `${reads} reads`],
    ]);
  });
});
