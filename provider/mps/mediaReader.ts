import { queryMediaListAnswer } from "./answer";
import { type CallContext, makeCall } from "./call";
import { CallError, ServiceError, UnexpectedAnswerError } from "./errors";
import { limits, defaults } from "./limits";
import type { z } from "zod";

/** One video that the service knows. Texts are empty where the service has none. */
export interface Media {
  mediaId: string;
  title: string;
  fileUrl: string;
  /** The cover, verbatim as the service says it. */
  coverUrl: string;
}

interface Waiting {
  mediaId: string;
  resolve: (media: Media | undefined) => void;
  reject: (error: unknown) => void;
}

/**
 * Reads media of one region. Single reads travel together, up to ten in a call: whoever asks while a call waits for its
 * turn goes along.
 */
export class MediaReader {
  private readonly waiting: Waiting[] = [];
  private callsWaiting = 0;

  constructor(
    private readonly context: CallContext,
    private readonly region: string,
  ) {}

  /**
   * @returns The media, or `undefined` when the service says definitely that there is none (any more).
   * @throws CallError
   */
  read(mediaId: string): Promise<Media | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ mediaId, resolve, reject });
      if (this.waiting.length > this.callsWaiting * limits.maxIdsPerQuery) void this.query();
    });
  }

  private async query(): Promise<void> {
    let travellers: Waiting[] | undefined;
    // Whoever is taken on board leaves the queue; also when the call fails before its turn.
    const board = (): Waiting[] => {
      if (travellers === undefined) {
        this.callsWaiting -= 1;
        travellers = this.waiting.splice(0, limits.maxIdsPerQuery);
      }
      return travellers;
    };
    this.callsWaiting += 1;
    try {
      await this.context.clock.sleep(defaults.gatherMs);
      const answer = await this.call(() => board().map(({ mediaId }) => mediaId));
      for (const traveller of board()) settle(traveller, answer, this.region);
    } catch (error) {
      await this.fail(board(), error);
    }
  }

  private call(mediaIds: () => string[]): Promise<Answer> {
    return makeCall(this.context, {
      action: "QueryMediaList",
      region: this.region,
      parameters: () => ({ MediaIds: [...new Set(mediaIds())].join(",") }),
      answer: queryMediaListAnswer,
      subject: () => `media ${mediaIds().join(", ")} in ${this.region}`,
    });
  }

  /** A refusal of one media must not become that of nine others: they are asked for again, one by one. */
  private async fail(travellers: readonly Waiting[], error: unknown): Promise<void> {
    const isRefusal =
      error instanceof CallError && error.cause instanceof ServiceError && error.cause.isAboutValue;
    const together = new Set(travellers.map(({ mediaId }) => mediaId)).size > 1;
    for (const traveller of travellers) {
      const { mediaId, resolve, reject } = traveller;
      if (isRefusal && together) {
        await this.call(() => [mediaId]).then(
          (answer) => settle(traveller, answer, this.region),
          (alone: unknown) => this.fail([traveller], alone),
        );
      } else if (isRefusal && error.cause.mediaIsGone) {
        resolve(undefined);
      } else {
        reject(error instanceof CallError ? error.about(`media ${mediaId} in ${this.region}`) : error);
      }
    }
  }
}

type Answer = z.infer<typeof queryMediaListAnswer>;

function settle({ mediaId, resolve, reject }: Waiting, answer: Answer, region: string): void {
  const media = answer.MediaList?.Media?.find((candidate) => candidate.MediaId === mediaId);
  if (media !== undefined) {
    const gone = media.PublishState === "Deleted";
    resolve(
      gone
        ? undefined
        : { mediaId, title: media.Title, fileUrl: media.File?.URL ?? "", coverUrl: media.CoverURL },
    );
  } else if (answer.NonExistMediaIds?.MediaId?.includes(mediaId)) {
    resolve(undefined);
  } else {
    reject(silentAnswer(mediaId, region));
  }
}

/** Neither there nor missing is not a definite answer: nothing may be concluded from it. */
function silentAnswer(mediaId: string, region: string): CallError {
  const cause = new UnexpectedAnswerError("the answer says nothing of it", "never", "try again", undefined);
  const failure = { action: "QueryMediaList", cause, attempts: 1, elapsedMs: 0, reason: "nothing is known" };
  return new CallError(failure, `media ${mediaId} in ${region}`);
}
