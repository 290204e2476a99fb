/**
 * What takes long to load, or to make of it, is loaded and made when it is first needed: most programs only declare covers,
 * and most processes of the provider only compare. Synchronous, unlike `import()`, as `loadManifest` and `diff` are.
 */

/** The same value each time, made at the first. */
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The validator of everything that comes from outside. */
export const zod: () => typeof import("zod").z = lazily(() => {
  const { z }: typeof import("zod") = require("zod");
  return z;
});

/** The parser and writer of YAML. */
export const yaml = lazily(() => {
  const library: typeof import("yaml") = require("yaml");
  return library;
});

/** What reads the size of pictures. */
export const imageSize = lazily(() => {
  const library: typeof import("image-size") = require("image-size");
  return library.imageSize;
});
