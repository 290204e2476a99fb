import fc from "fast-check";

/** Any text: plain, of any script, with controls, halves of surrogate pairs, names of prototypes. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "",
    " ",
    "\ud800",
    "\u0000",
    "\ufeff",
    "__proto__",
    "constructor",
    "NaN",
    "%",
    "%zz",
    "a\nb",
  ),
);

/**
 * Texts that are nearly right: one of `seeds`, with up to four pieces of it cut out, doubled, or replaced by one of
 * `pieces` or by anything.
 */
export function mutated(seeds: readonly string[], pieces: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(40)),
    added: fc.oneof(fc.constant(""), fc.constantFrom(...pieces), anyText),
    times: fc.oneof({ weight: 20, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.nat(800) }),
  });
  return fc.tuple(fc.constantFrom(...seeds), fc.array(edit, { maxLength: 4 })).map(([seed, edits]) =>
    edits.reduce((text, { at, removed, added, times }) => {
      const start = Math.floor(at * (text.length + 1));
      return text.slice(0, start) + added.repeat(times) + text.slice(start + removed);
    }, seed),
  );
}
