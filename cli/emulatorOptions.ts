import type { EmulatorAccessKey, EmulatorOptions, RateWindow } from "../emulator";
import { readOptions } from "./readOptions";
import { UsageError } from "./terminal";

/** Where `mediacover emulator` listens unless told otherwise; after the API's version, 2014-06-18. */
export const defaultPort = 20_618;

const optionTypes = {
  port: { type: "string" },
  seed: { type: "string" },
  data: { type: "string" },
  pictures: { type: "string" },
  qps: { type: "string" },
  window: { type: "string" },
  latency: { type: "string" },
  region: { type: "string" },
  "access-key": { type: "string", multiple: true },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * Reads the options of `mediacover emulator`.
 *
 * @returns undefined if help was asked for
 * @throws {UsageError} naming the option and what it takes
 */
export function readEmulatorOptions(words: readonly string[]): EmulatorOptions | undefined {
  const { values, positionals } = readOptions("emulator", words, optionTypes);
  const [unexpected] = positionals;
  if (unexpected !== undefined) {
    throw new UsageError(`Unexpected argument '${unexpected}'; "mediacover emulator" takes options only`);
  }
  if (values.help === true) {
    return undefined;
  }
  return {
    port: wholeNumber("--port", values.port, 65_535) ?? defaultPort,
    seed: values.seed,
    dataFile: values.data,
    pictures: values.pictures,
    qps: wholeNumber("--qps", values.qps),
    window: readWindow(values.window),
    latencyMs: wholeNumber("--latency", values.latency),
    region: values.region,
    accessKeys: values["access-key"]?.map(readAccessKey),
  };
}

function wholeNumber(option: string, text: string | undefined, max = 1_000_000): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,7}$/.test(text) || Number(text) > max) {
    throw new UsageError(`${option} ${text}: write a whole number from 0 to ${max}`);
  }
  return Number(text);
}

function readWindow(text: string | undefined): RateWindow | undefined {
  if (text !== undefined && text !== "fixed" && text !== "sliding") {
    throw new UsageError(`--window ${text}: write fixed or sliding`);
  }
  return text;
}

function readAccessKey(text: string): EmulatorAccessKey {
  const [accessKeyId, accessKeySecret, ...more] = text.split(":");
  if (!accessKeyId || !accessKeySecret || more.length > 0) {
    // Not what was written: it may be a secret.
    throw new UsageError("--access-key: write ID:SECRET, e.g. --access-key testid:testsecret");
  }
  return { accessKeyId, accessKeySecret };
}
