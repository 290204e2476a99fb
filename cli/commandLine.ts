import { readFileSync } from "node:fs";
import { EmulatorOptionError } from "../emulator";
import { ManifestError } from "../provider/manifest/problem";
import { CallError, ConfigurationError, CredentialsError } from "../provider/mps/errors";
import { runCheck } from "./checkCommand";
import { runDoctor } from "./doctorCommand";
import { runEmulator } from "./emulatorCommand";
import { runExport } from "./exportCommand";
import { runReport } from "./reportCommand";
import { runSchema } from "./schemaCommand";
import { CommandFailedError, UsageError, type Terminal } from "./terminal";

const help = `Usage: mediacover <command> [options]

Commands:
  check        checks manifests of covers
  doctor       which credentials, region and endpoint are used here, and whether they work
  emulator     a local stand-in for ApsaraVideo Media Processing
  export       writes a manifest of the covers that media have
  report       covers as pictures: of a preview, a stack or a manifest
  schema       the JSON Schema of manifests, for editors

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
    if (isExpected(error)) {
      terminal.printError(`mediacover: ${error.message}`);
      return 1;
    }
    throw error;
  }
}

/** What a user can act on; anything else is a fault of this package. */
function isExpected(error: unknown): error is Error {
  return [
    CommandFailedError,
    EmulatorOptionError,
    CallError,
    CredentialsError,
    ConfigurationError,
    ManifestError,
  ].some((expected) => error instanceof expected);
}

async function runCommand([command, ...words]: readonly string[], terminal: Terminal): Promise<void> {
  switch (command) {
    case "check":
      await runCheck(words, terminal);
      break;
    case "export":
      await runExport(words, terminal);
      break;
    case "report":
      await runReport(words, terminal);
      break;
    case "schema":
      runSchema(terminal);
      break;
    case "doctor":
      await runDoctor(words, terminal);
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
