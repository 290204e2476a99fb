import type { Log } from "../../mps/ports";
import type { Diff } from "../diff";
import { isUnknown } from "../unknown";
import { countFailed } from "./failures";
import { planChanges } from "./plan";
import { readSetOutputs } from "./resource";

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
    const codes = old.failures.map(({ code }) => code).join(", ");
    log.info(
      `covers that failed in the last run and are tried again: ${countFailed(old.failures)} (${codes})`,
    );
    return { ...update, changes: true };
  }
  const isUpdated = news["onDelete"] !== old.onDelete || coversDiffer(old.covers, news["covers"]);
  return isUpdated ? update : { changes: false };
}

function coversDiffer(recorded: Readonly<Record<string, string>>, wanted: unknown): boolean {
  if (isUnknown(wanted) || typeof wanted !== "object" || wanted === null) return true;
  const { take, release } = planChanges(recorded, { ...wanted });
  return take.length + release.length > 0;
}
