/** What a manifest may be. These are choices: each is far beyond what people write, and keeps a hostile one harmless. */
export const manifestLimits = {
  /** One file: some 30,000 covers, read in two seconds. Larger catalogues are several files. */
  maxFileBytes: 4 * 1024 * 1024,
  /** Files that one manifest may be made of. */
  maxFiles: 200,
  /** What all aliases (`*name`) of a file may come to. */
  maxAliases: 10_000,
  /** Errors of YAML itself that are told of one file: what follows the first ones is mostly their consequence. */
  maxSyntaxErrors: 20,
} as const;
