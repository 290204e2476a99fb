import { callsPerSecond } from "./columns.ts";
import { number, seconds } from "./format.ts";
import type { ContenderResult } from "./measure.ts";
import type { NotRun } from "./report.ts";

/** What the plot shows of one contender. */
export interface Bar {
  title: string;
  serviceSeconds: number;
  commandSeconds: number;
  refused: number;
  wrong: number;
}

const width = 860;
const barsLeft = 250;
const barsRight = 690;
const labelGap = 8;
const rowHeight = 38;
const barHeight = 18;
const top = 84;
const footHeight = 58;

/** On a panel of its own, so that it reads the same on a light and on a dark page. */
const colours = {
  panel: "#ffffff",
  border: "#d0d7de",
  text: "#1f2328",
  faint: "#59636e",
  grid: "#d8dee4",
  right: "#1a7f37",
  wrong: "#cf222e",
  limit: "#0550ae",
} as const;

/** Keeps a label legible where a line crosses it. */
const halo = `paint-order="stroke" stroke="${colours.panel}" stroke-width="4" stroke-linejoin="round"`;

/** The bar of a measured contender. */
export const barOf = ({ contender, up }: ContenderResult): Bar => ({
  title: contender.title,
  serviceSeconds: up.serviceSeconds,
  commandSeconds: up.seconds,
  refused: up.refused,
  wrong: up.wrong,
});

/** Horizontal bars of seconds against the service's limit, as SVG. @param heading says what was measured, and how */
export function plot(n: number, heading: string, bars: readonly Bar[], notRun: readonly NotRun[]): string {
  const limitSeconds = n / callsPerSecond;
  const longest = Math.max(limitSeconds, ...bars.map(wholeSeconds));
  const axis = axisFor(longest);
  const x = (value: number): number => round(barsLeft + ((barsRight - barsLeft) * value) / axis.end);
  const rowsBottom = top + rowHeight * (bars.length + notRun.length);
  const height = rowsBottom + footHeight;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description" font-family="system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="13">`,
    `<title id="title">${escaped(`Seconds to set ${number(n)} covers`)}</title>`,
    `<desc id="description">${escaped(description(limitSeconds, bars, notRun))}</desc>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${colours.panel}" stroke="${colours.border}"/>`,
    text(20, 30, `Seconds to set ${number(n)} covers`, `font-size="17" font-weight="600"`),
    text(20, 50, heading, `fill="${colours.faint}"`),
    ...axis.ticks.flatMap((tick) => [
      `<line x1="${x(tick)}" y1="${top}" x2="${x(tick)}" y2="${rowsBottom}" stroke="${colours.grid}"/>`,
      text(x(tick), rowsBottom + 18, number(tick), `fill="${colours.faint}" text-anchor="middle"`),
    ]),
    ...bars.flatMap((bar, row) => barRow(bar, top + row * rowHeight, x)),
    `<line x1="${x(limitSeconds)}" y1="${top - 6}" x2="${x(limitSeconds)}" y2="${rowsBottom}" stroke="${colours.limit}" stroke-width="2" stroke-dasharray="5 3"/>`,
    ...bars.map((bar, row) => barLabel(bar, top + row * rowHeight, x)),
    ...notRun.flatMap(({ title }, row) => notRunRow(title, top + (bars.length + row) * rowHeight)),
    text(
      x(limitSeconds),
      top - 12,
      `the service's limit: ${seconds(limitSeconds)} s`,
      `fill="${colours.limit}" text-anchor="middle"`,
    ),
    ...legend(rowsBottom + 42),
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

function barRow(bar: Bar, y: number, x: (value: number) => number): string[] {
  const rect = (value: number, opacity: number): string =>
    `<rect x="${barsLeft}" y="${y + (rowHeight - barHeight) / 2}" width="${Math.max(1, round(x(value) - barsLeft))}" height="${barHeight}" fill="${colourOf(bar)}" fill-opacity="${opacity}"/>`;
  return [titleAt(y, bar.title), rect(wholeSeconds(bar), 0.3), rect(bar.serviceSeconds, 1)];
}

const titleAt = (y: number, title: string): string =>
  text(barsLeft - labelGap, baseline(y), title, `text-anchor="end"`);

function barLabel(bar: Bar, y: number, x: (value: number) => number): string {
  const colour = isRight(bar) ? colours.text : colours.wrong;
  const left = x(wholeSeconds(bar)) + labelGap;
  return text(left, baseline(y), labelOf(bar), `fill="${colour}" font-weight="600" ${halo}`);
}

const notRunRow = (title: string, y: number): string[] => [
  titleAt(y, title),
  text(barsLeft + labelGap, baseline(y), "not run", `fill="${colours.faint}" font-style="italic" ${halo}`),
];

function legend(y: number): string[] {
  const entries: readonly (readonly [left: number, label: string, colour: string, opacity: number])[] = [
    [190, "first call to last answer", colours.right, 1],
    [390, "whole command", colours.right, 0.3],
    [530, "the same, with covers wrong at the end", colours.wrong, 1],
  ];
  return entries.flatMap(([left, label, colour, opacity]) => [
    `<rect x="${left}" y="${y - 10}" width="14" height="11" fill="${colour}" fill-opacity="${opacity}"/>`,
    text(left + 20, y, label, `fill="${colours.faint}"`),
  ]);
}

const baseline = (y: number): number => y + rowHeight / 2 + 4.5;

/** The service time is counted by the service's clock and may seem longer by a few milliseconds. */
const wholeSeconds = (bar: Bar): number => Math.max(bar.commandSeconds, bar.serviceSeconds);

const colourOf = (bar: Bar): string => (isRight(bar) ? colours.right : colours.wrong);

const isRight = ({ wrong }: Bar): boolean => wrong === 0;

function labelOf(bar: Bar): string {
  const counts = [
    bar.refused > 0 ? `${number(bar.refused)} refused` : "",
    bar.wrong > 0 ? `${number(bar.wrong)} wrong` : "",
  ].filter((part) => part !== "");
  return [`${seconds(bar.serviceSeconds)} s`, ...counts].join(", ");
}

function description(limitSeconds: number, bars: readonly Bar[], notRun: readonly NotRun[]): string {
  return [
    `The service's limit is ${seconds(limitSeconds)} s.`,
    ...bars.map(
      (bar) => `${bar.title}: ${labelOf(bar)}, the whole command ${seconds(bar.commandSeconds)} s.`,
    ),
    ...notRun.map(({ title }) => `${title}: not run.`),
  ].join(" ");
}

/** Round numbers, four to eight of them, from 0 to beyond the longest bar. */
function axisFor(longest: number): { end: number; ticks: number[] } {
  const magnitude = 10 ** Math.floor(Math.log10(longest / 4));
  const step =
    [1, 2, 5, 10].map((factor) => factor * magnitude).find((each) => longest / each <= 8) ?? longest;
  const count = Math.ceil(longest / step);
  return { end: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

const text = (x: number, y: number, content: string, attributes: string): string =>
  `<text x="${x}" y="${y}" ${attributes.includes("fill=") ? "" : `fill="${colours.text}" `}${attributes}>${escaped(content)}</text>`;

const escaped = (content: string): string =>
  content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const round = (value: number): number => Math.round(value * 10) / 10;
