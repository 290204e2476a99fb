import { parseArgs } from "node:util";
import { type ContenderName, contenderNames } from "./contenders/names.ts";

/** How the emulator counts the calls of a second, the stricter way first. */
export const windows = ["sliding", "fixed"] as const;

/** One of {@link windows}. */
export type Window = (typeof windows)[number];

/** What to measure. */
export interface Options {
  /** Covers in the catalogue. */
  n: number;
  latencyMs: number;
  jitterMs: number;
  windows: readonly Window[];
  /** The contenders that were asked for by name; undefined if none was. */
  only: readonly ContenderName[] | undefined;
  /** Also contenders that take very long at this N. */
  all: boolean;
  /** Measures refused calls at several latencies instead. */
  jitterCheck: boolean;
  /** Folder to write the results to, if one was named. */
  output: string | undefined;
  help: boolean;
}

/** What runs unless told otherwise; only results with these (and any N) are kept in the repository. */
export const defaults = { n: 1000, latencyMs: 30, jitterMs: 0, windows } as const;

/** The most covers that a catalogue here may have. */
const maxCovers = 50_000;

/** A command line that cannot be meant; the message names option, rule and value. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

const known = {
  n: { type: "string" },
  latency: { type: "string" },
  jitter: { type: "string" },
  window: { type: "string" },
  only: { type: "string" },
  output: { type: "string" },
  all: { type: "boolean" },
  "jitter-check": { type: "boolean" },
  help: { type: "boolean" },
} as const;

type KnownName = keyof typeof known;

/** What `--help` prints. */
export const helpText = `npm run bench -- [options]

  --n <covers>        size of the catalogue, 1 to ${maxCovers}; default ${defaults.n}
  --latency <ms>      of every call, half on its way in; default ${defaults.latencyMs}
  --jitter <ms>       how much earlier or later a call may arrive; default ${defaults.jitterMs}
  --window <which>    how the service counts its 100 calls a second: ${windows.join(", ")} or both; default both
  --only <a,b>        only these: ${contenderNames.join(", ")}
  --all               also what takes very long at this size
  --jitter-check      instead: refused calls of MediaCoverSet at 0, 30 and 300 ms, 20 ms of jitter, both windows
  --output <folder>   where to write; default bench/results, and nothing unless the settings are the default ones
  --help              this text
`;

/** Reads a command line. @throws {OptionError} */
export function readOptions(args: readonly string[]): Options {
  const given = read(args);
  const jitterCheck = given.flags.has("jitter-check");
  return {
    n: wholeNumber(given.values, "n", 1, maxCovers, defaults.n),
    latencyMs: wholeNumber(given.values, "latency", 0, 10_000, defaults.latencyMs),
    jitterMs: wholeNumber(given.values, "jitter", 0, 10_000, defaults.jitterMs),
    windows: readWindows(given.values.get("window")),
    only: readOnly(given.values.get("only")),
    all: given.flags.has("all"),
    jitterCheck,
    output: given.values.get("output"),
    help: given.flags.has("help"),
  };
}

interface Given {
  values: ReadonlyMap<KnownName, string>;
  flags: ReadonlySet<KnownName>;
}

function read(args: readonly string[]): Given {
  const { tokens } = parseArgs({ args: [...args], options: known, strict: false, tokens: true });
  const values = new Map<KnownName, string>();
  const flags = new Set<KnownName>();
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      throw new OptionError(`"${token.value}": must be an option that begins with --; see --help`);
    }
    const { name, rawName, value } = token;
    if (!isKnown(name)) throw new OptionError(`${rawName}: must be one of the options that --help lists`);
    if (known[name].type === "boolean") {
      if (value !== undefined) throw new OptionError(`--${name}: must stand without a value; got "${value}"`);
      flags.add(name);
    } else if (value === undefined || value === "") {
      throw new OptionError(`--${name}: must have a value; got nothing`);
    } else {
      values.set(name, value);
    }
  }
  return { values, flags };
}

const isKnown = (name: string): name is KnownName => Object.hasOwn(known, name);

function wholeNumber(
  values: Given["values"],
  name: KnownName,
  least: number,
  most: number,
  byDefault: number,
): number {
  const text = values.get(name);
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new OptionError(`--${name}: must be a whole number from ${least} to ${most}; got "${text}"`);
}

function readWindows(text: string | undefined): readonly Window[] {
  if (text === undefined || text === "both") return windows;
  const found = windows.find((window) => window === text);
  if (found !== undefined) return [found];
  throw new OptionError(`--window: must be ${windows.join(", ")} or both; got "${text}"`);
}

function readOnly(text: string | undefined): readonly ContenderName[] | undefined {
  return text?.split(",").map((asked) => {
    const found = contenderNames.find((name) => name === asked.trim());
    if (found !== undefined) return found;
    throw new OptionError(`--only: must be names out of ${contenderNames.join(", ")}; got "${asked}"`);
  });
}
