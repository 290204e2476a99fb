import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, onTestFinished } from "vitest";
import { type Outcome, startProcess } from "../../../support/childProcess.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** A folder that is removed when the tests of the file have run. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "mediacover-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}

/**
 * Lays the command out as it is in the published package, without checking types, which other steps do.
 *
 * @returns the path of its main file
 */
export function buildCommand(): string {
  const folder = temporaryFolder();
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  cpSync(join(root, "emulator/page/assets"), join(folder, "dist/emulator/page/assets"), { recursive: true });
  for (const path of globSync(["{provider,emulator,cli}/**/*.ts"], { cwd: root })) {
    const { outputText } = ts.transpileModule(readFileSync(join(root, path), "utf8"), {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2024,
        esModuleInterop: true,
      },
    });
    const target = join(folder, "dist", path.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  return join(folder, "dist/cli/main.js");
}

/**
 * A Pulumi project with a program `pulumi` of its own beside it, which goes away with the test.
 *
 * @param script What `pulumi` does, JavaScript.
 * @returns the folder: the command's working directory, and its `PATH`
 */
export function projectWithPulumi(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), "project-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: covers\nruntime: nodejs\n");
  writeFileSync(join(folder, "pulumi"), `#!${process.execPath}\n${script}`, { mode: 0o755 });
  return folder;
}

/** The same, whose selected stack has this configuration; each time that it is asked is noted in the file `asked`. */
export function projectWithConfig(config: Readonly<Record<string, string>>): string {
  const entries = Object.entries(config).map(([key, value]) => [key, { value, secret: key.endsWith("Key") }]);
  return projectWithPulumi(`
const words = process.argv.slice(2).join(" ");
require("node:fs").appendFileSync(__dirname + "/asked", words + "\\n");
if (words !== "config --json --show-secrets --non-interactive") process.exit(1);
console.log(${JSON.stringify(JSON.stringify(Object.fromEntries(entries)))});`);
}

/** A command that runs. */
export interface RunningCommand {
  /** Its next line, once it is there. */
  readonly nextLine: () => Promise<string>;
  /** Closes the reader's end of its output. */
  readonly stopReading: () => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** How it ended, and all that it wrote. */
  readonly ended: Promise<Outcome>;
}

/** Runs the command; what still runs when the test ends is killed. */
export function runCommand(
  main: string,
  words: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): RunningCommand {
  const { child, ended, stop } = startProcess(process.execPath, [main, ...words], options);
  onTestFinished(stop);
  const { stdout } = child;
  if (stdout === null) throw new Error("the command has no output");
  const lines = createInterface(stdout)[Symbol.asyncIterator]();
  return {
    nextLine: async () => {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`the command ended: ${(await ended).errors}`);
      return value;
    },
    stopReading: () => stdout.destroy(),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}
