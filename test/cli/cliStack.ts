/** Opens a stack on the real Pulumi CLI, in a home and a backend of its own below the temporary folder. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  Checkpoint,
  OperationOptions,
  PropertyMap,
  RunResult,
  Stack,
  StackOptions,
} from "../engine/harness/stack.ts";
import { isStackType } from "../engine/harness/urn.ts";
import type { Outcome, RunningProcess } from "../support/childProcess.ts";
import { cliEnvironment, runCli, runOnTerminal } from "./cliProcess.ts";
import { formatDeployment, parseDeployment } from "./deployment.ts";
import { EventLog } from "./events.ts";
import { listenForEvents } from "./eventServer.ts";
import { openProviderGate } from "./providerGate.ts";
import { openStandInPlugins, type StandInPlugins } from "./standInPlugin.ts";

type OperationKind = "preview" | "up" | "refresh" | "destroy";

/** What only the CLI has. */
export interface CliSettings {
  /** Runs the operations as a person does, on a pseudo-terminal. Default: as a script does. */
  onTerminal?: boolean;
  /** Further flags of every preview. */
  previewFlags?: string[];
  /** Called with the process of the CLI of every operation. */
  onCliStarted?: (cli: RunningProcess) => void;
}

/** A stack on the CLI, and what the CLI asks for after a crash. */
export interface CliOnlyStack extends Stack {
  /** Where the state is kept. */
  readonly backendDir: string;
  /** `pulumi cancel`: gives up the lock of an operation whose process is gone. */
  cancel(): Promise<void>;
}

/** Opens stacks on the CLI at `cliPath`. Checkpoint files are not supported. */
export function cliStackOpener(
  cliPath: string,
  settings: CliSettings = {},
): (options: StackOptions) => Promise<CliOnlyStack> {
  return async (options) => {
    const stack = new CliStack(cliPath, options, settings);
    await stack.initialize();
    return stack;
  };
}

class CliStack implements CliOnlyStack {
  readonly #cliPath: string;
  readonly #options: StackOptions;
  readonly #settings: CliSettings;
  /** The state as exported since the last operation: many questions, one answer. */
  #exported: Promise<Outcome> | undefined;
  #standIns: StandInPlugins | undefined;
  readonly #workDir = mkdtempSync(join(tmpdir(), "cli-stack-"));
  readonly backendDir = join(this.#workDir, "backend");

  constructor(cliPath: string, options: StackOptions, settings: CliSettings) {
    this.#cliPath = cliPath;
    this.#options = options;
    this.#settings = settings;
  }

  /** Creates the project, the backend and the stack in it. */
  async initialize(): Promise<void> {
    const {
      projectName,
      programDir,
      main,
      typescript = true,
      stackName = "dev",
      config = {},
      plugins,
    } = this.#options;
    const project = {
      name: projectName,
      runtime: { name: "nodejs", options: { typescript } },
      main: join(programDir, main ?? "."),
      ...(plugins && {
        plugins: { providers: Object.entries(plugins).map(([name, path]) => ({ name, path })) },
      }),
    };
    // JSON is YAML too.
    writeFileSync(join(this.#workDir, "Pulumi.yaml"), JSON.stringify(project));
    const { otherProviders } = this.#options;
    if (otherProviders !== undefined) this.#standIns = await openStandInPlugins(otherProviders);
    await this.#command(["stack", "init", stackName]);
    for (const [key, value] of Object.entries(config)) await this.setConfig(key, value);
  }

  preview(options: OperationOptions = {}): Promise<RunResult> {
    return this.#operation("preview", this.#settings.previewFlags ?? [], options);
  }

  up(options: OperationOptions = {}): Promise<RunResult> {
    return this.#operation("up", ["--yes", "--skip-preview"], options);
  }

  refresh(options: OperationOptions = {}): Promise<RunResult> {
    return this.#operation("refresh", ["--yes", "--skip-preview"], options);
  }

  destroy(options: OperationOptions = {}): Promise<RunResult> {
    return this.#operation("destroy", ["--yes", "--skip-preview"], options);
  }

  async setConfig(key: string, value: string, { secret = false } = {}): Promise<void> {
    await this.#command(["config", "set", secret ? "--secret" : "--plaintext", key, "--", value]);
  }

  async checkpoint(): Promise<Checkpoint> {
    this.#exported ??= this.#command(["stack", "export", "--show-secrets"]);
    return parseDeployment((await this.#exported).output);
  }

  async loadCheckpoint(checkpoint: Checkpoint): Promise<void> {
    const { output } = await this.#command(["stack", "export"]);
    await this.#command(["stack", "import"], formatDeployment(checkpoint, output));
    this.#exported = undefined;
  }

  async cancel(): Promise<void> {
    await this.#command(["cancel", "--yes"]);
  }

  async close(): Promise<void> {
    this.#standIns?.stop();
    rmSync(this.#workDir, { recursive: true, force: true });
  }

  async #operation(kind: OperationKind, flags: string[], options: OperationOptions): Promise<RunResult> {
    this.#exported = undefined;
    const log = new EventLog(options.onDiagnostic);
    const events = await listenForEvents((json) => log.add(json));
    const { configureDelayMs = 0, parallel = 16 } = this.#options;
    const gated = configureDelayMs > 0 || options.onProviderStarted !== undefined;
    const onStarted = options.onProviderStarted ?? (() => undefined);
    const gate = gated ? await openProviderGate(this.#workDir, configureDelayMs, onStarted) : undefined;
    const replaced = (options.replace ?? []).flatMap((urn) => ["--replace", urn]);
    const slots = String(options.parallel ?? parallel);
    const args = [kind, ...flags, "--event-log", `tcp://${events.address}`, "--parallel", slots, ...replaced];
    try {
      const { code, text } = await this.#run(args, undefined, {
        onTerminal: this.#settings.onTerminal,
        firstOnPath: gate?.folder,
        onStarted: this.#settings.onCliStarted,
      });
      await events.ended();
      const { steps, changes } = log;
      // The CLI warns that it starts the gate and not the script that came with it.
      const diagnostics = log.diagnostics.filter(
        ({ message }) => gate === undefined || !message.includes(gate.folder),
      );
      const outputs = kind === "preview" ? log.stackOutputs : await this.#outputs();
      return { succeeded: code === 0, steps, changes, outputs, diagnostics, text };
    } finally {
      events.stop();
      await gate?.stop();
    }
  }

  async #outputs(): Promise<PropertyMap> {
    const { resources } = await this.checkpoint();
    return resources.find(({ type }) => isStackType(type))?.outputs ?? {};
  }

  /** Runs a command that must succeed. */
  async #command(args: string[], input?: string): Promise<Outcome> {
    const output = await this.#run(args, input);
    if (output.code !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${output.text}`);
    return output;
  }

  async #run(
    args: string[],
    input?: string,
    {
      onTerminal = false,
      firstOnPath,
      onStarted,
    }: {
      onTerminal?: boolean | undefined;
      firstOnPath?: string | undefined;
      onStarted?: ((cli: RunningProcess) => void) | undefined;
    } = {},
  ): Promise<Outcome> {
    const env = {
      ...cliEnvironment(this.#cliPath, this.#workDir, firstOnPath),
      ...this.#options.env,
      PULUMI_DEBUG_PROVIDERS: this.#standIns?.attachTo ?? "",
      // Makes the CLI accept --event-log.
      PULUMI_DEBUG_COMMANDS: "true",
    };
    const options = {
      cwd: this.#workDir,
      env,
      input,
      deadlineMs: this.#options.deadlineMs,
      onStarted,
    };
    return onTerminal
      ? runOnTerminal(this.#cliPath, args, options)
      : runCli(this.#cliPath, ["--non-interactive", "--color", "never", ...args], options);
  }
}
