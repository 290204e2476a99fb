import type { CatalogueEntry } from "../catalogue.ts";
import type { Engine } from "../engine.ts";
import type { ContenderName } from "./names.ts";

/** A way to set the covers of a catalogue. */
export interface Contender {
  name: ContenderName;
  /** What people read. */
  title: string;
  /** Up to this N it runs without being asked for; Infinity for any. */
  runsUpTo: number;
  /** Why it does not run beyond, as the end of a sentence. */
  whyNotBeyond: string;
  /** Up to this N its later runs are measured too; 0 for one that has none. */
  laterRunsUpTo: number;
  open(service: ServiceAddress, engine: Engine): Promise<Session>;
}

/** Where the service is. */
export interface ServiceAddress {
  url: string;
}

/** A contender that is ready. */
export interface Session {
  /** Sets the catalogue's covers, once. Resolves whatever comes of it. */
  apply(catalogue: readonly CatalogueEntry[]): Promise<CommandOutcome>;
  /** Shows what `apply` would do. Only with later runs. */
  preview?(catalogue: readonly CatalogueEntry[]): Promise<CommandOutcome>;
  /** Reads what is live. Only with later runs. */
  refresh?(): Promise<CommandOutcome>;
  /** Size of the state. Only with later runs. */
  stateBytes?(): number;
  /** From the start of the provider's process to its first answer. Only with later runs. */
  firstAnswerSeconds?(): Promise<number>;
  close(): Promise<void>;
}

/** What one command did, seen from outside. */
export interface CommandOutcome {
  /** From start to end of the whole command. */
  seconds: number;
  /** Peak resident memory of the process that calls the service; undefined where it cannot be had. */
  memoryBytes: number | undefined;
  /** What a user is told went wrong, in a line; undefined when nothing did. */
  failure: string | undefined;
}
