import type { Problem, Result } from "../cover/problem";
import { findReachProblems } from "../cover/reach";
import type { Log } from "../mps/ports";
import type { Diff } from "./change";
import type { CheckResult } from "./checkArguments";
import { check } from "./check";
import { create } from "./create";
import { remove } from "./delete";
import { diff } from "./diff";
import type { Ports } from "./ports";
import { read, type ReadResult } from "./read";
import { type Inputs, type Outputs, resourceId } from "./resource";
import { check as checkSet, summarize } from "./set/check";
import { create as createSet } from "./set/create";
import { remove as removeSet } from "./set/delete";
import { diff as diffSet } from "./set/diff";
import { read as readSet } from "./set/read";
import type { SetInputs, SetOutputs } from "./set/resource";
import { update as updateSet } from "./set/update";
import { update } from "./update";

/** Properties of a resource, as the engine passes them. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * What happens to one type of resource, whichever door the engine uses: check, diff, create, read, update, delete. `check`
 * and `diff` need neither network nor credentials.
 */
export interface Lifecycle<AllInputs, AllOutputs> {
  check: (news: Properties, defaultRegion: Result<string>) => CheckResult;
  /** What is allowed, but unlikely to be meant. Takes checked arguments. */
  warnings: (inputs: Properties) => readonly Problem[];
  diff: (log: Pick<Log, "info">, olds: Properties, news: Properties) => Diff;
  create: (ports: Ports, news: Properties) => Promise<{ id: string; outs: AllOutputs }>;
  read: (ports: Ports, id: string, olds: Properties) => Promise<ReadResult<AllInputs, AllOutputs>>;
  update: (ports: Ports, olds: Properties, news: Properties) => Promise<{ outs: AllOutputs }>;
  delete: (ports: Ports, olds: Properties) => Promise<void>;
  /** The ids of the covers in the properties; see `Ports.held`. */
  coverIds: (properties: Properties) => string[];
}

/** The lifecycle of one cover. */
export const mediaCover: Lifecycle<Inputs, Outputs> = {
  check,
  warnings: ({ coverUrl }) => findUrlWarnings(["coverUrl"], coverUrl),
  diff: (_log, olds, news) => diff(olds, news),
  create,
  read,
  update,
  delete: remove,
  coverIds: ({ region, mediaId }) => [resourceId({ region: String(region), mediaId: String(mediaId) })],
};

/** The lifecycle of many covers as one resource. */
export const mediaCoverSet: Lifecycle<SetInputs, SetOutputs> = {
  check: checkSet,
  warnings: ({ covers }) =>
    summarize(
      Object.entries(Object(covers)).flatMap(([mediaId, url]) => findUrlWarnings(["covers", mediaId], url)),
      ["covers"],
    ),
  diff: diffSet,
  create: createSet,
  read: readSet,
  update: updateSet,
  delete: removeSet,
  coverIds: ({ region, covers }) =>
    Object.keys(Object(covers)).map((mediaId) => resourceId({ region: String(region), mediaId })),
};

/** @param url Not a string while it is unknown. */
function findUrlWarnings(path: Problem["path"], url: unknown): Problem[] {
  return typeof url === "string" ? findReachProblems(url).map((problem) => ({ ...problem, path })) : [];
}
