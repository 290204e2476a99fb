import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Mutation } from "./mutations.ts";

/**
 * A file's text with the rule broken.
 *
 * @throws Error when the original text is not there exactly once: the product has moved on, and the mutation must follow.
 */
export function mutantOf(root: string, { breaks, file, original, mutant }: Mutation): string {
  const text = readFileSync(join(root, file), "utf8");
  const times = text.split(original).length - 1;
  if (times !== 1) {
    throw new Error(
      `"${breaks}" no longer applies: ${file} holds ${JSON.stringify(original)} ${times} times, not once; write the mutation anew in test/mutants/mutations.ts`,
    );
  }
  return text.replace(original, () => mutant);
}

/** Breaks the rule in a tree; returns what mends it. @throws as `mutantOf` */
export function breakRule(root: string, mutation: Mutation): () => void {
  const path = join(root, mutation.file);
  const original = readFileSync(path, "utf8");
  writeFileSync(path, mutantOf(root, mutation));
  return () => writeFileSync(path, original);
}
