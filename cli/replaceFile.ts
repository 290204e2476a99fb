import { stat, writeFile } from "node:fs/promises";
import writeFileAtomic from "write-file-atomic";

/**
 * Writes a file that may be there already: whole or not at all, with the old file's mode, behind a symlink if it is one.
 * Whatever is no file, such as /dev/stdout, is written to as it is.
 */
export async function replaceFile(path: string, content: string | Buffer): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.isFile()) await writeFileAtomic(path, content);
  else await writeFile(path, content);
}
