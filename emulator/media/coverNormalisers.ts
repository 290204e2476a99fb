/** A way in which a service might rewrite a cover URL; see {@link coverNormalisers}. */
export type CoverNormaliser = keyof typeof coverNormalisers;

/** The path of an http URL: what is between the host and the query. */
const pathPattern = /^(https?:\/\/[^/?#]*)\/([^?#]*)/i;

/**
 * Ways to rewrite a cover URL that keep (or nearly keep) its meaning. No report says that the service does any of this. With
 * them, tests prove that a client does not mistake another spelling for a change.
 */
export const coverNormalisers = {
  /** `/a/b.jpg` becomes `/a%2Fb.jpg`: OSS object keys are often written this way. */
  escapeSlashes: (url: string) =>
    url.replace(pathPattern, (_match, origin: string, path: string) => {
      return `${origin}/${path.replaceAll("/", "%2F")}`;
    }),
  /** `/a%2Fb.jpg` becomes `/a/b.jpg`. */
  unescapeSlashes: (url: string) => url.replaceAll(/%2F/gi, "/"),
  /** `%E5` becomes `%e5`. */
  lowerCaseEscapes: (url: string) => url.replaceAll(/%[0-9A-F]{2}/gi, (escape) => escape.toLowerCase()),
  /** `?query` is cut off. */
  stripQuery: (url: string) => url.replace(/\?.*$/s, ""),
} as const satisfies Record<string, (url: string) => string>;
