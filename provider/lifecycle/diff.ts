import { isSameCover } from "../cover/liveCoverUrl";
import type { Change, Diff } from "./change";
import { type Inputs, readOutputs } from "./resource";

/** What a change of an argument does, and which values count as equal. */
interface Row {
  argument: keyof Inputs;
  onChange: Change["onChange"];
  isEqual: (old: string, next: string) => boolean;
}

const isIdentical = (old: string, next: string): boolean => old === next;

/** The complete diff. Equivalent spellings of a URL are equal. */
const table: readonly Row[] = [
  { argument: "mediaId", onChange: "replace", isEqual: isIdentical },
  { argument: "region", onChange: "replace", isEqual: isIdentical },
  { argument: "coverUrl", onChange: "update", isEqual: isSameCover },
  { argument: "onDelete", onChange: "update", isEqual: isIdentical },
];

/**
 * Compares the recorded cover with the wanted one.
 *
 * @param olds Recorded outputs.
 * @param news Checked arguments. Those that a preview does not know yet differ from every recorded value: they count as
 * changed.
 */
export function diff(olds: unknown, news: Readonly<Record<string, unknown>>): Diff {
  const old = readOutputs(olds);
  const changed = table.filter(({ argument, isEqual }) => {
    const next = news[argument];
    return typeof next === "string" && !isEqual(old[argument], next);
  });
  return {
    changed: changed.map(({ argument, onChange }) => ({ path: [argument], kind: "update", onChange })),
  };
}
