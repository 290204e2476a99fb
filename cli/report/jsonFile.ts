import { z } from "zod";
import { maskUrlSecrets } from "../../provider/cover/redact";
import { CommandFailedError } from "../terminal";

/** A text that a command of Pulumi should have printed. */
export interface PulumiText {
  text: string;
  /** As an error calls it: the file's name. */
  name: string;
  /** The command that prints it, to be run again. */
  command: string;
}

/**
 * Takes the JSON of a text, also where lines stand before or after it: npm's banner, or a tool's notice.
 *
 * @throws CommandFailedError for what is empty, cut off or no JSON, naming the line that is in the way.
 */
export function parseJson({ text, name, command }: PulumiText): unknown {
  if (text.trim() === "") throw new CommandFailedError(`${name} is empty; run ${command} > FILE again`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const embedded = embeddedJson(text);
    if (embedded !== undefined) return embedded;
    // Without the excerpt of the text: it may hold a secret.
    const reason = String(error).replace(/^SyntaxError: |, (\.{3})?".*"(\.{3})? is not valid JSON$/gs, "");
    // Where every line is JSON by itself, they are the engine's events.
    const isEvents = isJson(text.slice(0, text.indexOf("\n")));
    const rule = isEvents
      ? "holds one event a line, not one JSON text"
      : `is not JSON, or cut off${inTheWay(text)}`;
    throw new CommandFailedError(`${name} ${rule} (${reason}); run ${command} > FILE again`, {
      cause: error,
    });
  }
}

/** How many places are tried as the beginning, and as the end. */
const mostTried = 20;

/** The object that begins in one line of a text and ends in another one, with anything before and after it. */
function embeddedJson(text: string): unknown {
  const begins = [...text.matchAll(/^[^\S\n]*\{/gm)].slice(0, mostTried).map(({ index }) => index);
  const ends = [...text.matchAll(/\}[^\S\n]*\r?$/gm)].slice(-mostTried).map(({ index }) => index + 1);
  for (const begin of begins) {
    for (const end of ends.toReversed()) {
      const json = text.slice(begin, end);
      // One line alone is an event, or a notice.
      if (end > begin && json.includes("\n") && isJson(json)) return JSON.parse(json);
    }
  }
  return embeddedLine(text);
}

/** The line that holds all that was printed, among lines of others: what only the commands of Pulumi write is in it. */
function embeddedLine(text: string): unknown {
  const lines = text.split("\n").filter((line) => line.trimStart().startsWith("{") && isJson(line));
  const printed = lines.filter((line) =>
    ["steps", "changeSummary", "deployment"].some((name) => Object.hasOwn(Object(JSON.parse(line)), name)),
  );
  return printed.length === 1 ? JSON.parse(printed[0] ?? "") : undefined;
}

function inTheWay(text: string): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  const line = lines[first]?.trim() ?? "";
  if (/^[{[]/.test(line)) return "";
  const shown = line.replace(/\S*(?::\/\/|[@?]).*/, (url) => maskUrlSecrets(url)).slice(0, 80);
  return `: line ${first + 1} is in the way, ${JSON.stringify(shown)}`;
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
