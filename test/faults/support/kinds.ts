import { check } from "../../../provider/lifecycle/check";
import type { CheckResult } from "../../../provider/lifecycle/checkArguments";
import { create } from "../../../provider/lifecycle/create";
import { remove } from "../../../provider/lifecycle/delete";
import { type Diff, diff } from "../../../provider/lifecycle/diff";
import { noteKept } from "../../../provider/lifecycle/keep";
import type { Ports } from "../../../provider/lifecycle/ports";
import { read } from "../../../provider/lifecycle/read";
import { readOutputs } from "../../../provider/lifecycle/resource";
import { check as checkSet } from "../../../provider/lifecycle/set/check";
import { create as createSet } from "../../../provider/lifecycle/set/create";
import { remove as removeSet } from "../../../provider/lifecycle/set/delete";
import { diff as diffSet } from "../../../provider/lifecycle/set/diff";
import { describeFailures, failedIds } from "../../../provider/lifecycle/set/failures";
import { read as readSet } from "../../../provider/lifecycle/set/read";
import { readSetOutputs } from "../../../provider/lifecycle/set/resource";
import { update as updateSet } from "../../../provider/lifecycle/set/update";
import { update } from "../../../provider/lifecycle/update";

/** Arguments as a program gives them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** The one region of these tests. */
export const region = "cn-hangzhou";

/** A kind of resource, as an engine sees it. */
export interface Kind {
  /** @throws Error with everything that is wrong. */
  check: (ports: Ports, olds: Arguments, news: Arguments) => Arguments;
  diff: (olds: Arguments, news: Arguments) => Diff;
  create: (ports: Ports, news: Arguments) => Promise<{ id: string; outs: object }>;
  /** Undefined where the media does not exist any more. */
  read: (ports: Ports, id: string, olds: Arguments) => Promise<{ props: object; inputs: object } | undefined>;
  update: (ports: Ports, olds: Arguments, news: Arguments) => Promise<{ outs: object }>;
  remove: (ports: Ports, olds: Arguments) => Promise<void>;
  /** What the program ends with, where covers have failed and the rest is recorded. */
  failuresOf: (outs: Arguments) => string | undefined;
  /** The covers that the state says are live, by their media's ids: without those that failed. */
  claims: (outs: Arguments) => Readonly<Record<string, string>>;
}

const cover: Kind = {
  check: (ports, olds, news) => checked(ports, check(news, { region }), [olds["mediaId"]], [news["mediaId"]]),
  diff,
  create,
  async read(ports, id, olds) {
    const result = await read(ports, id, olds);
    return "props" in result ? { props: result.props ?? {}, inputs: result.inputs ?? {} } : undefined;
  },
  update,
  remove,
  failuresOf: () => undefined,
  claims(outs) {
    const { mediaId, coverUrl } = readOutputs(outs);
    return { [mediaId]: coverUrl };
  },
};

const set: Kind = {
  check: (ports, olds, news) =>
    checked(ports, checkSet(news, { region }), keysOf(olds["covers"]), keysOf(news["covers"])),
  diff: (olds, news) => diffSet({ info: () => {} }, olds, news),
  create: createSet,
  read: readSet,
  update: updateSet,
  remove: removeSet,
  failuresOf(outs) {
    const { failures } = readSetOutputs(outs);
    return failures.length === 0 ? undefined : describeFailures("covers failed", failures);
  },
  claims(outs) {
    const { covers, failures } = readSetOutputs(outs);
    const failed = new Set(failedIds(failures));
    return Object.fromEntries(Object.entries(covers).filter(([mediaId]) => !failed.has(mediaId)));
  },
};

/** A set where there are `covers`. */
export const kindOf = (given: Arguments): Kind => ("covers" in given ? set : cover);

const idsOf = (mediaIds: readonly unknown[]): string[] => mediaIds.map((id) => `${region}/${String(id)}`);

const keysOf = (covers: unknown): string[] => Object.keys(Object(covers));

/** As the provider's methods do it: what the resource has and keeps is noted. */
function checked(
  { held }: Ports,
  { inputs, failures }: CheckResult,
  olds: readonly unknown[],
  news: readonly unknown[],
): Arguments {
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
  noteKept(held, idsOf(olds), idsOf(news));
  return inputs;
}
