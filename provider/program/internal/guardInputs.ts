import * as pulumi from "@pulumi/pulumi";
import { describePath, describeProblems, type Result } from "../../cover/problem";
import { checkCoverUrl } from "../../cover/rules";
import { isKnown } from "./whenKnown";

/**
 * What is wrong with arguments and only the program can see, so that it refuses them itself.
 *
 * - **Secrets.** A provider is not told which arguments are secret. If it refused one, it would show the value.
 * - **Half surrogate pairs.** They are dropped or replaced on their way to the engine, and another text arrives.
 * - **Covers that are `undefined`, and Maps of covers.** They vanish on their way to the engine.
 */

/**
 * Guards one value.
 *
 * @param subject The value's name, such as `MediaCover "trailer": coverUrl`.
 * @param check The rule that the provider will apply.
 * @param onSecret Called before the value is registered, if it is a secret.
 * @returns The input to register. If the value is not known yet, an output that fails before the resource is registered.
 * @throws RunError if the value is known, and wrong in a way that the provider would not see.
 */
export function guardInput(
  subject: string,
  input: unknown,
  check: (value: unknown) => Result<unknown>,
  onSecret: () => void = () => {},
): unknown {
  if (isKnown(input)) {
    refuseHalfPairs(subject, input, check);
    return input;
  }
  const output = pulumi.all({ value: input });
  return output.apply(async ({ value }) => {
    if (await pulumi.isSecret(output)) {
      onSecret();
      refuseUnseen(subject, value, check);
    } else refuseHalfPairs(subject, value, check);
    return value;
  });
}

/**
 * Guards the covers of a set, of which all or some may be secret.
 *
 * @param set The set, such as `MediaCoverSet "library"`.
 * @param onSecret Called before the covers are registered, if one is a secret.
 * @returns The input to register, as from `guardInput`.
 * @throws RunError as `guardInput` does, and if a cover is `undefined`.
 */
export function guardCovers(set: string, covers: unknown, onSecret: () => void = () => {}): unknown {
  const guardEach = (known: unknown, guard: (subject: string, url: unknown) => unknown): unknown => {
    refuseGaps(set, known);
    // Anything else is for the provider to refuse.
    if (typeof known !== "object" || known === null || Array.isArray(known)) return known;
    return Object.fromEntries(
      Object.entries(known).map(([mediaId, url]: [string, unknown]) => [
        mediaId,
        guard(`${set}: ${describePath(["covers", mediaId])}`, url),
      ]),
    );
  };
  if (isKnown(covers))
    return guardEach(covers, (subject, url) => guardInput(subject, url, checkCoverUrl, onSecret));
  const output = pulumi.all({ known: covers });
  return output.apply(async ({ known }) => {
    const isSecret = await pulumi.isSecret(output);
    if (isSecret) onSecret();
    return guardEach(known, (subject, url) => {
      (isSecret ? refuseUnseen : refuseHalfPairs)(subject, url, checkCoverUrl);
      return url;
    });
  });
}

function refuseUnseen(subject: string, value: unknown, check: (value: unknown) => Result<unknown>): void {
  // Nothing to hide.
  if (value === undefined || value === null) return;
  const checked = check(value);
  if (checked.ok) return;
  // No fix: it would repeat the value.
  const rules = checked.problems.map(({ rule }) => rule).join("; ");
  throw new pulumi.RunError(`${subject} is a secret, and is not shown here: it ${rules}`);
}

function refuseHalfPairs(subject: string, value: unknown, check: (value: unknown) => Result<unknown>): void {
  if (typeof value !== "string" || value.isWellFormed()) return;
  const checked = check(value);
  if (!checked.ok) throw new pulumi.RunError(`${subject} ${describeProblems(checked.problems)}`);
}

function refuseGaps(set: string, covers: unknown): void {
  const gap = Object.entries(Object(covers)).find(([, coverUrl]) => coverUrl === undefined);
  const isMap = covers instanceof Map;
  if (gap === undefined && !isMap) return;
  const problem = isMap ? "covers is a Map" : `${describePath(["covers", gap?.[0] ?? ""])} is undefined`;
  const fix = isMap ? "write Object.fromEntries(covers)" : "give its URL, or leave the video out";
  throw new pulumi.RunError(`${set}: ${problem}, and Pulumi would take it for nothing: ${fix}`);
}
