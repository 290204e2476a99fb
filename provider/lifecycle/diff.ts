import { isSameCover } from "../cover/coverUrl";
import type { Change, Diff } from "./change";
import { type Inputs, readOutputs } from "./resource";

/** What a change of an argument does, and what counts as a change. */
interface Row {
  argument: keyof Inputs;
  onChange: Change["onChange"];
  same: (old: string, next: string) => boolean;
}

const exactly = (old: string, next: string): boolean => old === next;

/** The whole of diff. URLs are equal when they differ in spelling only. */
const table: readonly Row[] = [
  { argument: "mediaId", onChange: "replace", same: exactly },
  { argument: "region", onChange: "replace", same: exactly },
  { argument: "coverUrl", onChange: "update", same: isSameCover },
  { argument: "onDelete", onChange: "update", same: exactly },
];

/**
 * Compares what is recorded with what is wanted.
 *
 * @param olds Recorded outputs.
 * @param news Checked arguments. Some may be unknown in a preview; no recorded value is like that, so they count as changed.
 */
export function diff(olds: unknown, news: Readonly<Record<string, unknown>>): Diff {
  const old = readOutputs(olds);
  const changed = table.filter(({ argument, same }) => {
    const next = news[argument];
    return typeof next === "string" && !same(old[argument], next);
  });
  return {
    changed: changed.map(({ argument, onChange }) => ({ path: [argument], kind: "update", onChange })),
  };
}
