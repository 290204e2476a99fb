import fc from "fast-check";
import { isLong, runs } from "../../support/long";

/** No case may keep the processor this long: such an input hangs a provider that thousands of covers share. */
const longestCaseMs = 1_000;

/** How long all cases together may take on a slow machine, in milliseconds: for vitest. */
export const fuzzTimeoutMs = isLong ? 3_600_000 : 180_000;

/**
 * Looks at many made-up inputs. What `look` throws is a fault, and so is a case that takes a second of the processor's
 * time (not of the wall's, which a busy machine stretches). A failure prints its seed.
 *
 * @param cases How many in the normal run, and in the long form.
 */
export function everyCase<T>(
  inputs: fc.Arbitrary<T>,
  cases: readonly [short: number, long: number],
  look: (input: T) => void,
): void {
  const property = fc.property(inputs, (input) => {
    const before = process.cpuUsage();
    look(input);
    const { user, system } = process.cpuUsage(before);
    const tookMs = (user + system) / 1000;
    if (tookMs > longestCaseMs) throw new Error(`took ${tookMs} ms`);
  });
  fc.assert(property, { numRuns: runs(...cases) });
}
