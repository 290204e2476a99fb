import { isUnknown } from "../lifecycle/unknown";
import { nameIn } from "./urn";

/**
 * Which resource of the program holds the cover of which video. Two resources for one video would undo each other at every
 * run. The engine cannot see that, because their names differ.
 *
 * A process serves one provider in one operation. It checks every resource of the program, some more than once.
 */
export class Claims {
  private readonly holders = new Map<string, string>();
  private readonly held = new Map<string, readonly string[]>();

  /**
   * Notes which covers a resource holds now; what was noted for it before is forgotten.
   *
   * @param urn The resource.
   * @param coverIds Ids of its covers, `<region>/<mediaId>`.
   * @returns What is wrong: a sentence for each cover that another resource holds.
   */
  claim(urn: string, coverIds: readonly string[]): string[] {
    for (const id of this.held.get(urn) ?? []) this.holders.delete(id);
    const known = coverIds.filter((id) => !id.split("/").some(isUnknown));
    const taken = known.filter((id) => this.holders.has(id));
    const free = known.filter((id) => !this.holders.has(id));
    for (const id of free) this.holders.set(id, urn);
    this.held.set(urn, free);
    return taken.map((id) => {
      const [, mediaId = id] = id.split("/");
      // Sorted: resources are checked in any order, and the message must be the same in each run.
      const [one, two] = [this.holders.get(id) ?? "", urn].map(nameIn).toSorted();
      return `video ${mediaId} is managed by two resources of this program, "${one}" and "${two}": remove one, as each would overwrite the other's cover`;
    });
  }
}
