/** A place in a manifest. */
export interface Position {
  /** The path of the file, as the manifest's own path was given. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units, as editors count. */
  column: number;
}

/** One thing that is wrong with a manifest. */
export interface ManifestProblem extends Position {
  /** Where in the manifest, the rule, the value, and the fix: `covers[0].url must be …; got …; write …`. */
  message: string;
}

/** A problem as compilers write it, so that editors find the place: `covers.yaml:4:12: covers[0].url must be …`. */
export function problemLine({ file, line, column, message }: ManifestProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** How many problems the message of an error names before it goes on with their number. */
const mostShown = 100;

/** A manifest cannot be used. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
  /** Pulumi prints errors that are marked so as they are, without a stack: see `RunError` of its SDK. */
  readonly __pulumiRunError = true;

  /**
   * @param manifest The manifest's path.
   * @param problems Everything that is wrong, in the order of files and lines.
   */
  constructor(
    manifest: string,
    readonly problems: readonly ManifestProblem[],
  ) {
    const more = problems.length - mostShown;
    const lines = [
      `the manifest ${manifest} has ${count(problems.length)}:`,
      ...problems.slice(0, mostShown).map((problem) => `  ${problemLine(problem)}`),
      ...(more > 0 ? [`  and ${more.toLocaleString("en-US")} more`] : []),
    ];
    super(lines.join("\n"));
  }
}

function count(problems: number): string {
  return problems === 1 ? "1 problem" : `${problems.toLocaleString("en-US")} problems`;
}
