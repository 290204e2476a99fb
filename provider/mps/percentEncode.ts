/**
 * Percent-encodes as RFC 3986 says: UTF-8, everything but `A-Z a-z 0-9 - _ . ~` as `%XX` in capitals.
 * The service's signatures are made over text in this form.
 */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `name=value` pairs, percent-encoded, sorted by name, joined with `&`. Empty values stay (`CoverURL=`). */
export function canonicalizedQuery(parameters: Readonly<Record<string, string>>): string {
  return Object.keys(parameters)
    .toSorted()
    .map((name) => `${percentEncode(name)}=${percentEncode(parameters[name] ?? "")}`)
    .join("&");
}
