/**
 * The only way in which tests, demo and bench start processes. A process runs beside its parent, has a deadline, and is
 * killed with its whole process group when the deadline passes or the parent ends.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";

/** How long a process may run unless its caller says otherwise. */
const defaultDeadlineMs = 120_000;

/** How much of a process's last output its failure shows. */
const shownCharacters = 4_000;

/** Loading modules takes most of the time of a Node process: all of them share what V8 has compiled. */
const compileCache = resolve(import.meta.dirname, "../../node_modules/.cache/node-compile-cache");

/** In a process's environment: the test run that it belongs to. `runGuard.ts` looks for it. */
export const runVariable = "MEDIACOVER_TEST_RUN";
export const startedByVariable = "MEDIACOVER_STARTED_BY_TEST_RUN";

/** How to start a process; everything has a default. */
export interface ProcessOptions {
  /** Default: this process's. */
  cwd?: string | undefined;
  /** The whole environment. Default: this process's. */
  env?: NodeJS.ProcessEnv | undefined;
  /** Text for its standard input. Default: none. */
  input?: string | undefined;
  /** Leaves its standard input open, for a process that ends with it. Default false. */
  holdsInput?: boolean;
  /** After how long it is killed. Default: two minutes. */
  deadlineMs?: number | undefined;
  /** Opens a channel for messages: `child.send` and the event `message`. Default: none. */
  hasMessages?: boolean;
}

/** How a process ended, and what it wrote. */
export interface Outcome {
  /** Null when a signal ended it. */
  code: number | null;
  output: string;
  errors: string;
  /** Both streams as they came. */
  text: string;
}

/** A process that was started. */
export interface RunningProcess {
  readonly child: ChildProcess;
  /** Not a number where it cannot be started. */
  readonly pid: number;
  /** Resolves whatever the exit code. Rejects with a `ProcessError` where it cannot be started, or at the deadline. */
  readonly ended: Promise<Outcome>;
  /** Kills the process with its group, and waits until it is gone. */
  stop(): Promise<void>;
}

/** A process that did not do what was asked. The message has its command and the end of its output. */
export class ProcessError extends Error {
  override readonly name = "ProcessError";
}

const running = new Map<ChildProcess, string>();

// Also where the parent is ended in the middle of its work.
process.once("exit", () => {
  for (const child of running.keys()) killGroup(child);
});

/** Kills whatever runs at this moment. @returns the commands */
export function stopAll(): string[] {
  const commands = [...running.values()];
  for (const child of running.keys()) end(child);
  running.clear();
  return commands;
}

/** Starts a process. */
export function startProcess(
  command: string,
  words: readonly string[] = [],
  options: ProcessOptions = {},
): RunningProcess {
  const line = [command, ...words].map(quoted).join(" ");
  const child = spawn(command, words, {
    cwd: options.cwd,
    env: environment(options.env ?? process.env),
    // A group of its own, so that one signal reaches everything that it starts.
    detached: true,
    stdio: ["pipe", "pipe", "pipe", ...(options.hasMessages === true ? (["ipc"] as const) : [])],
  });
  const ended = watch(child, line, options.deadlineMs ?? defaultDeadlineMs);
  // Whoever waits for it hears of it; nobody may be waiting.
  ended.catch(() => undefined);
  // A process may end before it has read anything.
  child.stdin?.on("error", () => undefined);
  if (options.holdsInput !== true) child.stdin?.end(options.input ?? "");
  return {
    child,
    pid: child.pid ?? Number.NaN,
    ended,
    async stop() {
      end(child);
      await ended.catch(() => undefined);
    },
  };
}

/** Runs a process to its end. @throws ProcessError unless it ends with code 0. */
export async function runProcess(
  command: string,
  words: readonly string[] = [],
  options: ProcessOptions = {},
): Promise<Outcome> {
  const outcome = await startProcess(command, words, options).ended;
  if (outcome.code === 0) return outcome;
  throw new ProcessError(
    failure([command, ...words].map(quoted).join(" "), `ended with code ${outcome.code}`, outcome.text),
  );
}

/** Runs one of this repository's scripts, or another one, with the Node that runs this. */
export const runNode = (words: readonly string[], options?: ProcessOptions): Promise<Outcome> =>
  runProcess(process.execPath, words, options);

function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: compileCache, ...env, [startedByVariable]: process.env[runVariable] };
}

function watch(child: ChildProcess, line: string, deadlineMs: number): Promise<Outcome> {
  running.set(child, line);
  let [output, errors, text] = ["", "", ""];
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
    text += chunk;
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    errors += chunk;
    text += chunk;
  });
  const { promise, resolve: resolved, reject: rejected } = Promise.withResolvers<Outcome>();
  const timer = setTimeout(() => {
    end(child);
    rejected(new ProcessError(failure(line, `did not end within ${deadlineMs / 1000} s`, text)));
  }, deadlineMs);
  const forget = (): void => {
    clearTimeout(timer);
    running.delete(child);
  };
  child.once("error", (cause) => {
    forget();
    rejected(new ProcessError(`${line} cannot be started: ${cause.message}`, { cause }));
  });
  child.once("close", (code) => {
    forget();
    resolved({ code, output, errors, text });
  });
  return promise;
}

function failure(line: string, what: string, text: string): string {
  const shown = text.trim().slice(-shownCharacters);
  return `${line} ${what}. ${shown === "" ? "It wrote nothing." : `The end of its output:\n${shown}`}`;
}

/** Kills the group, and reads no further: a process that left the group may hold the other ends of the streams. */
function end(child: ChildProcess): void {
  const stopReading = (): void => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  if (child.exitCode === null && child.signalCode === null) child.once("exit", stopReading);
  else stopReading();
  killGroup(child);
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}

/** A word as a shell would take it, for people to copy. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
