import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { decodeText } from "../../provider/files/decodeText";
import { CommandFailedError, type Terminal } from "../terminal";
import type { PulumiText } from "./jsonFile";

const commands = {
  preview: ["preview", "--json", "--show-sames", "--non-interactive"],
  stack: ["stack", "export"],
} as const;
/** What `pulumi` may print: some 300,000 covers. */
const maxOutputBytes = 512 * 1024 * 1024;

/**
 * What Pulumi printed: read from a file, or from the standard input for `-`; for `true`, Pulumi runs in the current folder.
 *
 * @throws CommandFailedError for a file that cannot be read, and if Pulumi prints nothing
 */
export async function readPulumiText(
  kind: "preview" | "stack",
  source: string | true,
  terminal: Pick<Terminal, "readInput">,
): Promise<PulumiText> {
  const command = `pulumi ${kind === "preview" ? "preview --json" : "stack export"}`;
  if (source === true) return { text: await runPulumi(kind), name: `what ${command} printed`, command };
  const name = source === "-" ? "the standard input" : source;
  try {
    return {
      text: decodeText(source === "-" ? await terminal.readInput() : readFileSync(source)),
      name,
      command,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailedError(`${name} cannot be read (${reason}); give what ${command} printed`, {
      cause: error,
    });
  }
}

function runPulumi(kind: "preview" | "stack"): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("pulumi", commands[kind], { maxBuffer: maxOutputBytes }, (error, output, errors) => {
      // A preview that fails prints what it found all the same.
      if (output.trim() !== "") return resolve(output);
      const reason = error?.code === "ENOENT" ? "there is no pulumi on PATH" : errors.trim();
      reject(
        new CommandFailedError(
          `pulumi ${commands[kind].join(" ")} printed nothing: ${reason}; give --${kind} a file`,
        ),
      );
    });
  });
}
