import { extname } from "node:path";
import { readOptions } from "./readOptions";
import { UsageError } from "./terminal";

export const reportHelp = `Usage: mediacover report (--preview [FILE] | --stack [FILE] | --manifest FILE...) [options]

Shows covers as pictures, before and after side by side: what a preview would change, what a stack's state has, or what a
manifest declares. A preview without covers, or without changes, is a report that says so.

What to report of:
  --preview [FILE]  what "pulumi preview --json" printed; - is the standard input; without FILE it is run here.
                    A preview that failed is reported as far as it came, with its errors
  --stack [FILE]    what "pulumi stack export" printed; - is the standard input; without FILE it is run here
  --manifest FILE   a manifest, may be given several times; beside --preview or --stack, where the pictures of URLs are
                    on this machine

Options:
  -o, --out FILE    where to write the report (default: the standard output)
  --format FORMAT   html or md, Markdown for a comment on a pull request, at most 65,536 characters
                    (default: by the end of FILE's name, else html)
  --fetch           loads pictures from their hosts: at most 20 MiB and 10 s each, 16 at once, without following
                    redirections, never from private or loopback addresses (default: local pictures only)
  --allow-private   with --fetch: also from private and loopback addresses, as of an intranet or the emulator
  --link            shows remote pictures from where they are, instead of embedding them; the reader's browser asks for them
  --root FOLDER     the folder that the manifest's files and pictures must be in
                    (default: the nearest one above that holds .git or Pulumi.yaml)
  --files BASE      where source files are, for a manifest without defaults.files, such as oss://videos/
  --help            this text

Secrets are shown as [secret]. Where the package sharp is installed, pictures are embedded as thumbnails; else those up to 64 KiB
as they are. Ends with 0 when the report is written, 1 when it is not, 2 for a command line that cannot be understood.`;

const optionTypes = {
  preview: { type: "string" },
  stack: { type: "string" },
  manifest: { type: "string", multiple: true },
  out: { type: "string", short: "o" },
  format: { type: "string" },
  fetch: { type: "boolean" },
  "allow-private": { type: "boolean" },
  link: { type: "boolean" },
  root: { type: "string" },
  files: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

export type ReportFormat = "html" | "md";

/** What `mediacover report` is to do. */
export interface ReportOptions {
  /** Of what, besides manifests; an empty file runs Pulumi. */
  source: { kind: "preview" | "stack"; file: string } | undefined;
  manifests: string[];
  out: string | undefined;
  format: ReportFormat;
  fetch: boolean;
  allowPrivate: boolean;
  link: boolean;
  root: string | undefined;
  files: string | undefined;
}

/**
 * Reads the options of `mediacover report`.
 *
 * @returns undefined if help was asked for
 * @throws {UsageError} naming the option and what it takes
 */
export function readReportOptions(words: readonly string[]): ReportOptions | undefined {
  const { values, positionals } = readOptions("report", withOptionalFiles(words), optionTypes);
  if (values.help === true) return undefined;
  const [unexpected] = positionals;
  if (unexpected !== undefined) {
    throw new UsageError(
      `Unexpected argument '${unexpected}'; write --preview, --stack or --manifest before a file`,
    );
  }
  const { preview, stack, manifest = [], out, root, files } = values;
  if (preview !== undefined && stack !== undefined) {
    throw new UsageError("--stack stands beside --preview; a report is of one of them");
  }
  if (preview === undefined && stack === undefined && manifest.length === 0) {
    throw new UsageError(`report needs one of --preview, --stack and --manifest\n\n${reportHelp}`);
  }
  const allowPrivate = values["allow-private"] ?? false;
  const fetch = values.fetch ?? false;
  if (allowPrivate && !fetch) throw new UsageError("--allow-private is for --fetch; write both, or none");
  return {
    source: sourceOf(preview, stack),
    manifests: manifest,
    out,
    format: readFormat(values.format, out),
    fetch,
    allowPrivate,
    link: values.link ?? false,
    root,
    files,
  };
}

/** `--preview` and `--stack` may stand without a file, which the system's reader of options does not know. */
function withOptionalFiles(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const before = words[index - 1];
    if (isSource(before) && isFile(word)) return [];
    if (!isSource(word)) return [word];
    const next = words[index + 1];
    return [`${word}=${isFile(next) ? next : ""}`];
  });
}

const isSource = (word: string | undefined): boolean => word === "--preview" || word === "--stack";
const isFile = (word: string | undefined): word is string =>
  word !== undefined && (word === "-" || !word.startsWith("-"));

function sourceOf(preview: string | undefined, stack: string | undefined): ReportOptions["source"] {
  if (preview !== undefined) return { kind: "preview", file: preview };
  return stack === undefined ? undefined : { kind: "stack", file: stack };
}

function readFormat(text: string | undefined, out: string | undefined): ReportFormat {
  const format = text ?? (/^\.(md|markdown)$/i.test(extname(out ?? "")) ? "md" : "html");
  if (format === "html" || format === "md") return format;
  throw new UsageError(`--format ${format}: write html or md`);
}
