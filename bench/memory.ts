import { readdirSync, readFileSync } from "node:fs";

const sampleEveryMs = 100;

/** Whether the peak of another process's memory can be had here. */
export const canWatchMemory = process.platform === "linux";

/** The most resident memory that any of the watched processes ever had, as the kernel keeps it. */
export class PeakMemory {
  readonly #processIds = new Set<number>();
  readonly #timer = setInterval(() => this.#sample(), sampleEveryMs);
  readonly #script: string | undefined;
  #bytes: number | undefined;

  /** @param script Watches the processes, too, in whose command this file is. */
  constructor(script?: string) {
    this.#script = canWatchMemory ? script : undefined;
  }

  watch(processId: number): void {
    this.#processIds.add(processId);
    this.#sample();
  }

  /** @returns the peak in bytes; undefined where it cannot be had or nothing was watched */
  stop(): number | undefined {
    clearInterval(this.#timer);
    return this.#bytes;
  }

  #sample(): void {
    if (this.#script !== undefined)
      for (const processId of processesWith(this.#script)) this.#processIds.add(processId);
    for (const processId of this.#processIds) {
      const bytes = residentPeak(processId);
      if (bytes === undefined) this.#processIds.delete(processId);
      else this.#bytes = Math.max(this.#bytes ?? 0, bytes);
    }
  }
}

/** The processes of this machine in whose command a file is. */
function processesWith(file: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && commandOf(name).includes(file))
    .map(Number);
}

function commandOf(processId: string): string[] {
  try {
    return readFileSync(`/proc/${processId}/cmdline`, "utf8").split("\0");
  } catch {
    // It ended meanwhile.
    return [];
  }
}

/** VmHWM of a process, which never falls while it lives; undefined when it is gone. */
function residentPeak(processId: number): number | undefined {
  if (!canWatchMemory) return undefined;
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    // Between two samples it ended.
    return undefined;
  }
}
