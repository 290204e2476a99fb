import { readOptions } from "./readOptions";
import { readServiceOptions, type ServiceOptions, serviceOptionTypes } from "./serviceOptions";
import { UsageError } from "./terminal";

const optionTypes = {
  "media-id": { type: "string" },
  ...serviceOptionTypes,
  help: { type: "boolean", short: "h" },
} as const;

/** The options of `mediacover doctor`. */
export interface DoctorOptions extends ServiceOptions {
  /** The media to read. Default: one that does not exist. */
  mediaId: string;
}

/** Well-formed, and nobody's: the service answers that it does not exist. */
export const nobodysMediaId = "0".repeat(32);

/**
 * Reads the options of `mediacover doctor`.
 *
 * @returns undefined if help was asked for
 * @throws {UsageError} naming the option and what it takes
 */
export function readDoctorOptions(words: readonly string[]): DoctorOptions | undefined {
  const { values, positionals } = readOptions("doctor", words, optionTypes);
  if (values.help === true) return undefined;
  const [other] = positionals;
  if (other !== undefined) throw new UsageError(`doctor takes options only; got ${JSON.stringify(other)}`);
  const { "media-id": mediaId = nobodysMediaId } = values;
  if (!/^[0-9a-f]{32}$/.test(mediaId))
    throw new UsageError(`--media-id ${mediaId}: write 32 characters of 0-9 and a-f`);
  return { ...readServiceOptions(values), mediaId };
}
