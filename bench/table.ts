/** Tables for terminal and Markdown: the first column is text, the others are numbers. */

/** A heading and rows of as many cells. */
export interface Table {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Aligned Markdown, as the formatter would have it. */
export function markdownTable({ head, rows }: Table): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0), 3));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => pad(cell, widths[column], column)).join(" | ")} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  const [first = [], ...others] = cells;
  return [line(first), `| ${rule.join(" | ")} |`, ...others.map(line)].join("\n");
}

/** One row for the terminal, in columns of fixed width, so that it can be printed before the next is known. */
export function terminalRow(row: readonly string[], firstWidth: number, width: number): string {
  return row.map((cell, column) => pad(cell, column === 0 ? firstWidth : width, column)).join(" ");
}

function pad(cell: string, width = 0, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
