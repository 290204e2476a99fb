import { isDeepStrictEqual } from "node:util";
import { describeSnapshotTime } from "../../cover/snapshotTime";
import type { Change, Diff } from "../change";
import { isUnknown } from "../unknown";
import { inputsFrom, readSnapshotOutputs, type SnapshotInputs } from "./resource";
import { ossObject, snapshotTime } from "./values";

/** What a change of an argument does, and which values count as equal. */
interface Row {
  argument: Exclude<keyof SnapshotInputs, "objectKey" | "coverUrl">;
  onChange: Change["onChange"];
  /** Called with known values. Default: equal as JSON. */
  isEqual?: (old: unknown, next: unknown) => boolean;
}

const isSameFile = (old: unknown, next: unknown): boolean =>
  isDeepStrictEqual(ossObject(String(old)), ossObject(String(next)));

const isSameTime = (old: unknown, next: unknown): boolean =>
  describeSnapshotTime(snapshotTime(old)) === describeSnapshotTime(snapshotTime(next));

/** The complete diff: another video is another resource. */
const table: readonly Row[] = [
  { argument: "mediaId", onChange: "replace" },
  { argument: "fileUrl", onChange: "replace", isEqual: isSameFile },
  { argument: "region", onChange: "replace" },
  { argument: "time", onChange: "update", isEqual: isSameTime },
  { argument: "frameType", onChange: "update" },
  { argument: "width", onChange: "update" },
  { argument: "height", onChange: "update" },
  { argument: "bucket", onChange: "update" },
  { argument: "prefix", onChange: "update" },
  { argument: "baseUrl", onChange: "update" },
  { argument: "pipelineId", onChange: "update" },
  { argument: "triggers", onChange: "update" },
];

/**
 * Compares the recorded snapshot with the wanted one.
 *
 * @param olds Recorded outputs.
 * @param news Checked arguments. Those that a preview does not know yet count as changed.
 */
export function diff(olds: unknown, news: Readonly<Record<string, unknown>>): Diff {
  const old = inputsFrom(readSnapshotOutputs(olds));
  return { changed: table.flatMap((row) => compare(row, old[row.argument], news[row.argument])) };
}

function compare(
  { argument, onChange, isEqual = isDeepStrictEqual }: Row,
  old: unknown,
  next: unknown,
): Change[] {
  const path = [argument];
  if (old === undefined && next === undefined) return [];
  if (old === undefined) return [{ path, kind: "add", onChange }];
  if (next === undefined) return [{ path, kind: "delete", onChange }];
  return !isUnknown(next) && isEqual(old, next) ? [] : [{ path, kind: "update", onChange }];
}
