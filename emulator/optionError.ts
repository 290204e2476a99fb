/** An emulator that cannot start as it was asked to. The message says what to change. */
export class EmulatorOptionError extends Error {
  override readonly name = "EmulatorOptionError";
}
