import { type Terminal } from "../../cli/terminal";
import { runCommandLine } from "../../cli/commandLine";

/** What a command finds when it runs; everything has a default. */
export interface InProcessOptions {
  /** The whole environment. Default: empty but for what keeps credentials away from the machine that tests run on. */
  environment?: Record<string, string>;
  /** The standard input. Default: empty. */
  input?: string | Uint8Array;
}

/** How a command ended, and what it wrote. */
export interface InProcessOutcome {
  code: number;
  output: string;
  errors: string;
}

/** Runs `mediacover` in this process: much quicker than in one of its own. One at a time, because it replaces the environment. */
export async function runInProcess(
  words: readonly string[],
  { environment = {}, input = "" }: InProcessOptions = {},
): Promise<InProcessOutcome> {
  let [output, errors] = ["", ""];
  const terminal: Terminal = {
    print: (line) => void (output += `${line}\n`),
    printError: (line) => void (errors += `${line}\n`),
    write: async (text) => void (output += text),
    readInput: async () => (typeof input === "string" ? new TextEncoder().encode(input) : input),
    stopped: Promise.resolve(),
  };
  const before = { ...process.env };
  setEnvironment({ HOME: "/no-such-home", ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true", ...environment });
  try {
    const code = await runCommandLine(words, terminal);
    return { code, output, errors };
  } finally {
    setEnvironment(before);
  }
}

function setEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
}
