import type { Emulator } from "../../../emulator/index";
import { readOutputs } from "../../../provider/lifecycle/resource";
import { readSetOutputs } from "../../../provider/lifecycle/set/resource";
import { coverUrlOf, indices, liveCover } from "../support/library";
import type { Program, ProgramStack } from "../support/programStack";
import { mediaIdFor } from "../../support/mediaIds";

/** A few media, so that random edits meet. */
export const mediaCount = 3;

export type OnDelete = "retain" | "restore";

/** How one video is managed: by a cover of its own, which may have either of two names, or by the set. */
export interface Holder {
  holder: "cover" | "renamed cover" | "set";
  version: string;
  onDelete: OnDelete;
}

/** What the program says, and what happened that neither it nor the state knows of. */
export interface Model {
  /** By the index of the media; undefined where the program does not manage it. */
  held: (Holder | undefined)[];
  setOnDelete: OnDelete;
  /** Media whose cover is another than is recorded, which no refresh has seen yet: set by somebody, or by a run that failed. */
  unseen: Set<number>;
  /** Media of which a refresh found another cover than was recorded: not ours to put back, until ours is set again. */
  foreign: Set<number>;
  /** Every cover that a video has had, or was to have, by its index. */
  known: Set<string>[];
  /** Media that only ever had one holder, in runs that came to their end: it remembers what they had first. */
  simple: Set<number>;
}

export const newModel = (): Model => ({
  held: indices(mediaCount).map(() => undefined),
  setOnDelete: "retain",
  unseen: new Set(),
  foreign: new Set(),
  known: indices(mediaCount).map((index) => new Set([coverUrlOf(index, "before")])),
  simple: new Set(indices(mediaCount)),
});

const nameOf = (index: number, { holder }: Holder): string =>
  holder === "set" ? "library" : `${holder} ${index}`;

/** The program, as the engine gets it. */
export function programOf({ held, setOnDelete }: Model): Program {
  const program: Record<string, Program[string]> = {};
  const covers: Record<string, string> = {};
  for (const [index, held_] of held.entries()) {
    if (held_ === undefined) continue;
    const { holder, version, onDelete } = held_;
    const coverUrl = coverUrlOf(index, version);
    if (holder === "set") covers[mediaIdFor(index)] = coverUrl;
    else program[nameOf(index, held_)] = { mediaId: mediaIdFor(index), coverUrl, onDelete };
  }
  return Object.keys(covers).length === 0
    ? program
    : { ...program, library: { covers, onDelete: setOnDelete } };
}

/**
 * What the service may have after a run without faults, for each video: what the program wants; or where the state has
 * that already, what is there, as no call is made; or where a video is given up, what it had before it was managed, if
 * that is to be put back and the cover is still ours.
 */
export function allowedAfterUp(model: Model, stack: ProgramStack, emulator: Emulator): Set<string>[] {
  return model.held.map((held, index) => {
    const live = liveCover(emulator, mediaIdFor(index));
    if (held !== undefined) {
      const wanted = coverUrlOf(index, held.version);
      const record = recordOf(model, stack, nameOf(index, held), index);
      return new Set([record?.coverUrl === wanted && !record.isFailed ? live : wanted]);
    }
    const givenUp = [...stack.state.keys()].flatMap((name) => recordOf(model, stack, name, index) ?? []);
    const putBack = givenUp.filter(({ previous }) => previous !== undefined);
    const [only] = givenUp;
    // A run that was cut off left the media to two resources, which are given up in any order.
    if (givenUp.length > 1) return new Set([live, ...putBack.map(({ previous }) => previous ?? live)]);
    const isOurs = only?.coverUrl === live && !model.foreign.has(index);
    return new Set([isOurs ? (only.previous ?? live) : live]);
  });
}

/** What the state has of one video in one resource. */
interface MediaRecord {
  coverUrl: string;
  isFailed: boolean;
  /** What is put back when it is given up; undefined for nothing. */
  previous: string | undefined;
}

function recordOf(
  { held, setOnDelete }: Model,
  { state }: ProgramStack,
  name: string,
  index: number,
): MediaRecord | undefined {
  const resource = state.get(name);
  if (resource === undefined) return undefined;
  const { outs } = resource;
  const mediaId = mediaIdFor(index);
  if (name !== "library") {
    const { coverUrl, previousCoverUrl, onDelete, drifted } = readOutputs(outs);
    if (outs["mediaId"] !== mediaId) return undefined;
    const isPutBack = onDelete === "restore" && drifted !== true;
    return { coverUrl, isFailed: false, previous: isPutBack ? previousCoverUrl : undefined };
  }
  const { covers, previousCovers, onDelete, drifted, failures } = readSetOutputs(outs);
  const coverUrl = covers[mediaId];
  if (coverUrl === undefined) return undefined;
  const isStill = held.some((holder) => holder?.holder === "set");
  const isPutBack = (isStill ? setOnDelete : onDelete) === "restore" && !drifted.includes(mediaId);
  const isFailed = failures.some(({ mediaIds }) => mediaIds.includes(mediaId));
  return { coverUrl, isFailed, previous: isPutBack ? previousCovers[mediaId] : undefined };
}
