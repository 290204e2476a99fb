/**
 * Encodes everything but RFC 3986's unreserved characters (`A-Z a-z 0-9 - _ . ~`) as upper-case `%XX` of
 * UTF-8, which is what both signature versions sign.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `name=value` pairs, encoded, sorted by name (and by value, where a name is repeated), joined by `&`. */
export function canonicalizedQuery(parameters: readonly (readonly [string, string])[]): string {
  return parameters
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .toSorted(([leftName, leftValue], [rightName, rightValue]) =>
      leftName === rightName ? order(leftValue, rightValue) : order(leftName, rightName),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function order(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
