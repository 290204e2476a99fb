/** Resources of other providers, made up by the test. */

import { changedKeys } from "./properties.ts";
import type { ResourceProvider } from "./resourceProvider.ts";
import type { OtherProvider } from "./stack.ts";
import { nameOf } from "./urn.ts";

/** Creates by the test's function, updates by creating anew, reads what the state says and deletes nothing. */
export function standInFor(other: OtherProvider): ResourceProvider {
  return {
    check: async (_urn, _olds, news) => ({ inputs: news, failures: [] }),
    diff: async ({ oldInputs, newInputs }) => ({
      changes: changedKeys(oldInputs, newInputs).length === 0 ? "none" : "some",
      replaces: [],
      deleteBeforeReplace: false,
    }),
    // In a preview the outputs are unknown, as a bridged provider would leave them.
    create: async ({ urn, inputs, preview }) => {
      if (preview) return { id: "", outputs: {} };
      const outputs = await other.create(inputs);
      return { id: typeof outputs.id === "string" ? outputs.id : nameOf(urn), outputs };
    },
    read: async ({ id, outputs }) => ({ id, outputs }),
    update: async ({ inputs, preview }) => (preview ? {} : other.create(inputs)),
    delete: async () => undefined,
  };
}
