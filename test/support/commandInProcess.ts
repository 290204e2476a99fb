import { runCommandLine } from "../../cli/commandLine";
import type { Terminal } from "../../cli/terminal";

/** What a command finds when it runs; everything has a default. */
export interface InProcessOptions {
  /** The whole environment. Default: empty but for what keeps credentials away from the machine that tests run on. */
  environment?: Record<string, string>;
  /** The working directory. Default: this process's. */
  cwd?: string;
  /** The standard input. Default: empty. */
  input?: string | Uint8Array;
}

/** How a command ended, and what it wrote. */
export interface InProcessOutcome {
  code: number;
  output: string;
  errors: string;
}

/** A command that runs until it is stopped. */
export interface CommandInProcess {
  /** Its first lines, once there are as many. */
  lines: (count: number) => Promise<string[]>;
  /** What SIGINT does in a process of its own. */
  stop: () => Promise<InProcessOutcome>;
}

/**
 * Runs `mediacover` in this process: much quicker than in one of its own. One at a time, because it replaces environment and
 * working directory. It is asked to stop from the beginning.
 */
export const runInProcess = (
  words: readonly string[],
  options: InProcessOptions = {},
): Promise<InProcessOutcome> => startInProcess(words, options).stop();

/** Starts `mediacover` in this process. Whoever starts it stops it. */
export function startInProcess(words: readonly string[], options: InProcessOptions = {}): CommandInProcess {
  const { input = "" } = options;
  const stopped = Promise.withResolvers<void>();
  const waiting: (() => void)[] = [];
  let [output, errors] = ["", ""];
  const write = (text: string): void => {
    output += text;
    for (const look of waiting) look();
  };
  const terminal: Terminal = {
    print: (line) => write(`${line}\n`),
    printError: (line) => void (errors += `${line}\n`),
    write: async (text) => write(text),
    readInput: async () => (typeof input === "string" ? new TextEncoder().encode(input) : input),
    stopped: stopped.promise,
  };
  const ended = surrounded(options, async () => {
    const code = await runCommandLine(words, terminal);
    return { code, output, errors };
  });
  return {
    lines: (count) =>
      new Promise((found, failed) => {
        const look = (): void => {
          const lines = output.split("\n").slice(0, -1);
          if (lines.length >= count) found(lines);
        };
        waiting.push(look);
        look();
        ended.then(() => failed(new Error(`the command ended: ${errors}`)), failed);
      }),
    stop: () => {
      stopped.resolve();
      return ended;
    },
  };
}

async function surrounded<Result>(
  { environment = {}, cwd = process.cwd() }: InProcessOptions,
  run: () => Promise<Result>,
): Promise<Result> {
  const before = { environment: { ...process.env }, cwd: process.cwd() };
  setEnvironment({ HOME: "/no-such-home", ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true", ...environment });
  process.chdir(cwd);
  try {
    return await run();
  } finally {
    process.chdir(before.cwd);
    setEnvironment(before.environment);
  }
}

function setEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
}
