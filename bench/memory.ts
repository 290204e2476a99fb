import { readFileSync } from "node:fs";

const sampleEveryMs = 100;

/** Whether the peak of another process's memory can be had here. */
export const canWatchMemory = process.platform === "linux";

/** The most resident memory that any of the watched processes ever had, as the kernel keeps it. */
export class PeakMemory {
  readonly #processIds = new Set<number>();
  readonly #timer = setInterval(() => this.#sample(), sampleEveryMs);
  #bytes: number | undefined;

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
    for (const processId of this.#processIds) {
      const bytes = residentPeak(processId);
      if (bytes === undefined) this.#processIds.delete(processId);
      else this.#bytes = Math.max(this.#bytes ?? 0, bytes);
    }
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
