import { createHash } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../clock";
import { isoSeconds, regionPattern } from "../media/media";
import { EmulatorOptionError } from "../optionError";

/** Whether a pipeline hands out its jobs. */
export type PipelineState = "Active" | "Paused";

/** An initial pipeline. */
export interface PipelineSeed {
  /** 32 characters of [0-9a-f]. */
  pipelineId: string;
  /** Default: the emulator's default region. */
  region?: string | undefined;
  /** Default `mts-service-pipeline`. */
  name?: string | undefined;
  /** Default `Active`. */
  state?: PipelineState | undefined;
  /** What kind of jobs it is for. Default `Standard`; one that begins with `AI` takes no snapshot jobs. */
  speed?: string | undefined;
}

/** A queue of jobs. */
export interface Pipeline {
  pipelineId: string;
  region: string;
  name: string;
  state: PipelineState;
  speed: string;
  /** ISO 8601, UTC, in seconds. */
  creationTime: string;
  /** Since when it hands out jobs, by the emulator's steady clock. */
  activeSinceMs: number;
}

/** The emulator's pipelines, to read and change directly. `region` is the emulator's default region if left out. */
export interface EmulatorPipelines {
  /** The pipelines of a region, in the order of their creation. */
  list(region?: string): readonly Pipeline[];
  /**
   * Pauses a pipeline, whose jobs then stay Submitted, or lets it go on.
   *
   * @throws RangeError when there is no such pipeline
   */
  setState(pipelineId: string, state: PipelineState, region?: string): void;
}

const pipelineSeeds = z.array(
  z.object({
    pipelineId: z.string().regex(/^[0-9a-f]{32}$/, "must be 32 characters of [0-9a-f]"),
    region: z.string().regex(regionPattern, "must be a region id such as cn-hangzhou").optional(),
    name: z.string().min(1).optional(),
    state: z.enum(["Active", "Paused"]).optional(),
    speed: z.string().min(1).optional(),
  }),
);

/** The pipelines of all regions. By default, each region has the one that comes with the service. */
export class Pipelines {
  private readonly byRegion = new Map<string, Pipeline[]>();

  /**
   * @param seeds undefined: one pipeline in each region
   * @throws EmulatorOptionError naming the entry and the rule
   */
  constructor(
    private readonly seeds: readonly PipelineSeed[] | undefined,
    private readonly defaultRegion: string,
    private readonly clock: Clock,
  ) {
    const { error } = pipelineSeeds.safeParse(seeds ?? []);
    const issue = error?.issues[0];
    if (issue !== undefined) {
      throw new EmulatorOptionError(`options.pipelines: entry ${issue.path.join(".")}: ${issue.message}`);
    }
    for (const seed of seeds ?? []) this.add(seed);
  }

  /** Those of a region, in the order in which they were made. */
  list(region = this.defaultRegion): readonly Pipeline[] {
    if (this.seeds === undefined && !this.byRegion.has(region)) {
      this.add({ pipelineId: createHash("md5").update(`pipeline of ${region}`).digest("hex"), region });
    }
    return this.byRegion.get(region) ?? [];
  }

  /** A pipeline by its id. */
  find(region: string, pipelineId: string): Pipeline | undefined {
    return this.list(region).find((pipeline) => pipeline.pipelineId === pipelineId);
  }

  /** @throws RangeError when there is no such pipeline */
  setState(pipelineId: string, state: PipelineState, region = this.defaultRegion): void {
    const pipeline = this.find(region, pipelineId);
    if (pipeline === undefined) throw new RangeError(`there is no pipeline ${pipelineId} in ${region}`);
    pipeline.state = state;
    pipeline.activeSinceMs = this.clock.steadyMs();
  }

  private add({ pipelineId, region = this.defaultRegion, name, state, speed }: PipelineSeed): void {
    const ofRegion = this.byRegion.get(region) ?? [];
    this.byRegion.set(region, ofRegion);
    ofRegion.push({
      pipelineId,
      region,
      name: name ?? "mts-service-pipeline",
      state: state ?? "Active",
      speed: speed ?? "Standard",
      creationTime: isoSeconds(this.clock.now()),
      activeSinceMs: 0,
    });
  }
}
