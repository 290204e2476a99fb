import { formatCount } from "../cover/formatCount";
import { describeProblem, type Path, type Problem } from "../cover/problem";

/** A place in a manifest. */
export interface Position {
  /** The path of the file, as the manifest's own path was given. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units, as editors count. */
  column: number;
}

/** One thing that is wrong with a manifest. Its `path` is empty if the whole file is meant. */
export interface ManifestProblem extends Position, Problem {
  /** The problem as users read it: `covers[0].url must be …; got …; write …`. */
  message: string;
}

/** A problem of a value in a manifest, or of its key. */
export interface WrittenProblem extends Problem {
  isOfKey?: true;
}

/** The positions of the values of a file, and of their keys. */
export interface Positions {
  /** The position of a value. If it is missing: the position of what should contain it. */
  positionOf: (path: Path) => Position;
  /** The position of a key of a map. */
  keyPositionOf: (path: Path, key: string) => Position;
}

/** Adds a position to a problem. */
export function problemAt(position: Position, problem: Problem): ManifestProblem {
  const { file, line, column } = position;
  return { file, line, column, ...problem, message: describeProblem(problem) };
}

/** Adds the position in its file to a problem. */
export function locate(positions: Positions, { isOfKey, ...problem }: WrittenProblem): ManifestProblem {
  const { path } = problem;
  const position = isOfKey
    ? positions.keyPositionOf(path.slice(0, -1), String(path.at(-1)))
    : positions.positionOf(path);
  return problemAt(position, problem);
}

/** A problem as compilers write it, so that editors find the place: `covers.yaml:4:12: covers[0].url must be …`. */
export function problemLine({ file, line, column, message }: ManifestProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** The message of an error names this many problems, then gives the number of the rest. */
const maxShownProblems = 100;

/** A manifest cannot be used. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";

  /**
   * @param manifest The manifest's path.
   * @param problems Everything that is wrong, in the order of files and lines.
   */
  constructor(
    manifest: string,
    readonly problems: readonly ManifestProblem[],
  ) {
    const more = problems.length - maxShownProblems;
    const lines = [
      `the manifest ${manifest} has ${formatCount(problems.length)} ${problems.length === 1 ? "problem" : "problems"}:`,
      ...problems.slice(0, maxShownProblems).map((problem) => `  ${problemLine(problem)}`),
      ...(more > 0 ? [`  and ${formatCount(more)} more`] : []),
    ];
    super(lines.join("\n"));
  }
}
