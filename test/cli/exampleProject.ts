import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import type { Outcome, RunningProcess } from "../support/childProcess";
import type { InstalledExamples } from "../support/installedExamples";
import { cliEnvironment, runCli } from "./cliProcess";

/** A copy of an example for the packaged provider, with the package from its tarball, and a stack on an emulator. */
export interface ExampleProject {
  emulator: Emulator;
  folder: string;
  read: (file: string) => string;
  write: (file: string, text: string) => void;
  /** Runs `pulumi`, whatever becomes of it. */
  pulumi: (...words: string[]) => Promise<Outcome>;
  /** Runs `pulumi`, which must succeed. */
  ran: (...words: string[]) => Promise<string>;
  start: (words: string[]) => { started: Promise<RunningProcess>; ended: Promise<Outcome> };
  coverIn: (mediaId: string) => string | undefined;
}

interface ExampleOptions {
  installed: InstalledExamples;
  cliPath: string;
  /** Default: the emulator knows the videos of its `videos.json`. */
  emulatorOptions?: Parameters<typeof startEmulator>[0];
  /** What the program needs besides. */
  environment?: ((folder: string) => NodeJS.ProcessEnv) | undefined;
}

/** Opens an example for the time of a test. */
export async function openExample(
  name: string,
  { installed, cliPath, emulatorOptions, environment }: ExampleOptions,
): Promise<ExampleProject> {
  const folder = installed.copy(name);
  symlinkSync("../node_modules", join(folder, "node_modules"));
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const emulator = await startEmulator({ seed: JSON.parse(read("videos.json")), ...emulatorOptions });
  onTestFinished(() => emulator.close());
  const env = { ...cliEnvironment(cliPath, folder), ...keysFor(emulator), ...environment?.(folder) };
  const start: ExampleProject["start"] = (words) => {
    const { promise: started, resolve } = Promise.withResolvers<RunningProcess>();
    const args = ["--non-interactive", "--color", "never", ...words];
    return { started, ended: runCli(cliPath, args, { cwd: folder, env, onStarted: resolve }) };
  };
  const pulumi: ExampleProject["pulumi"] = (...words) => start(words).ended;
  const ran: ExampleProject["ran"] = async (...words) => {
    const { code, text } = await pulumi(...words);
    expect([code, text]).toEqual([0, text]);
    return text;
  };
  await ran("stack", "init", "dev");
  return {
    emulator,
    folder,
    read,
    write: (file, text) => writeFileSync(join(folder, file), text),
    pulumi,
    ran,
    start,
    coverIn: (mediaId) => emulator.media.get(mediaId)?.cover,
  };
}

/** What reaches an emulator, as environment variables. */
export const keysFor = (emulator: Emulator): Record<string, string> => ({
  MEDIACOVER_ENDPOINT: emulator.url,
  ALIBABA_CLOUD_REGION: "cn-hangzhou",
  ALIBABA_CLOUD_ACCESS_KEY_ID: "testid",
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: "testsecret",
});
