/** What a command has of the process it runs in. Tests bring their own. */
export interface Terminal {
  /** Writes a line to the standard output. */
  readonly print: (line: string) => void;
  /** Writes a line to the standard error. */
  readonly printError: (line: string) => void;
  /** Writes a text to the standard output as it is. Resolves when there is room for more. */
  readonly write: (text: string) => Promise<void>;
  /** Reads the standard input to its end. */
  readonly readInput: () => Promise<Uint8Array>;
  /** Width of the screen, in characters. Default: 80. */
  readonly columns?: number | undefined;
  /** Resolves when the user or the system asks the process to stop (SIGINT, SIGTERM). */
  readonly stopped: Promise<void>;
}

/** A command line that makes no sense. The message names the option and what to do; the process ends with code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A command that fails. The message says why and what to do; the process ends with code 1. */
export class CommandFailedError extends Error {
  override readonly name = "CommandFailedError";
}
