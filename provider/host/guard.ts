import { inspect } from "node:util";
import { withDeadline } from "../mps/deadline";
import { defaults } from "../mps/limits";

/**
 * Runs one method of the provider so that Pulumi's provider process survives whatever happens in it:
 *
 * - it always ends: an RPC that is never answered hangs `pulumi up` for good;
 * - what it rejects with is a plain Error with a message only: anything else hangs the process, and an error with an
 *   `id` would be taken for a resource that was half created;
 * - what it returns is plain JSON: an `undefined` anywhere fails the RPC after the work is done.
 *
 * @param method The method's name, for errors.
 * @param run The work; its signal is aborted when nobody waits for it any more.
 * @param deadlineMs Says how long it may take.
 */
export async function guarded<T>(
  method: string,
  run: (signal: AbortSignal) => T | Promise<T>,
  deadlineMs: () => number = () => defaults.methodDeadlineMs,
): Promise<T> {
  const controller = new AbortController();
  try {
    const endMs = deadlineMs();
    const tooLate = (): Error =>
      new Error(`${method} of the mediacover provider did not end in ${endMs / 1000} s`);
    return toPlainJson(await withDeadline(runAsync(run, controller.signal), endMs, tooLate));
  } catch (error) {
    controller.abort(error);
    throw toPlainError(method, error);
  }
}

/** Async, so that what is thrown at once becomes a rejection as well. */
async function runAsync<T>(run: (signal: AbortSignal) => T | Promise<T>, signal: AbortSignal): Promise<T> {
  return run(signal);
}

/** Drops `undefined`, at any depth. */
function toPlainJson<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}

function toPlainError(method: string, error: unknown): Error {
  const message =
    error instanceof Error
      ? error.message
      : `${method} of the mediacover provider failed with ${inspect(error)}`;
  const plain = new Error(message);
  // The process prints `${error}: ${error.stack}`: the message is enough, once.
  plain.stack = "";
  return plain;
}
