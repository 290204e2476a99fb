/**
 * Notes, at the check of a resource, the covers that it has and keeps. Another resource of the run that gives one of them
 * up must not undo it: it moved in an earlier run, which failed before it came to the deletion.
 *
 * What the engine is about to create is checked without anything recorded. So is what it replaces: those covers are given
 * up first, and put back then.
 *
 * @param held Ids of the covers that stay; see `Ports`.
 * @param olds Ids of the resource's covers as recorded.
 * @param news Ids of the covers that it is to have.
 */
export function noteKept(held: Set<string>, olds: readonly string[], news: readonly string[]): void {
  const recorded = new Set(olds);
  for (const id of news) {
    if (recorded.has(id)) held.add(id);
    else held.delete(id);
  }
}
