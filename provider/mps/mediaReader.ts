import { queryMediaAnswer } from "./answer";
import { type CallContext, makeCall } from "./call";
import { CallError, ServiceError, UnexpectedAnswerError } from "./errors";
import { defaults, limits } from "./limits";
import { type Media, type MediaAnswer, mediaOf } from "./media";
import type { MediaQuery } from "./mediaQueries";

interface Waiting {
  /** A media's id, or its file, as the query says. */
  key: string;
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
    private readonly query: MediaQuery,
  ) {}

  /**
   * @returns The media, or `undefined` when the service says definitely that there is none (any more).
   * @throws CallError
   */
  read(key: string): Promise<Media | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ key, resolve, reject });
      this.callIfNeeded();
    });
  }

  /** Enough calls for all who wait. */
  private callIfNeeded(): void {
    if (this.waiting.length > this.callsWaiting * limits.maxIdsPerQuery) void this.ask();
  }

  private async ask(): Promise<void> {
    let travellers: Waiting[] | undefined;
    // Whoever is taken on board leaves the queue; also when the call fails before its turn.
    const board = (): Waiting[] => {
      if (travellers === undefined) {
        this.callsWaiting -= 1;
        travellers = this.waiting.splice(0, this.seats());
        this.callIfNeeded();
      }
      return travellers;
    };
    this.callsWaiting += 1;
    try {
      await this.context.clock.sleep(defaults.gatherMs);
      const answer = await this.call(() => board().map(({ key }) => key));
      for (const traveller of board()) this.settle(traveller, answer);
    } catch (error) {
      await this.fail(board(), error);
    }
  }

  /** How many of those who wait fit in one call: one at least. */
  private seats(): number {
    const { encode, maxBytes } = this.query;
    let bytes = -1;
    const tooMany = this.waiting.findIndex(({ key }) => {
      bytes += Buffer.byteLength(encode(key)) + 1;
      return bytes > maxBytes;
    });
    return Math.min(limits.maxIdsPerQuery, tooMany === -1 ? Infinity : Math.max(1, tooMany));
  }

  private call(keys: () => string[]): Promise<MediaAnswer> {
    const { action, parameter, encode } = this.query;
    return makeCall(this.context, {
      action,
      region: this.region,
      parameters: () => ({ [parameter]: [...new Set(keys().map(encode))].join(",") }),
      answer: queryMediaAnswer,
      subject: () => this.subjectOf(keys()),
    });
  }

  private settle({ key, resolve, reject }: Waiting, answer: MediaAnswer): void {
    const { encode, hasKey, missing } = this.query;
    const found = mediaOf(answer).find((media) => hasKey(media, key));
    if (found !== undefined) {
      const { isDeleted, ...media } = found;
      resolve(isDeleted ? undefined : media);
    } else if (missing(answer).some((each) => each === key || each === encode(key))) {
      resolve(undefined);
    } else {
      reject(this.silentAnswer(key));
    }
  }

  /** A refusal of one media must not become that of nine others: they are asked for again, one by one. */
  private async fail(travellers: readonly Waiting[], error: unknown): Promise<void> {
    const isRefusal =
      error instanceof CallError && error.cause instanceof ServiceError && error.cause.isAboutValue;
    const together = new Set(travellers.map(({ key }) => key)).size > 1;
    for (const traveller of travellers) {
      const { key, resolve, reject } = traveller;
      if (isRefusal && together) {
        await this.call(() => [key]).then(
          (answer) => this.settle(traveller, answer),
          (alone: unknown) => this.fail([traveller], alone),
        );
      } else if (isRefusal && error.cause.mediaIsGone) {
        resolve(undefined);
      } else {
        reject(error instanceof CallError ? error.about(this.subjectOf([key])) : error);
      }
    }
  }

  /** Neither there nor missing is not a definite answer: nothing may be concluded from it. */
  private silentAnswer(key: string): CallError {
    const cause = new UnexpectedAnswerError("the answer says nothing of it", "never", "try again", undefined);
    const { action } = this.query;
    const failure = { action, cause, attempts: 1, elapsedMs: 0, reason: "nothing is known" };
    return new CallError(failure, this.subjectOf([key]));
  }

  /** "media 6cc3…, 7dd4… in cn-hangzhou". */
  private subjectOf(keys: readonly string[]): string {
    return `${this.query.noun} ${keys.join(", ")} in ${this.region}`;
  }
}
