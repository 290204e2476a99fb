import type { Call, SignatureAlgorithm } from "./call";
import { Pace } from "./pace";
import { shownHeaders, shownParameters } from "./redaction";

/** One request that reached the emulator, without its secrets. */
export interface RequestLogEntry {
  /** When it arrived, by the emulator's clock. */
  time: Date;
  /** Upper-case UUID, the same as in the answer. */
  requestId: string;
  /** The operation's name as the request has it; undefined if it has none. */
  action: string | undefined;
  region: string;
  accessKeyId: string | undefined;
  algorithm: SignatureAlgorithm | undefined;
  /** All parameters; signatures and tokens masked, in URLs too. */
  parameters: Readonly<Record<string, string>>;
  /** `host`, `user-agent`, `accept`, `content-type` and `x-acs-*`, tokens masked. Lower-case names. */
  headers: Readonly<Record<string, string>>;
  /** HTTP status of the answer. Undefined before the answer, and forever if a fault suppresses it. */
  status: number | undefined;
  /** `OK` or the service's code; undefined as `status`. */
  code: string | undefined;
}

/** The requests that reached the emulator. */
export interface RequestLog {
  /** The last 10,000 requests, oldest first. */
  entries: readonly RequestLogEntry[];
  /**
   * The number of requests since the start or the last `clear`, of one operation if named. Counts also those that `entries`
   * no longer has.
   */
  count(action?: string): number;
  /** The same by operation. Requests without an operation count under an empty name. */
  countByAction(): Readonly<Record<string, number>>;
  /** The number of answers by code. The code of success is `OK`. */
  countByCode(): Readonly<Record<string, number>>;
  /**
   * The most requests of an operation that arrived within 1,000 ms, refused ones included.
   */
  peakPerSecond(action: string): number;
  /** Forgets everything. */
  clear(): void;
}

const maxEntries = 10_000;

/** Keeps the last requests, and counts all of them. */
export class Requests implements RequestLog {
  entries: RequestLogEntry[] = [];
  /** Calls over time, of all operations together. */
  pace = new Pace();
  private byAction = new Map<string, number>();
  private byCode = new Map<string, number>();
  private peaks = new Map<string, ArrivalPeak>();

  /**
   * Notes a request.
   *
   * @returns a function to call with the answer, if there ever is one
   */
  begin(call: Call, time: Date, steadyMs: number): (answer: { status: number; code: string }) => void {
    const action = call.action ?? "";
    const entry: RequestLogEntry = {
      time,
      requestId: call.requestId,
      action: call.action,
      region: call.region,
      accessKeyId: call.accessKeyId,
      algorithm: call.algorithm,
      parameters: shownParameters(call.parameters),
      headers: shownHeaders(call.request.headers),
      status: undefined,
      code: undefined,
    };
    this.entries.push(entry);
    if (this.entries.length > maxEntries) {
      this.entries.shift();
    }
    increment(this.byAction, action);
    const peak = this.peaks.get(action) ?? new ArrivalPeak();
    this.peaks.set(action, peak);
    peak.arrived(steadyMs);
    const ofSecond = this.pace.arrived(steadyMs);
    const byCode = this.byCode;
    return ({ status, code }) => {
      entry.status = status;
      entry.code = code;
      if (code !== "OK") ofSecond.refused += 1;
      increment(byCode, code);
    };
  }

  count(action?: string): number {
    if (action !== undefined) {
      return this.byAction.get(action) ?? 0;
    }
    return [...this.byAction.values()].reduce((total, count) => total + count, 0);
  }

  countByAction(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.byAction);
  }

  countByCode(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.byCode);
  }

  peakPerSecond(action: string): number {
    return this.peaks.get(action)?.peak ?? 0;
  }

  clear(): void {
    this.entries = [];
    this.byAction = new Map();
    this.byCode = new Map();
    this.peaks = new Map();
    this.pace = new Pace();
  }
}

/** The most arrivals within a second so far. */
class ArrivalPeak {
  peak = 0;
  private lastSecond: number[] = [];

  arrived(steadyMs: number): void {
    this.lastSecond = this.lastSecond.filter((atMs) => atMs > steadyMs - 1000 && atMs <= steadyMs);
    this.lastSecond.push(steadyMs);
    this.peak = Math.max(this.peak, this.lastSecond.length);
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
