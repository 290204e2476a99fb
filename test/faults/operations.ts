import { expect } from "vitest";
import type { EmulatorOptions } from "../../emulator/index";
import { lookUpMedia, type MediaReference } from "../../provider/lookup/lookUpMedia";
import type { Place } from "./faults";
import { region } from "./support/kinds";
import { coverUrlOf, fileUrlOf, indices, seedOf, snapshotOf } from "./support/library";
import type { Failures, Program, ProgramStack } from "./support/programStack";
import type { TestedService } from "./support/service";
import { mediaIdFor } from "../support/mediaIds";

/** What a step is done with. */
export interface Surroundings {
  service: TestedService;
  stack: ProgramStack;
}

/** One step that a fault happens to. */
export interface Operation extends Place {
  /** The calls that the fault happens to. */
  action:
    | "QueryMediaList"
    | "QueryMediaListByURL"
    | "QueryPipelineList"
    | "QuerySnapshotJobList"
    | "SubmitSnapshotJob"
    | "UpdateMediaCover";
  /** It makes the calls of another step, and is left to the long form. */
  isLongOnly?: true;
  /** In what the service is unlike others. */
  emulator?: EmulatorOptions;
  /** What was applied before. Default nothing. */
  before?: Program;
  /** What happens behind our back before the step. */
  meanwhile?: (surroundings: Surroundings) => void;
  run: (surroundings: Surroundings) => Promise<Failures>;
  /** What to apply after it, so that all is as wanted. */
  after: Program;
  /** The version of the covers that the service has when the step came to the right end. */
  version: string;
}

const several = 4;

const coverOf = (version: string): Program => ({
  trailer: { mediaId: mediaIdFor(0), coverUrl: coverUrlOf(0, version), onDelete: "restore" },
});
const setOf = (version: string): Program => ({
  library: {
    covers: Object.fromEntries(
      indices(several).map((index) => [mediaIdFor(index), coverUrlOf(index, version)]),
    ),
    onDelete: "restore",
  },
});

const up =
  (program: Program): Operation["run"] =>
  ({ stack }) =>
    stack.up(program);

const somebodyElse: Operation["meanwhile"] = ({ service }) => {
  for (const index of indices(several)) {
    service.emulator.media.setCover(mediaIdFor(index), coverUrlOf(index, "other"));
  }
};

/** Looks a video up as a program does that runs; there is no state. */
const lookUp =
  (reference: MediaReference): Operation["run"] =>
  async ({ service }) => {
    try {
      expect(await lookUpMedia(service.connect(), region, reference)).toMatchObject({
        mediaId: mediaIdFor(0),
        coverUrl: coverUrlOf(0, "before"),
      });
      return new Map();
    } catch (error) {
      return new Map([["lookup", String(error)]]);
    }
  };

type Step = Omit<Operation, "action" | keyof Place>;

/** The steps of a cover, and those of a set. */
const stepsOf = (
  programOf: (version: string) => Program,
): Record<"create" | "update" | "read" | "delete", Step> => ({
  create: { run: up(programOf("first")), after: programOf("first"), version: "first" },
  update: {
    before: programOf("first"),
    run: up(programOf("second")),
    after: programOf("second"),
    version: "second",
  },
  read: {
    before: programOf("first"),
    meanwhile: somebodyElse,
    run: ({ stack }) => stack.refresh(),
    after: programOf("first"),
    version: "other",
  },
  delete: { before: programOf("first"), run: ({ stack }) => stack.destroy(), after: {}, version: "before" },
});

/** Each step at each of its calls. */
function withCalls(of: "cover" | "set", programOf: (version: string) => Program): Operation[] {
  const { create, update, read, delete: remove } = stepsOf(programOf);
  const look = { of, call: "look", action: "QueryMediaList" } as const;
  const write = { of, call: "write", action: "UpdateMediaCover" } as const;
  return [
    { ...look, ...create, step: "create" },
    { ...write, ...create, step: "create" },
    { ...look, ...update, step: "update" },
    { ...write, ...update, step: "update" },
    { ...look, ...read, step: "read" },
    { ...look, ...remove, step: "delete" },
    { ...write, ...remove, step: "delete" },
  ];
}

/** A video of which the service takes no picture within a call, so that it works on a job. */
const slow = { seed: seedOf(1, { snapshotMs: 5001 }) };
/** The same, and the job waits for so long that its pipeline may be paused. */
const queued = { ...slow, behaviour: { snapshotQueueMs: 20_000 } };

/** The steps of a snapshot that make calls, each at each of its calls. */
function ofSnapshots(): Operation[] {
  const { create, update } = stepsOf((version) => ({ frame: snapshotOf(version) }));
  const calls = [
    { call: "look", action: "QueryMediaList" },
    { call: "submit", action: "SubmitSnapshotJob" },
    { call: "poll", action: "QuerySnapshotJobList", emulator: slow },
    { call: "pipeline", action: "QueryPipelineList", emulator: queued },
  ] as const;
  return calls.flatMap((call): Operation[] => [
    { of: "snapshot", step: "create", ...create, ...call },
    { of: "snapshot", step: "update", ...update, ...call, isLongOnly: true },
  ]);
}

const lookup = { of: "lookup", call: "look", after: {}, version: "before" } as const;

export const operations: readonly Operation[] = [
  ...withCalls("cover", coverOf),
  ...withCalls("set", setOf),
  ...ofSnapshots(),
  { ...lookup, step: "by id", action: "QueryMediaList", run: lookUp({ mediaId: mediaIdFor(0) }) },
  { ...lookup, step: "by file", action: "QueryMediaListByURL", run: lookUp({ file: fileUrlOf(0) }) },
];

/** "create of a set: write". */
export const nameOf = ({ of, step, call }: Place): string => `${step} of a ${of}: ${call}`;
