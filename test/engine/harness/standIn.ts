/** Resources of other providers, made up by the test. */

import { changedKeys } from "./properties.ts";
import type { ResourceProvider } from "./resourceProvider.ts";
import type { OtherProvider, PropertyMap, Urn } from "./stack.ts";
import { nameOf } from "./urn.ts";

/** Creates and deletes by the test's functions, updates by creating anew, and reads what the state says. */
export function standInFor(other: OtherProvider): ResourceProvider {
  const create = async (urn: Urn, inputs: PropertyMap): Promise<{ id: string; outputs: PropertyMap }> => {
    const { id, ...outputs } = await other.create(inputs);
    return { id: typeof id === "string" ? id : nameOf(urn), outputs };
  };
  return {
    check: async (_urn, _olds, news) => ({ inputs: news, failures: [] }),
    diff: async ({ oldInputs, newInputs }) => {
      const changed = changedKeys(oldInputs, newInputs);
      return {
        changes: changed.length === 0 ? "none" : "some",
        replaces: changed.filter((key) => other.replaceOn?.includes(key)),
        deleteBeforeReplace: false,
      };
    },
    // What a preview does not know is left out, as bridged providers do.
    create: async ({ urn, inputs, preview }) =>
      preview ? { id: "", outputs: other.plan?.(inputs) ?? {} } : create(urn, inputs),
    read: async ({ id, outputs }) => ({ id, outputs }),
    update: async ({ urn, inputs, preview }) =>
      preview ? (other.plan?.(inputs) ?? {}) : (await create(urn, inputs)).outputs,
    delete: async ({ outputs }) => other.delete?.(outputs),
  };
}
