import { formatCount } from "../../cover/formatCount";
import type { Log } from "../../mps/ports";
import type { Change, Diff } from "../change";
import { isUnknown } from "../unknown";
import { failedIds } from "./failures";
import { planChanges } from "./plan";
import { readSetOutputs, type SetOutputs } from "./resource";

/**
 * Compares the recorded covers with the wanted ones, entry by entry. Covers that failed in the last run are tried again: a
 * preview cannot show that as a change of arguments, so it is logged.
 *
 * @param olds Recorded outputs.
 * @param news Checked arguments. Those that a preview does not know yet count as changed.
 */
export function diff(log: Pick<Log, "info">, olds: unknown, news: Readonly<Record<string, unknown>>): Diff {
  const old = readSetOutputs(olds);
  if (news["region"] !== old.region)
    return { changed: [{ path: ["region"], kind: "update", onChange: "replace" }] };
  const changed = coverChanges(old, news["covers"]);
  if (news["onDelete"] !== old.onDelete)
    changed.push({ path: ["onDelete"], kind: "update", onChange: "update" });
  if (old.failures.length > 0) {
    logRetries(log, old, news["covers"]);
    // Even if none of them is wanted any more: the record must go.
    if (!changed.some(({ isRetry }) => isRetry))
      changed.push({ path: ["covers"], kind: "update", onChange: "update", isRetry: true });
  }
  return { changed };
}

function coverChanges(old: SetOutputs, wanted: unknown): Change[] {
  if (isUnknown(wanted) || typeof wanted !== "object" || wanted === null)
    return [{ path: ["covers"], kind: "update", onChange: "update" }];
  const failed = new Set(failedIds(old.failures));
  const { take, release } = planChanges(old, { ...wanted });
  return [
    ...take.map((mediaId): Change => {
      const kind = Object.hasOwn(old.covers, mediaId) ? "update" : "add";
      const change = { path: ["covers", mediaId], kind, onChange: "update" } as const;
      return failed.has(mediaId) ? { ...change, isRetry: true } : change;
    }),
    ...release.map((mediaId): Change => ({ path: ["covers", mediaId], kind: "delete", onChange: "update" })),
  ];
}

function logRetries(log: Pick<Log, "info">, { failures }: SetOutputs, wanted: unknown): void {
  const retried = failures
    .map(({ code, mediaIds }) => ({
      code,
      mediaIds: mediaIds.filter((id) => Object.hasOwn(Object(wanted), id)),
    }))
    .filter(({ mediaIds }) => mediaIds.length > 0);
  if (retried.length === 0) return;
  const number = retried.reduce((sum, { mediaIds }) => sum + mediaIds.length, 0);
  const codes = retried.map(({ code }) => code).join(", ");
  log.info(`covers that failed in the last run and are tried again: ${formatCount(number)} (${codes})`);
}
