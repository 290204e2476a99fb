/**
 * What a test asks of a stack, whoever runs it: the test engine of this folder, or the Pulumi CLI (`test/cli`).
 * Types only, so that one scenario can be written once and run by both.
 */

/** A resource's uniform resource name: `urn:pulumi:<stack>::<project>::<qualified type>::<name>`. */
export type Urn = string;

/** A property as it travels between program, engine and provider: JSON, in which secrets are envelopes (`secretOf`). */
export type PropertyValue = null | boolean | number | string | PropertyValue[] | PropertyMap;

/** Inputs or outputs of a resource. */
export interface PropertyMap {
  [key: string]: PropertyValue;
}

/** What the engine does with one resource, in the words of Pulumi's event stream. */
export type StepOp =
  | "same"
  | "create"
  | "update"
  | "delete"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "read"
  | "read-replacement"
  | "discard"
  | "discard-replaced"
  | "remove-pending-replace"
  | "refresh"
  | "import"
  | "import-replacement";

/** One step of an operation, in the order in which the steps began. Default providers take no step of their own. */
export interface Step {
  op: StepOp;
  name: string;
  type: string;
  urn: Urn;
  /** Names of the input properties that made the step necessary, sorted; absent where nothing was compared. */
  diff?: string[];
  /** The step was tried and failed. */
  failed?: true;
}

/** `info#err` is a line that a provider or a program wrote to its stderr. */
export type Severity = "debug" | "info" | "info#err" | "warning" | "error";

/** One message to the user. */
export interface Diagnostic {
  severity: Severity;
  message: string;
  /** The resource it is about; absent for messages about the whole run. */
  urn?: Urn;
}

/** What one operation did. An operation that fails resolves with `succeeded: false`; it does not reject. */
export interface RunResult {
  succeeded: boolean;
  steps: Step[];
  /** How many resources met which fate, as the summary line counts them. */
  changes: Partial<Record<StepOp, number>>;
  /** The stack's outputs after the operation, secrets marked. */
  outputs: PropertyMap;
  diagnostics: Diagnostic[];
  /** Roughly what a user would have seen in the terminal. */
  text: string;
}

/** One resource of a checkpoint. Absent and empty fields mean the same. */
export interface ResourceState {
  urn: Urn;
  type: string;
  name: string;
  /** False for components and the stack itself, which no provider manages. */
  custom: boolean;
  id?: string;
  parent?: Urn;
  /** Reference to the provider resource in charge: `<urn>::<id>`. */
  provider?: string;
  /** Inputs as the provider's check left them, secrets marked. */
  inputs: PropertyMap;
  /** Outputs as the provider returned them, secrets marked. */
  outputs: PropertyMap;
  dependencies?: Urn[];
  propertyDependencies?: Record<string, Urn[]>;
  additionalSecretOutputs?: string[];
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  /** Why the last create or update succeeded only in part. */
  initErrors?: string[];
  protect?: boolean;
  retainOnDelete?: boolean;
  deletedWith?: Urn;
  /** Read, not managed: `get`. */
  external?: boolean;
  /** Replaced already and waiting for its delete. */
  delete?: boolean;
  /** Deleted already and waiting for its replacement. */
  pendingReplacement?: boolean;
}

/** An operation that had begun and whose end nobody recorded. */
export interface PendingOperation {
  type: "creating" | "updating" | "deleting" | "reading";
  urn: Urn;
}

/** The state of a stack: plain JSON. */
export interface Checkpoint {
  resources: ResourceState[];
  pendingOperations: PendingOperation[];
}

/** Stands in for a resource type of another provider. */
export interface OtherProvider {
  /** Creates or updates; returns the outputs, and `id` among them if it matters. */
  create(inputs: PropertyMap): PropertyMap | Promise<PropertyMap>;
  /** The outputs that a preview knows. Default none. */
  plan?(inputs: PropertyMap): PropertyMap;
  delete?(outputs: PropertyMap): void | Promise<void>;
  /** Inputs whose change replaces the resource. Default none. */
  replaceOn?: readonly string[];
}

/** Where the program is and how to run it. */
export interface StackOptions {
  /** Absolute path of the folder that holds the program and from which `@pulumi/pulumi` can be resolved. */
  programDir: string;
  /** Entry point relative to `programDir`. Default: what its package.json says, else `index.js` or `index.ts`. */
  main?: string;
  /** Runs the program through ts-node. Default true; plain JavaScript starts faster without. */
  typescript?: boolean;
  projectName: string;
  /** Default `dev`. */
  stackName?: string;
  /** Environment of the program and the providers, on top of this process's. */
  env?: Record<string, string>;
  /** Configuration; a key without a namespace belongs to the project. Encrypted values: `setConfig`. */
  config?: Record<string, string>;
  /** File to keep the checkpoint in after every step; read when the stack is opened. Default: memory only. */
  checkpointFile?: string;
  /** Packaged providers by their packages: the folders that hold their executables. */
  plugins?: Record<string, string>;
  /** Stand-ins by resource type. */
  otherProviders?: Record<string, OtherProvider>;
  /** How many resource operations may run at once. Default 16. */
  parallel?: number;
  /** Makes every provider slow to become ready. Default 0. */
  configureDelayMs?: number;
  /** How long a process of an operation may run. Default two minutes. */
  deadlineMs?: number;
}

/** How to run one operation. */
export interface OperationOptions {
  /** Overrides `StackOptions.parallel`. */
  parallel?: number;
  /** Replaces these resources without asking the provider's diff. Only for `preview` and `up`. */
  replace?: Urn[];
  /** Called with the process id of every dynamic provider process as it starts, so that a test can end it. */
  onProviderStarted?: (pid: number) => void;
  /** Called with every message as it arrives. */
  onDiagnostic?: (diagnostic: Diagnostic) => void;
}

/** A stack and the four operations on it. */
export interface Stack {
  preview(options?: OperationOptions): Promise<RunResult>;
  up(options?: OperationOptions): Promise<RunResult>;
  /** Reads every resource of the state. Does not run the program. */
  refresh(options?: OperationOptions): Promise<RunResult>;
  /** Deletes every resource of the state. Does not run the program. */
  destroy(options?: OperationOptions): Promise<RunResult>;
  setConfig(key: string, value: string, options?: { secret?: boolean }): Promise<void>;
  /** A copy of the state. */
  checkpoint(): Promise<Checkpoint>;
  /** Replaces the state. */
  loadCheckpoint(checkpoint: Checkpoint): Promise<void>;
  /** Frees what the stack holds (temporary folders). Operations end their own processes. */
  close(): Promise<void>;
}

/** Opens a stack: `openTestEngineStack` or `openCliStack`. */
export type OpenStack = (options: StackOptions) => Promise<Stack>;
