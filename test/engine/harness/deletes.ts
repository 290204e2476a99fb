/** Deletes: dependants first, independent resources side by side. */

import { deletionGroups } from "./dependencies.ts";
import type { Deployment } from "./deployment.ts";
import type { ResourceState } from "./stack.ts";
import { deleteStep } from "./steps.ts";

/** Deletes the resources; after a failure the current group ends and no other begins. */
export async function deleteResources(
  deployment: Deployment,
  condemned: readonly ResourceState[],
): Promise<void> {
  for (const group of deletionGroups(condemned)) {
    if (deployment.failed) return;
    await Promise.allSettled(
      group.map((state) => {
        const reason = state.delete === true ? "replaced" : "gone";
        return deployment.execute([deleteStep(deployment, state, reason)]);
      }),
    );
  }
}
