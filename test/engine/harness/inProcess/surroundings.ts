import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { sep } from "node:path";
import { format } from "node:util";
import ts from "typescript";
import type { Diagnostics } from "../diagnostics.ts";
import { workingDirectoryOf } from "../programFolder.ts";
import type { StackOptions } from "../stack.ts";

/** What a process of its own would have, for as long as an operation runs in this one: environment, folder, console. */
export class Surroundings {
  private readonly environment = { ...process.env };
  private readonly folder = process.cwd();
  private readonly console = globalThis.console;

  constructor(options: StackOptions, diagnostics: Diagnostics) {
    forgetModulesOf(options.programDir);
    transpileTypeScript();
    Object.assign(process.env, { PULUMI_NODEJS_ROOT_DIRECTORY: options.programDir, ...options.env });
    process.chdir(workingDirectoryOf(options.programDir, options.main).cwd);
    globalThis.console = consoleOf(this.console, diagnostics);
  }

  restore(): void {
    globalThis.console = this.console;
    process.chdir(this.folder);
    for (const name of Object.keys(process.env)) if (!(name in this.environment)) delete process.env[name];
    Object.assign(process.env, this.environment);
  }
}

/** TypeScript runs, but is not checked: the SDK's runner does that, in a process. */
function transpileTypeScript(): void {
  const { extensions } = createRequire(import.meta.url);
  extensions[".ts"] ??= (module, path) => {
    const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2024, esModuleInterop: true };
    const { outputText } = ts.transpileModule(readFileSync(path, "utf8"), { compilerOptions: options });
    const { _compile: compile }: { _compile?: unknown } = Object(module);
    if (typeof compile === "function") compile.call(module, outputText, path);
  };
}

/** The program may be another one since its last run. */
function forgetModulesOf(programDir: string): void {
  const { cache } = createRequire(import.meta.url);
  for (const path of Object.keys(cache)) if (path.startsWith(programDir + sep)) delete cache[path];
}

function consoleOf(real: Console, diagnostics: Diagnostics): Console {
  const writing =
    (stream: "stdout" | "stderr") =>
    (...words: unknown[]): void => {
      for (const line of format(...words).split("\n")) diagnostics.addLine(line, stream);
    };
  const [out, err] = [writing("stdout"), writing("stderr")];
  return { ...real, debug: out, info: out, log: out, error: err, trace: err, warn: err };
}
