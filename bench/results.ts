import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { number } from "./format.ts";
import { jitterMs } from "./jitterCheck.ts";
import { defaults, type Options } from "./options.ts";
import { barOf, plot } from "./plot.ts";
import { commandLine, type Findings, markdownReport } from "./report.ts";
import { markdownTable, type Table } from "./table.ts";

/** Where the results lie that the project's README shows. */
const keptResults = resolve(import.meta.dirname, "results");

/** Writes `<n>.md` and `<n>.svg`. @returns the files; none for unusual settings without `--output` */
export function writeResults(findings: Findings): string[] {
  const { options, results, notRun } = findings;
  const { n, latencyMs, windows } = options;
  const [window] = windows;
  const bars = results.filter((result) => result.window === window).map(barOf);
  const heading = `emulator with ${latencyMs} ms latency that refuses more than 100 calls in a ${window} second`;
  return write(options, {
    [`${n}.md`]: markdownReport(findings),
    [`${n}.svg`]: plot(n, heading, bars, notRun),
  });
}

/** Writes `jitter-<n>.md`. @returns the file; none for unusual settings without `--output` */
export function writeJitterResults(options: Options, table: Table, machine: readonly string[]): string[] {
  const text = [
    `# Refused calls under jitter`,
    `MediaCoverSet with ${number(options.n)} covers on the emulator, each call arriving up to ${jitterMs} ms earlier or later than the latency says. Nothing may be refused.`,
    machine.map((line) => `- ${line}`).join("\n"),
    `To repeat it: \`${commandLine(options)}\``,
    markdownTable(table),
  ].join("\n\n");
  return write(options, { [`jitter-${options.n}.md`]: `${text}\n` });
}

function write(options: Options, files: Readonly<Record<string, string>>): string[] {
  const folder = options.output ?? (isUsual(options) ? keptResults : undefined);
  if (folder === undefined) return [];
  mkdirSync(folder, { recursive: true });
  return Object.entries(files).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return relative(process.cwd(), path);
  });
}

/** Settings of which results are kept: any N, all else as by default. */
const isUsual = ({ latencyMs, jitterMs: jitter, windows, only }: Options): boolean =>
  latencyMs === defaults.latencyMs &&
  jitter === defaults.jitterMs &&
  windows.length === defaults.windows.length &&
  only === undefined;
