import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "./terminal";

/**
 * The options and other words of a command.
 *
 * @throws {UsageError} naming what cannot be understood, and the options there are
 */
export function readOptions<Options extends ParseArgsOptionsConfig>(
  command: string,
  words: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    // "Unknown option '--prot'. To specify a positional argument ..."; only the first sentence helps here.
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    const known = Object.keys(options)
      .map((name) => `--${name}`)
      .join(", ");
    throw new UsageError(`${reason}; the options of "mediacover ${command}" are ${known}`, { cause: error });
  }
}
