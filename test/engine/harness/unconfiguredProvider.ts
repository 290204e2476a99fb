/** Stands in a preview for a provider whose configuration is not known yet: the real engine does not call such a one. */

import type { ResourceProvider } from "./resourceProvider.ts";

/** Takes everything as the program says it. Only previews come here, so nothing is ever deleted. */
export const unconfiguredProvider: ResourceProvider = {
  check: async (_urn, _olds, news) => ({ inputs: news, failures: [] }),
  diff: async () => ({ changes: "unknown", replaces: [], deleteBeforeReplace: false }),
  create: async ({ inputs }) => ({ id: "", outputs: inputs }),
  read: async ({ id }) => ({ id, outputs: {} }),
  update: async ({ inputs }) => inputs,
  delete: async () => undefined,
};
