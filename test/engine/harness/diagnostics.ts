/** Messages to the user, in the order in which they arrived. */

import { stripVTControlCharacters } from "node:util";
import type { Diagnostic, Severity, Urn } from "./stack.ts";

/** Shorter secrets are not masked: they would mask half of every message. */
const minSecretLength = 3;

/** Collects messages and passes each on as it arrives. */
export class Diagnostics {
  readonly all: Diagnostic[] = [];
  readonly #onDiagnostic: ((diagnostic: Diagnostic) => void) | undefined;

  readonly #secrets: readonly string[];

  /** `secrets` are masked wherever a message holds them. */
  constructor(secrets: readonly string[] = [], onDiagnostic?: (diagnostic: Diagnostic) => void) {
    this.#secrets = secrets.filter(
      (secret) => secret.length >= minSecretLength && !/^(true|false)$/i.test(secret),
    );
    this.#onDiagnostic = onDiagnostic;
  }

  /** Adds one message, without colours and the line ends after it. */
  add(severity: Severity, message: string, urn?: Urn): void {
    const masked = this.#secrets.reduce((text, secret) => text.replaceAll(secret, "[secret]"), message);
    const diagnostic: Diagnostic = { severity, message: stripVTControlCharacters(masked).trimEnd() };
    if (urn !== undefined && urn !== "") diagnostic.urn = urn;
    this.all.push(diagnostic);
    this.#onDiagnostic?.(diagnostic);
  }

  /** Adds a line that a process wrote; blank lines are dropped. */
  addLine(line: string, stream: "stdout" | "stderr"): void {
    if (line.trim() !== "") this.add(stream === "stdout" ? "info" : "info#err", line);
  }
}
