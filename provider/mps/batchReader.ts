import type { z } from "zod";
import type { Departure } from "./arrivals";
import { type Action, type CallContext, makeCall, takeTurn } from "./call";
import { CallError, ServiceError, UnexpectedAnswerError } from "./errors";
import { defaults, limits } from "./limits";

/** One way of asking the service for items: what their key is, how keys are sent, and how items come back. */
export interface BatchQuery<Answer, Item> {
  action: Action;
  /** The parameter that holds the keys, separated by commas. */
  parameter: string;
  /** A key as it is sent; two that are sent alike are one. */
  encode: (key: string) => string;
  /** Longest list of keys, in bytes; a single key may be longer, and is for the service to refuse. */
  maxBytes: number;
  answer: z.ZodType<Answer>;
  /** What an answer says of a key; `undefined` if it says nothing. */
  find: (answer: Answer, key: string) => Finding<Item> | undefined;
  /** What stands before the keys in an error: "video 6cc3…". */
  noun: string;
}

/** An item, or that there is none (any more). */
export type Finding<Item> = { exists: true; item: Item } | { exists: false };

/** One read that has not been answered yet. */
interface PendingRead<Item> {
  /** The id of a video, or its file, as the query says. */
  key: string;
  resolve: (item: Item | undefined) => void;
  reject: (error: unknown) => void;
}

/**
 * Reads items of one region in batches of up to ten, one call each. A read that comes while a call waits for its turn goes
 * into that call's batch.
 */
export class BatchReader<Answer, Item> {
  private readonly pending: PendingRead<Item>[] = [];
  private callsWaiting = 0;

  constructor(
    private readonly context: CallContext,
    private readonly region: string,
    private readonly query: BatchQuery<Answer, Item>,
  ) {}

  /**
   * @returns The item, or `undefined` when the service says definitely that there is none (any more).
   * @throws CallError, CredentialsError, ConfigurationError
   */
  read(key: string): Promise<Item | undefined> {
    return new Promise((resolve, reject) => {
      this.pending.push({ key, resolve, reject });
      this.startCallIfNeeded();
    });
  }

  /** There are calls enough for all pending reads. */
  private startCallIfNeeded(): void {
    if (this.pending.length > this.callsWaiting * limits.maxIdsPerQuery) void this.readBatch();
  }

  private async readBatch(): Promise<void> {
    this.callsWaiting += 1;
    const waited = await this.waitForTurn();
    this.callsWaiting -= 1;
    const batch = this.takeBatch();
    this.startCallIfNeeded();
    if (waited.ok) await this.callFor(batch, waited.turn);
    else for (const { reject } of batch) reject(waited.error);
  }

  /** Whatever keeps a call from its turn, such as missing credentials, is the failure of the batch that it would carry. */
  private async waitForTurn(): Promise<{ ok: true; turn: Departure } | { ok: false; error: unknown }> {
    try {
      await this.context.clock.sleep(defaults.gatherMs);
      return { ok: true, turn: await takeTurn(this.context, this.query.action) };
    } catch (error) {
      return { ok: false, error };
    }
  }

  /** Takes as many of the pending reads as fit in one call: one at least. */
  private takeBatch(): PendingRead<Item>[] {
    const { encode, maxBytes } = this.query;
    let bytes = -1;
    const tooMany = this.pending.findIndex(({ key }) => {
      bytes += Buffer.byteLength(encode(key)) + 1;
      return bytes > maxBytes;
    });
    const fitting = tooMany === -1 ? Infinity : Math.max(1, tooMany);
    return this.pending.splice(0, Math.min(limits.maxIdsPerQuery, fitting));
  }

  private async callFor(batch: readonly PendingRead<Item>[], turn: Departure): Promise<void> {
    try {
      const answer = await this.call(
        batch.map(({ key }) => key),
        turn,
      );
      for (const read of batch) this.settle(read, answer);
    } catch (error) {
      await this.fail(batch, error);
    }
  }

  private call(keys: readonly string[], turn?: Departure): Promise<Answer> {
    const { action, parameter, encode, answer } = this.query;
    const call = {
      action,
      region: this.region,
      parameters: { [parameter]: [...new Set(keys.map(encode))].join(",") },
      answer,
      subject: this.describe(keys),
    };
    return makeCall(this.context, call, turn === undefined ? {} : { turn });
  }

  private settle({ key, resolve, reject }: PendingRead<Item>, answer: Answer): void {
    const finding = this.query.find(answer, key);
    if (finding === undefined) reject(this.silentAnswer(key));
    else resolve(finding.exists ? finding.item : undefined);
  }

  private async fail(batch: readonly PendingRead<Item>[], error: unknown): Promise<void> {
    const isRefusal =
      error instanceof CallError && error.cause instanceof ServiceError && error.cause.isAboutValue;
    const isShared = new Set(batch.map(({ key }) => key)).size > 1;
    for (const read of batch) {
      const { key, resolve, reject } = read;
      // A refusal of one video must not become that of nine others: each is asked for again, alone.
      if (isRefusal && isShared) await this.readAlone(read);
      else if (isRefusal && error.cause.mediaIsGone) resolve(undefined);
      else reject(error instanceof CallError ? error.about(this.describe([key])) : error);
    }
  }

  private readAlone(read: PendingRead<Item>): Promise<void> {
    return this.call([read.key]).then(
      (answer) => this.settle(read, answer),
      (error: unknown) => this.fail([read], error),
    );
  }

  /** Neither there nor missing is not a definite answer: nothing may be concluded from it. */
  private silentAnswer(key: string): CallError {
    const cause = new UnexpectedAnswerError("the answer says nothing of it", "never", "tryAgain", undefined);
    const { action } = this.query;
    const fix = this.context.advise(cause.advice);
    const failure = { action, cause, attempts: 1, elapsedMs: 0, reason: "nothing is known", fix };
    return new CallError(failure, this.describe([key]));
  }

  /** "video 6cc3…, 7dd4… in cn-hangzhou". */
  private describe(keys: readonly string[]): string {
    return `${this.query.noun} ${keys.join(", ")} in ${this.region}`;
  }
}
