import { check as checkCover } from "../lifecycle/check";
import type { CheckResult } from "../lifecycle/checkArguments";
import { create as createCover } from "../lifecycle/create";
import { remove } from "../lifecycle/delete";
import { type Diff, diff as diffCover } from "../lifecycle/diff";
import { noteKept } from "../lifecycle/keep";
import { type ReadResult, read as readCover } from "../lifecycle/read";
import { type Outputs, resourceId } from "../lifecycle/resource";
import { update as updateCover } from "../lifecycle/update";
import * as mediaCoverSet from "./setMethods";
import { checkSettings, configure, held, method, settings, wiredPorts } from "../host/world";

/**
 * The methods of the dynamic providers: the lifecycle on the real world. `provider.ts` and `setProvider.ts` load this
 * module as `pulumi-mediacover/lifecycle` when the engine first calls them; that name, and those of its exports, are
 * frozen, as they are in users' states.
 */

type Properties = Record<string, unknown>;

export { configure, mediaCoverSet };

/** Validates arguments; see `lifecycle/check.ts`. Works without network and credentials. */
export function check(olds: Properties, news: Properties): Promise<CheckResult> {
  return method("check", () => {
    const { inputs, failures } = checkCover(news, settings().defaultRegion());
    noteKept(held, [idOf(olds)], [idOf(inputs)]);
    return { inputs, failures: [...failures, ...checkSettings(inputs["region"])] };
  });
}

const idOf = ({ region, mediaId }: Properties): string =>
  resourceId({ region: String(region), mediaId: String(mediaId) });

/** Compares; see `lifecycle/diff.ts`. Works without network and credentials. */
export function diff(_id: string, olds: Properties, news: Properties): Promise<Diff> {
  return method("diff", () => diffCover(olds, news));
}

/** Sets or adopts a cover; see `lifecycle/create.ts`. */
export function create(news: Properties): Promise<{ id: string; outs: Outputs }> {
  return method("create", async (signal) => createCover(await wiredPorts(signal), news));
}

/** Reads a cover; see `lifecycle/read.ts`. */
export function read(id: string, olds: Properties): Promise<ReadResult> {
  return method("read", async (signal) => readCover(await wiredPorts(signal), id, olds));
}

/** Sets a changed cover; see `lifecycle/update.ts`. */
export function update(_id: string, olds: Properties, news: Properties): Promise<{ outs: Outputs }> {
  return method("update", async (signal) => updateCover(await wiredPorts(signal), olds, news));
}

function deleteCover(_id: string, olds: Properties): Promise<void> {
  return method("delete", async (signal) => remove(await wiredPorts(signal), olds));
}
/** Leaves a cover or puts back the one before; see `lifecycle/delete.ts`. */
export { deleteCover as delete };
