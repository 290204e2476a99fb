import type { Log } from "../../mps/ports";
import type { Diff } from "../diff";
import { isUnknown } from "../unknown";
import { failedIds } from "./failures";
import { planChanges } from "./plan";
import { readSetOutputs, type SetOutputs } from "./resource";

/**
 * Compares what is recorded with what is wanted. Covers that failed in the last run are tried again, which a preview
 * cannot show as a difference of arguments.
 *
 * @param log Hears of that.
 * @param olds Recorded outputs.
 * @param news Checked arguments; some may be unknown in a preview, and count as changed.
 */
export function diff(log: Pick<Log, "info">, olds: unknown, news: Readonly<Record<string, unknown>>): Diff {
  const old = readSetOutputs(olds);
  if (news["region"] !== old.region) return { replaces: ["region"], deleteBeforeReplace: true };
  const update: Diff = { replaces: [], deleteBeforeReplace: true };
  if (old.failures.length > 0) {
    tellOfRetries(log, old, news["covers"]);
    return { ...update, changes: true };
  }
  const isUpdated = news["onDelete"] !== old.onDelete || coversDiffer(old, news["covers"]);
  return isUpdated ? update : { changes: false };
}

function coversDiffer(old: SetOutputs, wanted: unknown): boolean {
  if (isUnknown(wanted) || typeof wanted !== "object" || wanted === null) return true;
  const { take, release } = planChanges(old, { ...wanted });
  return take.length + release.length > 0;
}

function tellOfRetries(log: Pick<Log, "info">, { failures }: SetOutputs, wanted: unknown): void {
  const retried = failures.filter((record) =>
    failedIds([record]).some((id) => Object.hasOwn(Object(wanted), id)),
  );
  if (retried.length === 0) return;
  const count = failedIds(retried).filter((mediaId) => Object.hasOwn(Object(wanted), mediaId)).length;
  const codes = retried.map(({ code }) => code).join(", ");
  log.info(`covers that failed in the last run and are tried again: ${count} (${codes})`);
}
