import { randomUUID } from "node:crypto";
import type { ObjectAddress } from "../pictures/objectAddress";
import type { OssErrorCode } from "../pictures/ossError";
import type { ObjectSource, Picture } from "../pictures/pictureFolder";
import type { EmulatorPipelines, Pipelines } from "./pipelines";
import { SnapshotJobs, type JobPorts } from "./snapshotJobs";

/** Everything of snapshot jobs, and their pictures. */
export class Snapshots implements ObjectSource {
  readonly jobs: SnapshotJobs;
  readonly pages = new Pages();

  constructor(private readonly ports: JobPorts) {
    this.jobs = new SnapshotJobs(ports);
  }

  get pipelines(): Pipelines {
    return this.ports.pipelines;
  }

  /** Objects as they are by now, the pictures of jobs that nobody has asked for among them. */
  find(address: ObjectAddress): Promise<Picture | OssErrorCode> {
    this.jobs.settle();
    return this.ports.pictures.find(address);
  }

  /** The pipelines, to read and change directly. */
  pipelineDesk(): EmulatorPipelines {
    return {
      list: (region) => this.pipelines.list(region),
      setState: (pipelineId, state, region) => {
        // Jobs that have begun go on.
        this.jobs.settle();
        this.pipelines.setState(pipelineId, state, region);
      },
    };
  }
}

/** Where the next page of a list begins, by the tokens that calls were given. */
class Pages {
  private readonly lastOfPage = new Map<string, number>();

  /** @param last number of the last job of the page before */
  begin(last: number): string {
    const token = randomUUID().replaceAll("-", "");
    this.lastOfPage.set(token, last);
    return token;
  }

  get(token: string): number | undefined {
    return this.lastOfPage.get(token);
  }
}
