import { readFileSync } from "node:fs";
import { EmulatorOptionError } from "../emulator";
import { runEmulator } from "./emulatorCommand";
import { CommandFailedError, UsageError, type Terminal } from "./terminal";

const help = `Usage: mediacover <command> [options]

Commands:
  doctor       which credentials, region and endpoint are used here, and whether they work
  emulator     a local stand-in for ApsaraVideo Media Processing

Options:
  --help       this text; after a command, its options
  --version    the version of pulumi-mediacover`;

/**
 * Runs the command `mediacover`.
 *
 * @param words what was written after it
 * @returns the exit code: 0 if all went well, 1 if not, 2 if the command line cannot be understood
 */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await runCommand(words, terminal);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.printError(`mediacover: ${error.message}`);
      return 2;
    }
    if (error instanceof EmulatorOptionError || error instanceof CommandFailedError) {
      terminal.printError(`mediacover: ${error.message}`);
      return 1;
    }
    throw error;
  }
}

async function runCommand([command, ...words]: readonly string[], terminal: Terminal): Promise<void> {
  switch (command) {
    case "doctor":
      // Only this command needs the client.
      await (await import("./doctorCommand.js")).runDoctor(words, terminal);
      break;
    case "emulator":
      await runEmulator(words, terminal);
      break;
    case "--help":
    case "-h":
      terminal.print(help);
      break;
    case "--version":
      terminal.print(packageVersion());
      break;
    case undefined:
      throw new UsageError(`no command given\n\n${help}`);
    default:
      throw new UsageError(`there is no command "${command}"; run "mediacover --help" for those there are`);
  }
}

function packageVersion(): string {
  const text = readFileSync(require.resolve("pulumi-mediacover/package.json"), "utf8");
  const version = /"version": "([^"]+)"/.exec(text)?.[1];
  return version ?? "unknown";
}
