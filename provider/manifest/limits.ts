/**
 * Limits of a manifest. These are choices: far beyond what people write, and low enough to keep a hostile manifest harmless.
 */
export const manifestLimits = {
  /** One file: some 30,000 covers, read in two seconds. Larger catalogues are several files. */
  maxFileBytes: 4 * 1024 * 1024,
  /** Files that one manifest may be made of. */
  maxFiles: 200,
  /** Values that all aliases (`*name`) of a file may expand to. */
  maxAliases: 10_000,
  /** YAML errors that are reported for one file. Later ones are mostly consequences of the first. */
  maxSyntaxErrors: 20,
} as const;
