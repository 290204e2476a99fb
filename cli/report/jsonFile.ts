import { z } from "zod";
import { CommandFailedError } from "../terminal";

/** A text that a command of Pulumi should have printed. */
export interface PulumiText {
  text: string;
  /** As an error calls it: the file's name. */
  name: string;
  /** The command that prints it, to be run again. */
  command: string;
}

/** @throws {CommandFailedError} for what is empty, cut off or no JSON. */
export function parseJson({ text, name, command }: PulumiText): unknown {
  if (text.trim() === "") throw new CommandFailedError(`${name} is empty; run ${command} > FILE again`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // Where every line is JSON by itself, they are the engine's events.
    const isEvents = isJson(text.slice(0, text.indexOf("\n")));
    const rule = isEvents ? "holds one event a line, not one JSON text" : "is not JSON, or cut off";
    throw new CommandFailedError(`${name} ${rule} (${reason}); run ${command} > FILE again`, {
      cause: error,
    });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @throws {CommandFailedError} naming the property that is not as this version of the command knows it. */
export function readShape<T>(shape: z.ZodType<T>, value: unknown, { name, command }: PulumiText): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join(".") ?? "";
  throw new CommandFailedError(
    `${name} is not what ${command} prints: ${path === "" ? "" : `${path}: `}${issue?.message}; is it of another command, or another version of Pulumi?`,
    { cause: parsed.error },
  );
}
