import { type ChangeKind, changeKinds, type CoverChange } from "./model";

/** The changes by kind, in the order of `changeKinds`, each by title; kinds that do not occur are left out. */
export function sortChanges(
  changes: readonly CoverChange[],
): ReadonlyMap<ChangeKind, readonly CoverChange[]> {
  const groups = changeKinds.map(
    (kind) => [kind, changes.filter((change) => change.kind === kind).toSorted(byTitle)] as const,
  );
  return new Map(groups.filter(([, members]) => members.length > 0));
}

const collator = new Intl.Collator("en", { numeric: true });

function byTitle(one: CoverChange, other: CoverChange): number {
  return collator.compare(one.title, other.title) || collator.compare(one.mediaId ?? "", other.mediaId ?? "");
}
