import type { Problem } from "./problem";

/** Names that differ in more characters are not confused. */
const maxTypos = 2;

/** The name that was probably meant, if any: in another case, with other separators, or with up to two typing errors. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const plainWritten = plain(written);
  const ranked = names
    .map((name) => ({ name, distance: editDistance(plainWritten, plain(name)) }))
    .filter(({ name, distance }) => distance <= maxTypos && distance < plain(name).length / 2)
    .toSorted((a, b) => a.distance - b.distance);
  return ranked[0]?.name;
}

/**
 * The problem of an argument that nobody knows.
 *
 * @param owner Whose it is not, with its article: `a MediaCover`.
 * @param names The arguments that there are.
 */
export function notAnArgument(owner: string, written: string, names: readonly string[]): Problem {
  const meant = nearestName(written, names);
  const fix = meant === undefined ? `${owner} takes ${names.join(", ")}` : `did you mean ${meant}?`;
  return { path: [written], rule: `is not an argument of ${owner.replace(/^an? /, "")}`, fix };
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, "");
}

/**
 * The number of characters to insert, delete, replace or swap with their neighbour (Damerau-Levenshtein distance). Infinity
 * once it is certain to be more than `maxTypos`: a manifest may have tens of thousands of wrong keys.
 */
function editDistance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > maxTypos) return Infinity;
  // Each character that the other name lacks takes one change at least.
  if (Array.from(one).filter((character) => !other.includes(character)).length > maxTypos) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  let lastMinimum = 0;
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let minimum = row;
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const distance = Math.min(
        (last[column] ?? Infinity) + 1,
        (current[column - 1] ?? Infinity) + 1,
        (last[column - 1] ?? Infinity) + (isSame ? 0 : 1),
        isSwapped ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity,
      );
      current.push(distance);
      minimum = Math.min(minimum, distance);
    }
    // Every further row builds on these two.
    if (minimum > maxTypos && lastMinimum > maxTypos) return Infinity;
    [beforeLast, last, lastMinimum] = [last, current, minimum];
  }
  return last[other.length] ?? Infinity;
}
