/** Runs a Pulumi program in this process, by the same parts of the SDK as its Automation API does. */

import { AsyncResource } from "node:async_hooks";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { workingDirectoryOf } from "../programFolder.ts";
import type { ProgramOptions, ProgramResult } from "../runtime.ts";

const require = createRequire(import.meta.url);
const { log, ResourceError, RunError, runtime }: typeof import("@pulumi/pulumi") = require("@pulumi/pulumi");
/** How the SDK's runner words an error; not among its types. */
const {
  defaultErrorMessage,
}: { defaultErrorMessage: (error: unknown) => string } = require("@pulumi/pulumi/cmd/run/error");

/** What keeps two runs apart; not among the SDK's types. */
interface Store {
  /** The engine has told the program that the operation is over. */
  terminated: boolean;
}
const {
  getStore,
  withLocalStorage,
}: {
  getStore: () => Store;
  withLocalStorage: <Result>(run: () => Result) => Result;
} = require("@pulumi/pulumi/runtime/state");

const defaultDeadlineMs = 120_000;

/** Programs that are over. What they left under way may still fail; a process of their own would be gone by then. */
const ended = new WeakSet<Store>();

/** Runs the program to its end. What goes wrong in it is logged to the engine, as the SDK's runner does. */
export function runProgram(options: ProgramOptions): Promise<ProgramResult> {
  return withLocalStorage(async () => {
    configure(options);
    const { cwd, entryPoint } = workingDirectoryOf(options.programDir, options.main);
    const program = require.resolve(join(cwd, entryPoint));
    const reported = new Map<unknown, Promise<void>>();
    const report = AsyncResource.bind((error: unknown) => {
      if (!reported.has(error)) reported.set(error, reportError(program, error));
    });
    const restore = catchUncaught(report);
    const work = async (): Promise<void> => {
      await runtime.runInPulumiStack(async () => require(program)).catch(report);
      await runtime.disconnect(reported.size === 0);
    };
    try {
      // A program whose operation is over waits for ever for what it has asked for; a process of its own would end then.
      const isOver = await Promise.race([
        work().then(() => true),
        terminated(),
        deadline(options.deadlineMs),
      ]);
      // Rejections that nobody handles are told a turn later.
      await new Promise(setImmediate);
      await Promise.allSettled(reported.values());
      return isOver
        ? { succeeded: reported.size === 0 && !log.hasErrors() }
        : { succeeded: false, error: "the program did not end within its deadline" };
    } finally {
      ended.add(getStore());
      restore();
    }
  });
}

function configure({
  projectName,
  stackName,
  parallel,
  engineAddress,
  preview,
  config,
}: ProgramOptions): void {
  runtime.resetOptions(
    projectName,
    stackName,
    parallel,
    engineAddress,
    engineAddress,
    preview,
    "organization",
  );
  runtime.setAllConfig(
    Object.fromEntries([...config].map(([key, { value }]) => [key, value])),
    [...config].filter(([, { secret }]) => secret).map(([key]) => key),
  );
}

/** Resolves when the SDK hears from the engine that the operation is over. */
function terminated(): Promise<true> {
  return new Promise((resolve) => {
    let isTerminated = false;
    Object.defineProperty(getStore(), "terminated", {
      get: () => isTerminated,
      set(value: boolean) {
        isTerminated = value;
        if (value) resolve(true);
      },
    });
  });
}

const deadline = (deadlineMs = defaultDeadlineMs): Promise<false> =>
  delay(deadlineMs, false as const, { ref: false });

/** Says of an error what the SDK's runner says of it. */
function reportError(program: string, error: unknown): Promise<void> {
  const text = defaultErrorMessage(error);
  if (RunError.isInstance(error)) return log.error(error.message);
  if (ResourceError.isInstance(error))
    return log.error(error.hideStack === true ? error.message : text, error.resource);
  return log.error(`Running program '${program}' failed with an unhandled exception:\n${text}`);
}

/** Takes the place of whoever else listens, until the returned function is called. */
function catchUncaught(report: (error: unknown) => void): () => void {
  const exceptions = process.listeners("uncaughtException");
  const rejections = process.listeners("unhandledRejection");
  process.removeAllListeners("uncaughtException").on("uncaughtException", report);
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", unlessEnded(report));
  return () => {
    process.removeAllListeners("uncaughtException").removeAllListeners("unhandledRejection");
    for (const listener of exceptions) process.on("uncaughtException", listener);
    for (const listener of rejections) process.on("unhandledRejection", unlessEnded(listener));
  };
}

type RejectionListener = (reason: unknown, promise: Promise<unknown>) => void;
const filtering = new WeakSet<RejectionListener>();

/** Hears nothing of programs that are over: Node calls listeners in the context of what was rejected. */
function unlessEnded(listener: RejectionListener): RejectionListener {
  if (filtering.has(listener)) return listener;
  const filter: RejectionListener = (reason, promise) => {
    if (!ended.has(getStore())) listener(reason, promise);
  };
  filtering.add(filter);
  return filter;
}
