import { laterColumns, laterRow, runColumns, runRow } from "./columns.ts";
import type { Verdict } from "./figures.ts";
import { number } from "./format.ts";
import type { ContenderResult } from "./measure.ts";
import { defaults, type Options, type Window } from "./options.ts";
import { markdownTable, type Table } from "./table.ts";

/** A contender that was not run, and why. */
export interface NotRun {
  title: string;
  reason: string;
}

/** All that a report is made of. */
export interface Findings {
  options: Options;
  results: readonly ContenderResult[];
  notRun: readonly NotRun[];
  verdicts: readonly Verdict[];
  /** Where and with what was measured. */
  machine: readonly string[];
}

/** The results as a Markdown page; the plot lies beside it as `<n>.svg`. */
export function markdownReport(findings: Findings): string {
  const { options, results, verdicts, machine } = findings;
  const { n, latencyMs, jitterMs } = options;
  const sections = [
    `# ${number(n)} covers`,
    `Setting the covers of ${number(n)} media, all of them another one than before, on the emulator: ${latencyMs} ms of latency${jitterMs === 0 ? "" : `, ±${jitterMs} ms of jitter`}, 100 calls a second of each operation. The limit of the service time is ${number(n)} ÷ 100 = ${number(n / 100, 1)} s. What the columns mean is in [the folder's README](../README.md).`,
    machine.map((line) => `- ${line}`).join("\n"),
    `To repeat it: \`${commandLine(options)}\``,
    `![Service time of each contender, against the limit](${n}.svg)`,
    ...options.windows.flatMap((window) => windowSection(findings, window)),
    ...notes(results),
    ...(verdicts.length === 0 ? [] : ["## The figures to reach", markdownTable(verdictTable(verdicts))]),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** The command that repeats the run. */
export function commandLine(options: Options): string {
  const { n, latencyMs, jitterMs, windows, only, all, jitterCheck } = options;
  const words = [
    jitterCheck ? "--jitter-check" : "",
    n === defaults.n ? "" : `--n ${n}`,
    latencyMs === defaults.latencyMs ? "" : `--latency ${latencyMs}`,
    jitterMs === defaults.jitterMs ? "" : `--jitter ${jitterMs}`,
    windows.length === 1 ? `--window ${windows.join()}` : "",
    only === undefined ? "" : `--only ${only.join()}`,
    all ? "--all" : "",
  ].filter((word) => word !== "");
  return ["npm run bench", ...(words.length === 0 ? [] : ["--", ...words])].join(" ");
}

function windowSection({ results, notRun }: Findings, window: Window): string[] {
  const ofWindow = results.filter((result) => result.window === window);
  const rows = [...ofWindow.map(runRow), ...notRun.map(({ title }) => notRunRow(title))];
  const later = ofWindow.flatMap((result) =>
    result.later === undefined ? [] : [laterRow(result, result.later)],
  );
  return [
    `## ${window === "fixed" ? "Fixed" : "Sliding"} seconds`,
    markdownTable({ head: runColumns, rows }),
    ...notRun.map(({ title, reason }) => `Not run: ${title}. It ${reason}.`),
    ...(later.length === 0
      ? []
      : ["Later runs of the same stack:", markdownTable({ head: laterColumns, rows: later })]),
  ];
}

const notRunRow = (title: string): string[] =>
  runColumns.map((_, column) => (column === 0 ? title : "not run"));

/** What users of the contenders that failed were told. */
function notes(results: readonly ContenderResult[]): string[] {
  const failures = results.flatMap(({ contender, window, up: { failure } }) =>
    failure === undefined
      ? []
      : [`- ${contender.title}, ${window} seconds: \`${withoutRequestIds(failure).replaceAll("`", "'")}\``],
  );
  return failures.length === 0 ? [] : ["## What failed", failures.join("\n")];
}

/** They differ in each run. */
const withoutRequestIds = (message: string): string => message.replaceAll(/,? request id:? \S+/gi, "");

/** The figures with what was measured. */
export function verdictTable(verdicts: readonly Verdict[]): Table {
  return {
    head: ["figure", "of", "window", "target", "measured", ""],
    rows: verdicts.map(({ figure, contender, window, bound, value, met }) => [
      figure.what,
      contender.title,
      window,
      `${figure.rule === "exactly" ? "" : `${figure.rule} `}${number(bound, Number.isInteger(bound) ? 0 : 2)}`,
      value === undefined ? "not measured" : number(value, figure.decimals),
      met ? "reached" : `missed${figure.decides ? "" : " (depends on the machine)"}`,
    ]),
  };
}
