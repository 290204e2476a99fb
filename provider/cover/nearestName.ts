import type { Problem } from "./problem";

/** Names that differ in more characters are not confused. */
const mostTypos = 2;

/** The name that was probably meant, if any: in another case, with other separators, or with up to two typing errors. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, distance: editDistance(plain(written), plain(name)) }))
    .filter(({ name, distance }) => distance <= mostTypos && distance < plain(name).length / 2)
    .toSorted((a, b) => a.distance - b.distance);
  return ranked[0]?.name;
}

/**
 * The problem of an argument that nobody knows.
 *
 * @param owner Whose it is not, with its article: `a MediaCover`.
 * @param names Those that there are.
 */
export function notAnArgument(owner: string, written: string, names: readonly string[]): Problem {
  const meant = nearestName(written, names);
  const fix = meant === undefined ? `${owner} takes ${names.join(", ")}` : `did you mean ${meant}?`;
  return { path: [written], rule: `is not an argument of ${owner.replace(/^an? /, "")}`, fix };
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, "");
}

/** The number of characters to insert, delete, replace or swap with their neighbour (Damerau-Levenshtein distance). */
function editDistance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > mostTypos) return Infinity;
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= one.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const distance = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (same ? 0 : 1),
        swapped ? at(row - 2, column - 2) + 1 : Infinity,
      );
      rows[row]?.push(distance);
    }
  }
  return at(one.length, other.length);
}
