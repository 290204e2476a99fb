/** What a terminal shows in the end of what was written to it: knows the few sequences that the CLI uses. */

/** A control sequence: its numbers and its letter; any other escape; one character. */
// oxlint-disable-next-line no-control-regex -- They are what it is about.
const pieces = /\u001B\[(?<numbers>[0-9;?]*)(?<letter>[A-Za-z])|\u001B\].*?(?:\u0007|\u001B\\)|\u001B.|[^]/gu;

/** The lines of the screen, as if it were as high as all that was written. */
export function linesOnScreen(written: string): string[] {
  const lines: string[] = [""];
  let [row, column] = [0, 0];
  for (const { 0: piece, groups } of written.matchAll(pieces)) {
    const line = lines[row] ?? "";
    const letter = groups?.["letter"];
    if (letter === "A") row = Math.max(0, row - Number(groups?.["numbers"] || 1));
    else if (letter === "K") lines[row] = line.slice(0, column);
    else if (piece === "\r") column = 0;
    else if (piece === "\n") {
      [row, column] = [row + 1, 0];
      lines[row] ??= "";
    } else if (!piece.startsWith("\u001B")) {
      lines[row] = line.padEnd(column).slice(0, column) + piece + line.slice(column + 1);
      column += 1;
    }
  }
  return lines.map((line) => line.trimEnd());
}
