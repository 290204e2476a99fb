import type { CheckResult } from "../lifecycle/checkArguments";
import type { Diff } from "../lifecycle/diff";
import { noteKept } from "../lifecycle/keep";
import { resourceId } from "../lifecycle/resource";
import { check as checkSet } from "../lifecycle/set/check";
import { create as createSet } from "../lifecycle/set/create";
import { remove } from "../lifecycle/set/delete";
import { diff as diffSet } from "../lifecycle/set/diff";
import { read as readSet } from "../lifecycle/set/read";
import type { SetInputs, SetOutputs } from "../lifecycle/set/resource";
import { update as updateSet } from "../lifecycle/set/update";
import { defaults } from "../mps/limits";
import { checkSettings, configure, held, log, method, settings, wiredPorts } from "../host/world";

/** The methods of a MediaCoverSet; `methods.ts` has those of a MediaCover, and says what is frozen. */

type Properties = Record<string, unknown>;

export { configure };

/** Validates arguments; see `lifecycle/set/check.ts`. Works without network and credentials. */
export function check(olds: Properties, news: Properties): Promise<CheckResult> {
  return method("check", () => {
    const { inputs, failures } = checkSet(news, settings().defaultRegion());
    noteKept(held, idsOf(olds), idsOf(inputs));
    return { inputs, failures: [...failures, ...checkSettings(inputs["region"])] };
  });
}

const idsOf = ({ region, covers }: Properties): string[] =>
  Object.keys(Object(covers)).map((mediaId) => resourceId({ region: String(region), mediaId }));

/** Compares; see `lifecycle/set/diff.ts`. Works without network and credentials. */
export function diff(_id: string, olds: Properties, news: Properties): Promise<Diff> {
  return method("diff", () => diffSet(log, olds, news));
}

/** Sets or adopts covers; see `lifecycle/set/update.ts`. */
export function create(news: Properties): Promise<{ id: string; outs: SetOutputs }> {
  const run = async (signal: AbortSignal) => createSet(await wiredPorts(signal), news);
  return method("create", run, () => deadlineMs(news));
}

/** Reads covers; see `lifecycle/set/read.ts`. */
export function read(
  id: string,
  olds: Properties,
): Promise<{ id: string; props: SetOutputs; inputs: SetInputs }> {
  const run = async (signal: AbortSignal) => readSet(await wiredPorts(signal), id, olds);
  return method("read", run, () => deadlineMs(olds));
}

/** Sets new and changed covers, gives up others; see `lifecycle/set/update.ts`. */
export function update(_id: string, olds: Properties, news: Properties): Promise<{ outs: SetOutputs }> {
  const run = async (signal: AbortSignal) => updateSet(await wiredPorts(signal), olds, news);
  return method("update", run, () => deadlineMs(olds, news));
}

function deleteSet(_id: string, olds: Properties): Promise<void> {
  return method(
    "delete",
    async (signal) => remove(await wiredPorts(signal), olds),
    () => deadlineMs(olds),
  );
}
/** Leaves the covers or puts back those before; see `lifecycle/set/delete.ts`. */
export { deleteSet as delete };

/** What a timer can wait at most. */
const longestMs = 2 ** 31 - 1;

/** Time for every cover even at the slowest pace (a twentieth of the full one), besides what any method may take. */
function deadlineMs(...properties: Properties[]): number {
  const covers = properties.map((each) => Object.keys(Object(each["covers"])).length);
  const atFullPaceMs = (Math.max(...covers) / settings().maxQps()) * 1000;
  return Math.min(longestMs, defaults.methodDeadlineMs + 20 * atFullPaceMs);
}
