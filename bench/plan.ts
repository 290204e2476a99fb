import type { Contender } from "./contenders/contender.ts";
import type { Options } from "./options.ts";

/** Why a contender is not run, in words; undefined if it is. */
export function reasonNotToRun(
  { name, runsUpTo, whyNotBeyond }: Contender,
  { n, only, all }: Pick<Options, "n" | "only" | "all">,
): string | undefined {
  if (only !== undefined) return only.includes(name) ? undefined : "was not asked for (--only)";
  if (all || n <= runsUpTo) return undefined;
  return `runs up to ${runsUpTo.toLocaleString("en-US")} covers only, as ${whyNotBeyond} (--all runs it)`;
}
