import { Command, CommanderError } from "commander";
import { version } from "../provider/mps/version";
import { addCommands } from "./commands";
import { UsageError, type Terminal } from "./terminal";

/**
 * Runs the command `mediacover`.
 *
 * @param words what was written after it
 * @returns the exit code: 0 for success, 1 for failure, 2 for a command line that makes no sense
 */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  const program = new Command("mediacover")
    .description("Covers (thumbnails) of ApsaraVideo Media Processing as declared state.")
    .version(version, "--version", "print the version of pulumi-mediacover")
    .helpCommand(false)
    .showHelpAfterError("Add --help for usage.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.write(text),
      writeErr: (text) => terminal.printError(text.trimEnd()),
      outputError: (text, write) => write(withoutValues(text, words).replace(/^error/, "mediacover")),
      getOutHelpWidth: () => terminal.columns ?? 80,
      getErrHelpWidth: () => terminal.columns ?? 80,
    });
  addCommands(program, terminal);
  try {
    await program.parseAsync(words, { from: "user" });
    return 0;
  } catch (error) {
    // It is printed already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { isExpected } = await import("./expectedErrors.js");
    if (!isExpected(error)) throw error;
    terminal.printError(`mediacover: ${error.message}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

/** An error without what follows a `=` or `:` in the words of the command line: it may be a secret. */
function withoutValues(text: string, words: readonly string[]): string {
  return words.reduce((shown, word) => shown.replaceAll(word, () => word.replace(/([=:]).+/s, "$1…")), text);
}
