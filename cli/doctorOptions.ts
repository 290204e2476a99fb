import { parseArgs } from "node:util";
import { regionPattern } from "../provider/mps/regions";
import { UsageError } from "./terminal";

const optionTypes = {
  region: { type: "string" },
  "media-id": { type: "string" },
  config: { type: "string", multiple: true },
  "no-stack": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** The options of `mediacover doctor`. */
export interface DoctorOptions {
  /** The region to read in. Default: as for resources. */
  region: string | undefined;
  /** The media to read. Default: one that does not exist. */
  mediaId: string;
  /** Configuration that goes before the stack's, by full names. */
  config: ReadonlyMap<string, string>;
  /** Whether the selected stack's configuration is read. */
  readsStack: boolean;
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
  const values = parseWords(words);
  if (values.help === true) return undefined;
  const { region, "media-id": mediaId = nobodysMediaId } = values;
  if (region !== undefined && !regionPattern.test(region))
    throw new UsageError(`--region ${region}: write a region such as cn-hangzhou`);
  if (!/^[0-9a-f]{32}$/.test(mediaId))
    throw new UsageError(`--media-id ${mediaId}: write 32 characters of 0-9 and a-f`);
  return {
    region,
    mediaId,
    config: new Map((values.config ?? []).map(readPair)),
    readsStack: values["no-stack"] !== true,
  };
}

function readPair(text: string): [string, string] {
  const [, key, value] = /^((?:alicloud|mediacover):\w+)=(.*)$/s.exec(text) ?? [];
  if (key !== undefined && value !== undefined) return [key, value];
  // Not what was written: it may be a secret.
  throw new UsageError("--config: write KEY=VALUE, e.g. --config alicloud:region=cn-hangzhou");
}

/** `parseArgs`, with its errors in the words of a command. */
function parseWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: optionTypes, allowPositionals: false }).values;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    const known = Object.keys(optionTypes)
      .map((name) => `--${name}`)
      .join(", ");
    throw new UsageError(`${reason}; the options of "mediacover doctor" are ${known}`, { cause: error });
  }
}
