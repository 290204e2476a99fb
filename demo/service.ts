import type { Emulator } from "../dist/emulator/index.js";

/** The configuration of a stack that works on an emulator. */
export const configurationFor = ({ url }: Emulator): Record<string, string> => ({
  "mediacover:endpoint": url,
  "alicloud:region": "cn-hangzhou",
  "alicloud:accessKey": "testid",
  "alicloud:secretKey": "testsecret",
});

/** What the service was asked and what became of its covers since the last look. */
export interface ServiceChange {
  /** "QueryMediaList 1, UpdateMediaCover 3"; empty for none. */
  calls: string;
  /** One line a cover that changed: "Trailer: (none) -> http://…". */
  covers: string[];
}

/** Watches an emulator from one step of the demo to the next. */
export function watchService(emulator: Emulator): () => ServiceChange {
  const look = (): Map<string, string> =>
    new Map(emulator.media.list().map(({ title, cover }) => [title ?? "", cover ?? "(none)"]));
  let before = look();
  return () => {
    const after = look();
    const covers = [...after]
      .filter(([title, cover]) => before.get(title) !== cover)
      .map(([title, cover]) => `${title}: ${before.get(title)} -> ${cover}`);
    const calls = Object.entries(emulator.requests.countByAction())
      .toSorted()
      .map(([action, count]) => `${action} ${count}`);
    before = after;
    emulator.requests.clear();
    return { calls: calls.join(", "), covers };
  };
}
