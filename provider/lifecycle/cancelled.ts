/** The user cancelled the operation before this started. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";

  constructor() {
    super("the operation was cancelled");
  }
}
