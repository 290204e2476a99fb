/** What a command knows of the process it runs in. */
export interface Terminal {
  /** Writes a line to the standard output. */
  readonly print: (line: string) => void;
  /** Writes a line to the standard error. */
  readonly printError: (line: string) => void;
  /** Resolves when the user or the system asks the process to stop (SIGINT, SIGTERM). */
  readonly stopped: Promise<void>;
}

/** A command that did not succeed. The message says why; the process ends with code 1. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
}

/**
 * A command line that cannot be understood. The message names the option and what to do; the process ends
 * with code 2.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
