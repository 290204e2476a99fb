import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { RunResult } from "../../test/engine/harness/stack.ts";
import type { CatalogueEntry } from "../catalogue.ts";
import type { CommandKind, Engine, TimedStack } from "../engine.ts";
import { installPackages } from "../installPackages.ts";
import { PeakMemory } from "../memory.ts";
import type { CommandOutcome, Contender, ServiceAddress, Session } from "./contender.ts";

/** What tells one Pulumi program from another. */
export interface ProgramContender extends Omit<Contender, "open"> {
  /** A file of `bench/programs`. */
  program: string;
  /** Whether it brings URLs into canonical form itself. */
  canonicalizes: boolean;
  /** Uses the packaged provider. */
  isPackaged?: true;
}

/** A Pulumi program as a contender: plain JavaScript, run by the engine in a stack of its own. */
export function programContender({
  program,
  canonicalizes,
  isPackaged,
  ...contender
}: ProgramContender): Contender {
  return {
    ...contender,
    open: async (service, engine) => {
      const workDir = mkdtempSync(join(tmpdir(), "mediacover-bench-"));
      const programDir = writeProgram(workDir, program);
      const stack = await openStack(
        { programDir, isPackaged: isPackaged === true },
        service,
        engine,
        workDir,
      );
      const declare = (catalogue: readonly CatalogueEntry[]): void => {
        const covers = catalogue.map(({ mediaId, coverUrl, wire }) => [
          mediaId,
          canonicalizes ? coverUrl : wire,
        ]);
        writeFileSync(join(programDir, "covers.json"), JSON.stringify(Object.fromEntries(covers)));
      };
      return {
        apply: (catalogue) => {
          declare(catalogue);
          return runCommand(stack, "up");
        },
        refresh: () => runCommand(stack, "refresh"),
        stateBytes: () => statSync(stack.stateFile()).size,
        close: async () => {
          await stack.close();
          rmSync(workDir, { recursive: true, force: true });
        },
      } satisfies Session;
    },
  };
}

function writeProgram(workDir: string, program: string): string {
  const programDir = join(workDir, "program");
  mkdirSync(programDir);
  copyFileSync(resolve(import.meta.dirname, "../programs", program), join(programDir, "index.js"));
  writeFileSync(
    join(programDir, "package.json"),
    JSON.stringify({ name: "bench-program", main: "index.js" }),
  );
  installPackages(programDir);
  return programDir;
}

const openStack = (
  { programDir, isPackaged }: { programDir: string; isPackaged: boolean },
  { url }: ServiceAddress,
  engine: Engine,
  workDir: string,
): Promise<TimedStack> =>
  engine.open(
    {
      programDir,
      projectName: "bench",
      typescript: false,
      ...(isPackaged && { plugins: { mediacover: join(programDir, "node_modules/pulumi-mediacover") } }),
      config: {
        "mediacover:endpoint": url,
        "alicloud:region": "cn-hangzhou",
        "alicloud:accessKey": "testid",
        "alicloud:secretKey": "testsecret",
      },
    },
    workDir,
  );

async function runCommand(stack: TimedStack, kind: CommandKind): Promise<CommandOutcome> {
  const memory = new PeakMemory();
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
