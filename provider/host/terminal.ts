import { closeSync, openSync, readFileSync, readlinkSync } from "node:fs";

/**
 * Whether somebody watches what the engine prints. The engine does not tell its providers, and their own output is a pipe.
 * So this looks at the output of the process that started this one. If that is unclear, the answer is no, which keeps a log
 * short.
 */
export function isShownOnTerminal(): boolean {
  try {
    return process.platform === "linux" ? engineWritesToTerminal() : hasTerminal();
  } catch {
    return false;
  }
}

/** Linux: the engine is the parent of the shell script that started this process. */
function engineWritesToTerminal(): boolean {
  const engine = readParentId(process.ppid);
  const words = readFileSync(`/proc/${engine}/cmdline`, "utf8").split("\0");
  if (words.includes("--non-interactive") || words.includes("--json")) return false;
  return /^\/dev\/(pts\/|tty)/.test(readlinkSync(`/proc/${engine}/fd/1`));
}

function readParentId(pid: number): string {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return /^PPid:\s*(\d+)$/m.exec(status)?.[1] ?? "";
}

/** Elsewhere: whether this process belongs to a terminal at all. */
function hasTerminal(): boolean {
  if (process.platform === "win32") return false;
  closeSync(openSync("/dev/tty", "r"));
  return true;
}
