import { isSameCover } from "../cover/coverUrl";
import { type Inputs, readOutputs } from "./resource";

/** What a change of an argument does, and what counts as a change. */
interface Row {
  argument: keyof Inputs;
  onChange: "update" | "replace";
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
 * `{ changes: false }`, or what must be replaced. Without `changes: true`, the engine finds the changed arguments itself,
 * and `replaceOnChanges` works; but where the arguments are those of the last run, it would find none.
 */
export type Diff = { changes: false } | { changes?: true; replaces: string[]; deleteBeforeReplace: true };

/**
 * Compares what is recorded with what is wanted.
 *
 * @param olds Recorded outputs.
 * @param news Checked arguments; some may be unknown in a preview, and as no recorded value is like that, they count as changed.
 */
export function diff(olds: unknown, news: Readonly<Record<string, unknown>>): Diff {
  const old = readOutputs(olds);
  const changed = table.filter(({ argument, same }) => {
    const next = news[argument];
    return typeof next === "string" && !same(old[argument], next);
  });
  if (changed.length === 0) return { changes: false };
  return {
    replaces: changed.filter(({ onChange }) => onChange === "replace").map(({ argument }) => argument),
    deleteBeforeReplace: true,
  };
}
