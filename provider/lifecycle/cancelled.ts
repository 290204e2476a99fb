/** The user gave the operation up before this was begun. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";

  constructor() {
    super("the operation was cancelled");
  }
}
