/** The emulator cannot start with these options. The message says what to change. */
export class EmulatorOptionError extends Error {
  override readonly name = "EmulatorOptionError";
}
