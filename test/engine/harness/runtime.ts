/** What runs programs and providers for the test engine. */

import type { Diagnostics } from "./diagnostics.ts";
import type { CheckResult, ResourceProvider } from "./resourceProvider.ts";
import type { PropertyMap, StackOptions, Urn } from "./stack.ts";

/** A stack's configuration by full key (`namespace:name`). */
export type Config = ReadonlyMap<string, { value: string; secret: boolean }>;

/** What to run and against which engine. */
export interface ProgramOptions {
  programDir: string;
  main?: string;
  typescript?: boolean;
  stackName: string;
  projectName: string;
  env: Record<string, string>;
  config: Config;
  preview: boolean;
  parallel: number;
  engineAddress: string;
  diagnostics: Diagnostics;
  deadlineMs?: number | undefined;
}

/** How a program ended. The error is to be reported, where the program has not reported one itself. */
export interface ProgramResult {
  succeeded: boolean;
  error?: string;
}

/** Where and how to start a provider. */
export interface ProviderOptions {
  programDir: string;
  projectName: string;
  env: Record<string, string>;
  /** The engine's own address, which the provider may use to report progress. */
  engineAddress: string;
  configureDelayMs: number;
  diagnostics: Diagnostics;
  deadlineMs?: number | undefined;
  onStarted?: ((pid: number) => void) | undefined;
}

/** How to configure a provider. */
export interface ConfigureOptions {
  /** The provider's own resource. */
  urn?: Urn;
  /** How long to wait before, for a test that asks for a slow one. */
  delayMs?: number;
}

/** A provider that answers. To the dynamic one, values are plain: no secrets' envelopes, and no previews. */
export interface RunningProvider extends ResourceProvider {
  /** Hands over the provider's configuration. */
  configure(config: PropertyMap, options?: ConfigureOptions): Promise<void>;
  stop(): Promise<void>;
}

/** Which packaged provider to start, and how. */
export interface PluginOptions extends ProviderOptions {
  packageName: string;
  /** The folder that holds its executable. */
  folder: string;
}

/** A packaged provider that answers. Values are as the program has them, secrets in their envelopes. */
export interface RunningPlugin extends RunningProvider {
  /** Looks at the configuration before it is handed over; in that, secrets are plain. */
  checkConfig(urn: Urn, news: PropertyMap): Promise<CheckResult>;
}

/** Runs programs and providers: in processes of their own as the engine does, or in this one. */
export interface Runtime {
  /** Surrounds one operation, whose lines go to the diagnostics. */
  around<Result>(
    options: StackOptions,
    diagnostics: Diagnostics,
    operation: () => Promise<Result>,
  ): Promise<Result>;
  runProgram(options: ProgramOptions): Promise<ProgramResult>;
  startProvider(options: ProviderOptions): Promise<RunningProvider>;
  startPlugin(options: PluginOptions): Promise<RunningPlugin>;
}
