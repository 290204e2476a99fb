import { isSameCover } from "../../provider/cover/liveCoverUrl";
import type { Cover, CoverOwner, DeclaredCover, RecordedCover } from "./cover";

/** What happens to covers, in the order in which a report tells of it. */
export const changeKinds = [
  "new",
  "changed",
  "restored",
  "drifted",
  "removed",
  "failed",
  "declared",
  "recorded",
  "unchanged",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One video's cover before and after. */
export interface CoverChange extends CoverOwner {
  kind: ChangeKind;
  title: string;
  /** `undefined` where there is nothing to compare with. */
  before: Cover | undefined;
  after: Cover;
  /** What else is to be said of it, a sentence. */
  note: string;
}

/**
 * What comes of recorded covers where others are declared, video by video: so it is all one whether a cover is a resource of
 * its own or an entry of a set, and a renamed resource changes nothing.
 */
export function compareCovers(
  recorded: readonly RecordedCover[],
  declared: readonly DeclaredCover[],
): CoverChange[] {
  const known = new Map(recorded.map((each) => [coverKey(each), each]));
  const wanted = new Set(declared.map(coverKey));
  return [
    ...declared.map((each) => declaredChange(each, known.get(coverKey(each)))),
    ...recorded.filter((each) => !wanted.has(coverKey(each))).map(releasedChange),
  ];
}

/** Covers that are only told of: those of a state. */
export function recordedChange(cover: RecordedCover): CoverChange {
  const { failure, isDrifted } = cover;
  if (failure !== undefined) return { ...told(cover), kind: "failed", note: failureNote(failure) };
  return { ...told(cover), kind: isDrifted ? "drifted" : "recorded" };
}

/** Covers that are only told of: those of a manifest. */
export function declaredOnly({ cover, media, region, owner }: DeclaredCover): CoverChange {
  return { kind: "declared", media, region, owner, title: "", before: undefined, after: cover, note: "" };
}

function told({ media, region, owner, title, cover }: RecordedCover): CoverChange {
  return { kind: "recorded", media, region, owner, title, before: undefined, after: cover, note: "" };
}

function declaredChange(declared: DeclaredCover, known: RecordedCover | undefined): CoverChange {
  const { media, region, owner, cover: after } = declared;
  const change = { media, region, owner, title: known?.title ?? "", before: known?.cover, after, note: "" };
  if (known === undefined) return { ...change, kind: "new" };
  if (known.failure !== undefined) return { ...change, kind: "failed", note: failureNote(known.failure) };
  const isUnseen = declared.isUnchanged && !known.isDrifted;
  if (isUnseen || isSame(known.cover, after)) return { ...change, kind: "unchanged" };
  return { ...change, kind: known.isDrifted ? "drifted" : "changed" };
}

/** A cover that is not declared any more. */
function releasedChange(known: RecordedCover): CoverChange {
  const change = { ...told(known), before: known.cover };
  if (known.failure !== undefined) return { ...change, kind: "failed", note: failureNote(known.failure) };
  const { putsBack, isDrifted } = known;
  if (putsBack === undefined || isDrifted || isSame(putsBack, known.cover)) {
    return { ...change, kind: "removed" };
  }
  return { ...change, kind: "restored", after: putsBack };
}

/** In an order of their own: steps come in the order in which the engine happened to take them. */
export function inOrder(changes: readonly CoverChange[]): CoverChange[] {
  const sortKey = ({ owner, region, media }: CoverChange): string => `${owner} ${region} ${media}`;
  return changes.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

/** Whether there is but one cover to show. */
export function isToldOnly({ kind, before }: Pick<CoverChange, "kind" | "before">): boolean {
  return kind === "unchanged" || (kind !== "new" && before === undefined);
}

const coverKey = ({ media, region }: CoverOwner): string => `${region}/${media}`;

function isSame(before: Cover, after: Cover): boolean {
  if (typeof before === "string" || typeof after === "string") return before === "none" && after === "none";
  return isSameCover(before.url ?? "", after.url ?? "");
}

const failureNote = ({ code, fix }: { code: string; fix: string }): string =>
  `Failed in the last run: ${code}; ${fix}.`;
