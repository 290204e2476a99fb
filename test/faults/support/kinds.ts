import { describeProblems, valid } from "../../../provider/cover/problem";
import { holdKeptCovers } from "../../../provider/lifecycle/heldCovers";
import {
  coverSnapshot,
  type Lifecycle,
  mediaCover,
  mediaCoverSet,
  type Properties,
} from "../../../provider/lifecycle/lifecycle";
import type { Ports } from "../../../provider/lifecycle/ports";
import { readOutputs } from "../../../provider/lifecycle/resource";
import { describeFailures, failedIds } from "../../../provider/lifecycle/set/failures";
import { readSetOutputs } from "../../../provider/lifecycle/set/resource";

/** The one region of these tests. */
export const region = "cn-hangzhou";

/** A type of resource, as an engine sees it. */
export interface Kind extends Lifecycle<object, object> {
  /** What the packaged provider calls it. */
  token: string;
  /** What the program ends with, where covers have failed and the rest is recorded. */
  failuresOf: (outs: Properties) => string | undefined;
  /** The covers that the state says are live, by their media's ids: without those that failed. */
  claims: (outs: Properties) => Readonly<Record<string, string>>;
}

const cover: Kind = {
  ...mediaCover,
  token: "mediacover:index:MediaCover",
  failuresOf: () => undefined,
  claims(outs) {
    const { mediaId, coverUrl } = readOutputs(outs);
    return { [mediaId]: coverUrl };
  },
};

const set: Kind = {
  ...mediaCoverSet,
  token: "mediacover:index:MediaCoverSet",
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

const snapshot: Kind = {
  ...coverSnapshot,
  token: "mediacover:index:CoverSnapshot",
  failuresOf: () => undefined,
  claims: () => ({}),
};

/** A set where there are `covers`, a snapshot where there is a `bucket`. */
export function kindOf(given: Properties): Kind {
  if ("covers" in given) return set;
  return "bucket" in given ? snapshot : cover;
}

/** The door through which the engine calls a resource. The dynamic provider passes on what it gets. */
export type Door = (kind: Kind) => Kind;
export const dynamicDoor: Door = (kind) => kind;

/**
 * Checks as the host does: what the resource has and keeps is noted.
 *
 * @throws Error with everything that is wrong.
 */
export function checked(kind: Kind, { held }: Ports, olds: Properties, news: Properties): Properties {
  const { inputs, problems } = kind.check(news, valid(region));
  if (problems.length > 0) throw new Error(describeProblems(problems));
  holdKeptCovers(held, kind.coverIds(olds), kind.coverIds(inputs));
  return inputs;
}
