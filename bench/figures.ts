import { callsPerSecond } from "./columns.ts";
import type { Contender } from "./contenders/contender.ts";
import type { ContenderName } from "./contenders/names.ts";
import type { ContenderResult, Measurement } from "./measure.ts";
import type { Window } from "./options.ts";

/** Under what a figure was measured. */
export interface Conditions {
  n: number;
  latencyMs: number;
  isRealCli: boolean;
  canWatchMemory: boolean;
}

const rules = {
  "at most": (value: number, bound: number) => value <= bound,
  below: (value: number, bound: number) => value < bound,
  exactly: (value: number, bound: number) => value === bound,
} as const;

/** One figure that a contender has to reach. */
export interface Figure {
  what: string;
  /** Whose figure it is. Default: both sets'. */
  contender?: ContenderName;
  rule: keyof typeof rules;
  bound: (n: number) => number;
  /** Undefined where it could not be measured, which is a miss. */
  value: (result: ContenderResult) => number | undefined;
  /** Where it is promised. */
  applies: (conditions: Conditions) => boolean;
  /** False for times that depend on the machine: they are reported and do not fail the bench. */
  decides: boolean;
  decimals: number;
}

const anywhere = (): boolean => true;
const middling = ({ n }: Conditions): boolean => n >= 1000 && n < 10_000;
const large = ({ n }: Conditions): boolean => n >= 10_000;
const near = ({ latencyMs }: Conditions): boolean => latencyMs <= 30;

const mediaPerRead = 10;

const timesOfLimit = ({ n, up }: ContenderResult): number => up.serviceSeconds / (n / callsPerSecond);
const secondsBeyondService = ({ up }: ContenderResult): number => up.seconds - up.serviceSeconds;

/** The figures, all of them. */
const figures: readonly Figure[] = [
  {
    what: "service time ÷ limit, from 1,000 covers",
    rule: "at most",
    bound: () => 1.04,
    value: timesOfLimit,
    applies: (conditions) => middling(conditions) && near(conditions),
    decides: true,
    decimals: 3,
  },
  {
    what: "service time ÷ limit, from 10,000 covers",
    rule: "at most",
    bound: () => 1.03,
    value: timesOfLimit,
    applies: (conditions) => large(conditions) && near(conditions),
    decides: true,
    decimals: 3,
  },
  {
    what: "refused calls in all runs",
    rule: "exactly",
    bound: () => 0,
    value: (result) => overAllRuns(result, ({ refused }) => refused),
    applies: anywhere,
    decides: true,
    decimals: 0,
  },
  {
    what: "covers wrong after any run",
    rule: "exactly",
    bound: () => 0,
    value: (result) => overAllRuns(result, ({ wrong }) => wrong),
    applies: anywhere,
    decides: true,
    decimals: 0,
  },
  {
    what: "memory of the provider process, MB, up to 10,000 covers",
    contender: "media-cover-set",
    rule: "below",
    bound: () => 200,
    value: ({ up }) => (up.memoryBytes === undefined ? undefined : up.memoryBytes / 1e6),
    applies: ({ n, canWatchMemory }) => n <= 10_000 && canWatchMemory,
    decides: true,
    decimals: 0,
  },
  {
    what: "memory of the packaged provider, MB, up to 1,000 covers",
    contender: "packaged-set",
    rule: "below",
    bound: () => 120,
    value: ({ up }) => (up.memoryBytes === undefined ? undefined : up.memoryBytes / 1e6),
    applies: ({ n, canWatchMemory }) => n <= 1000 && canWatchMemory,
    decides: true,
    decimals: 0,
  },
  {
    what: "state ÷ catalogue, from 1,000 covers",
    rule: "below",
    bound: () => 4,
    value: ({ later }) => later && later.stateBytes / later.catalogueBytes,
    applies: ({ n }) => n >= 1000,
    decides: true,
    decimals: 2,
  },
  {
    what: "calls of the second up",
    rule: "exactly",
    bound: () => 0,
    value: ({ later }) => later?.second.calls,
    applies: anywhere,
    decides: true,
    decimals: 0,
  },
  {
    what: "one percent changed: writes missing, too many or of other covers",
    rule: "exactly",
    bound: () => 0,
    value: ({ later }) => later?.strayWrites,
    applies: anywhere,
    decides: true,
    decimals: 0,
  },
  {
    what: "calls of the refresh",
    rule: "exactly",
    bound: (n) => Math.ceil(n / mediaPerRead),
    value: ({ later }) => later?.refresh.calls,
    applies: anywhere,
    decides: true,
    decimals: 0,
  },
  {
    what: "service time of the refresh, s, from 10,000 covers",
    rule: "at most",
    bound: (n) => (1.05 * n) / mediaPerRead / callsPerSecond,
    value: ({ later }) => later?.refresh.serviceSeconds,
    applies: (conditions) => large(conditions) && near(conditions),
    decides: true,
    decimals: 2,
  },
  {
    what: "whole up beyond its service time, s, from 1,000 covers",
    rule: "at most",
    bound: () => 4,
    value: secondsBeyondService,
    applies: (conditions) => middling(conditions) && conditions.isRealCli,
    decides: false,
    decimals: 1,
  },
  {
    what: "whole up beyond its service time, s, from 10,000 covers",
    rule: "at most",
    bound: () => 8,
    value: secondsBeyondService,
    applies: (conditions) => large(conditions) && conditions.isRealCli,
    decides: false,
    decimals: 1,
  },
  {
    what: "second up, s, from 10,000 covers",
    rule: "at most",
    bound: () => 6,
    value: ({ later }) => later?.second.seconds,
    applies: (conditions) => large(conditions) && conditions.isRealCli,
    decides: false,
    decimals: 1,
  },
];

/** Sums a count over the first `up` and the later runs; undefined when a run failed or is missing. */
function overAllRuns(
  { up, later }: ContenderResult,
  count: (measurement: Measurement) => number,
): number | undefined {
  if (later === undefined) return undefined;
  const runs = [up, later.second, later.preview, later.changed, later.refresh];
  return runs.some(({ failure }) => failure !== undefined)
    ? undefined
    : runs.reduce((total, run) => total + count(run), 0);
}

/** What became of a figure in one window. */
export interface Verdict {
  figure: Figure;
  contender: Contender;
  window: Window;
  bound: number;
  value: number | undefined;
  met: boolean;
}

const isSet = ({ contender }: ContenderResult): boolean =>
  contender.name === "media-cover-set" || contender.name === "packaged-set";

/** Judges results by every figure that applies. */
export function judge(results: readonly ContenderResult[], conditions: Omit<Conditions, "n">): Verdict[] {
  return results.flatMap((result) =>
    figures
      .filter(({ contender }) =>
        contender === undefined ? isSet(result) : contender === result.contender.name,
      )
      .filter(({ applies }) => applies({ ...conditions, n: result.n }))
      .map((figure) => verdictOf(figure, result)),
  );
}

function verdictOf(figure: Figure, result: ContenderResult): Verdict {
  const bound = figure.bound(result.n);
  const value = figure.value(result);
  return {
    figure,
    contender: result.contender,
    window: result.window,
    bound,
    value,
    met: value !== undefined && meets(figure, value, bound),
  };
}

const meets = ({ rule }: Figure, value: number, bound: number): boolean => rules[rule](value, bound);
