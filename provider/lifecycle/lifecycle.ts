import type { Problem, Result } from "../cover/problem";
import { findReachProblems } from "../cover/reach";
import type { Log } from "../mps/ports";
import type { Diff } from "./change";
import type { CheckResult } from "./checkArguments";
import { check } from "./check";
import type { Ports } from "./ports";
import type { ReadResult } from "./read";
import type { Inputs, Outputs } from "./resource";
import { resourceId } from "./resourceId";
import { check as checkSet, summarize } from "./set/check";
import type { SetInputs, SetOutputs } from "./set/resource";
import { check as checkSnapshot } from "./snapshot/check";
import type { SnapshotInputs, SnapshotOutputs } from "./snapshot/resource";
import { findWarnings } from "./snapshot/warnings";

/** Properties of a resource, as the engine passes them. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * What happens to one type of resource, whichever door the engine uses: check, diff, create, read, update, delete. `check`
 * and `diff` need neither network nor credentials.
 *
 * Everything but `check` reads recorded values, for which zod is loaded. That takes long, and a preview of new resources
 * needs only `check`: so the others are loaded when they are first called.
 */
export interface Lifecycle<AllInputs, AllOutputs> {
  check: (news: Properties, defaultRegion: Result<string>) => CheckResult;
  /** What is allowed, but unlikely to be meant. Takes checked arguments. */
  warnings: (inputs: Properties) => readonly Problem[];
  diff: (log: Pick<Log, "info">, olds: Properties, news: Properties) => Promise<Diff>;
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
  diff: async (_log, olds, news) => (await import("./diff.js")).diff(olds, news),
  create: async (...given) => (await import("./create.js")).create(...given),
  read: async (...given) => (await import("./read.js")).read(...given),
  update: async (...given) => (await import("./update.js")).update(...given),
  delete: async (...given) => (await import("./delete.js")).remove(...given),
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
  diff: async (...given) => (await import("./set/diff.js")).diff(...given),
  create: async (...given) => (await import("./set/create.js")).create(...given),
  read: async (...given) => (await import("./set/read.js")).read(...given),
  update: async (...given) => (await import("./set/update.js")).update(...given),
  delete: async (...given) => (await import("./set/delete.js")).remove(...given),
  coverIds: ({ region, covers }) =>
    Object.keys(Object(covers)).map((mediaId) => resourceId({ region: String(region), mediaId })),
};

/** The lifecycle of a picture that MPS takes of a video. It holds no cover. */
export const coverSnapshot: Lifecycle<SnapshotInputs, SnapshotOutputs> = {
  check: checkSnapshot,
  warnings: findWarnings,
  diff: async (_log, olds, news) => (await import("./snapshot/diff.js")).diff(olds, news),
  create: async (...given) => (await import("./snapshot/create.js")).create(...given),
  read: async (_ports, id, olds) => (await import("./snapshot/read.js")).read(id, olds),
  update: async (...given) => (await import("./snapshot/update.js")).update(...given),
  // The service cannot remove an object, and a cover may show it.
  delete: async () => {},
  coverIds: () => [],
};

/** @param url Not a string while it is unknown. */
function findUrlWarnings(path: Problem["path"], url: unknown): Problem[] {
  return typeof url === "string" ? findReachProblems(url).map((problem) => ({ ...problem, path })) : [];
}
