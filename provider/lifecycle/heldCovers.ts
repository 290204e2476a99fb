/**
 * Holds the covers that a resource has and keeps, when it is checked. Another resource of the run that gives up one of them
 * must not undo it: the cover moved in an earlier run, which failed before it came to the deletion.
 *
 * A resource to be created is checked with nothing recorded. So is one to be replaced: its covers are given up, and put
 * back, before the replacement is created.
 *
 * @param held Ids of the covers that stay; see `Ports`.
 * @param olds Ids of the resource's covers as recorded.
 * @param news Ids of the covers that it is to have.
 */
export function holdKeptCovers(held: Set<string>, olds: readonly string[], news: readonly string[]): void {
  const recorded = new Set(olds);
  for (const id of news) {
    if (recorded.has(id)) held.add(id);
    else held.delete(id);
  }
}
