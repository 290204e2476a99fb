import fc from "fast-check";

const printable = fc.constantFrom(
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
);
/** A secret of 24 characters, each of which may be any printable one. */
export const anySecret: fc.Arbitrary<string> = fc.noShrink(
  fc.array(printable, { minLength: 24, maxLength: 24 }).map((characters) => characters.join("")),
);

/** Fewer characters of a secret may stand in an output by chance. */
const leastLength = 6;

/** Every part of a secret, as it is or in another spelling, that stands in an output. */
export function leaksIn(output: string, secret: string): string[] {
  return [...new Set(spellings(secret).flatMap(partsOf))].filter((part) => output.includes(part));
}

function spellings(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inHtml = secret
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
  return [secret, encoded, encoded.toLowerCase(), encodeURI(secret), decoded(secret), inJson, inHtml];
}

/** The secret as a server would read it, if it were percent-encoded. */
function decoded(secret: string): string {
  return secret.replaceAll(/%[0-7][0-9a-f]/gi, (escape) => decodeURIComponent(escape));
}

const partsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - leastLength + 1) }, (_, start) =>
    text.slice(start, start + leastLength),
  );
