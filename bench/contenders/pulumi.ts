import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { RunResult } from "../../test/engine/harness/stack.ts";
import { installPackage } from "../../test/support/installedPackage.ts";
import type { CatalogueEntry } from "../catalogue.ts";
import type { CommandKind, Engine, TimedStack } from "../engine.ts";
import { firstAnswerSeconds, type ProgramOnDisk } from "../firstAnswer.ts";
import { PeakMemory } from "../memory.ts";
import type { CommandOutcome, Contender, ServiceAddress, Session } from "./contender.ts";

/** What tells one Pulumi program from another. */
export interface ProgramContender extends Omit<Contender, "open"> {
  /** A file of `bench/programs`. */
  program: string;
  /** Whether it brings URLs into canonical form itself. */
  canonicalizes: boolean;
  /** What it needs besides this package and Pulumi. */
  packages?: string[];
  /** Uses the packaged provider. */
  isPackaged?: true;
}

/** A Pulumi program as a contender: plain JavaScript, run by the engine in a stack of its own. */
export function programContender({
  program: programFile,
  canonicalizes,
  packages = [],
  isPackaged,
  ...contender
}: ProgramContender): Contender {
  return {
    ...contender,
    open: async (service, engine) => {
      const workDir = mkdtempSync(join(tmpdir(), "mediacover-bench-"));
      const installed = await installPackage(packages);
      const programDir = writeProgram(installed.folder, programFile);
      const pluginFolder = isPackaged && join(installed.folder, "node_modules/pulumi-mediacover");
      const program = { programDir, pluginFolder };
      const stack = await openStack(program, service, engine, workDir);
      const declare = (catalogue: readonly CatalogueEntry[]): void => {
        const covers = catalogue.map(({ mediaId, coverUrl, wire }) => [
          mediaId,
          canonicalizes ? coverUrl : wire,
        ]);
        writeFileSync(join(programDir, "covers.json"), JSON.stringify(Object.fromEntries(covers)));
      };
      const run = (kind: CommandKind): Promise<CommandOutcome> => runCommand(stack, program, kind);
      return {
        apply: (catalogue) => {
          declare(catalogue);
          return run("up");
        },
        preview: (catalogue) => {
          declare(catalogue);
          return run("preview");
        },
        refresh: () => run("refresh"),
        firstAnswerSeconds: () => firstAnswerSeconds(program),
        stateBytes: () => statSync(stack.stateFile()).size,
        close: async () => {
          await stack.close();
          rmSync(workDir, { recursive: true, force: true });
          installed.remove();
        },
      } satisfies Session;
    },
  };
}

function writeProgram(folder: string, program: string): string {
  const programDir = join(folder, "program");
  mkdirSync(programDir);
  copyFileSync(resolve(import.meta.dirname, "../programs", program), join(programDir, "index.js"));
  writeFileSync(
    join(programDir, "package.json"),
    JSON.stringify({ name: "bench-program", main: "index.js" }),
  );
  return programDir;
}

const openStack = (
  { programDir, pluginFolder }: ProgramOnDisk,
  { url }: ServiceAddress,
  engine: Engine,
  workDir: string,
): Promise<TimedStack> =>
  engine.open(
    {
      programDir,
      projectName: "bench",
      typescript: false,
      ...(pluginFolder !== undefined && { plugins: { mediacover: pluginFolder } }),
      config: {
        "mediacover:endpoint": url,
        "alicloud:region": "cn-hangzhou",
        "alicloud:accessKey": "testid",
        "alicloud:secretKey": "testsecret",
      },
    },
    workDir,
  );

async function runCommand(
  stack: TimedStack,
  { pluginFolder }: ProgramOnDisk,
  kind: CommandKind,
): Promise<CommandOutcome> {
  // The Pulumi CLI tells of the processes of dynamic providers only.
  const memory = new PeakMemory(pluginFolder && join(pluginFolder, "dist/plugin/main.cjs"));
  try {
    const { result, seconds } = await stack.run(kind, { onProviderStarted: (pid) => memory.watch(pid) });
    return { seconds, memoryBytes: memory.stop(), failure: failureOf(kind, result) };
  } finally {
    memory.stop();
  }
}

function failureOf(kind: CommandKind, { succeeded, diagnostics, text }: RunResult): string | undefined {
  if (succeeded) return undefined;
  const first = diagnostics.find(({ severity }) => severity === "error")?.message ?? text;
  return `pulumi ${kind} failed: ${first.replaceAll(/\s+/g, " ").trim().slice(0, 300)}`;
}
