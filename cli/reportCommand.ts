import { extname } from "node:path";
import { renderHtml } from "./report/html/renderHtml";
import { loadPictures } from "./report/pictures/loadPictures";
import { readPulumiText } from "./report/pulumiText";
import { declaredChanges, readManifests, withFiles } from "./report/readManifests";
import { readPreview, type ReportContent } from "./report/readPreview";
import { readStack } from "./report/readStack";
import { renderMarkdown } from "./report/renderMarkdown";
import { withUploads } from "./report/uploads";
import { faultyText, headline } from "./report/wording";
import { CommandFailedError, type Terminal, UsageError } from "./terminal";
import { replaceFile } from "./replaceFile";

export interface ReportOptions {
  /** A file, `-`, or `true` for running Pulumi. */
  preview?: string | true;
  /** The same. */
  stack?: string | true;
  manifest?: string[];
  out?: string;
  format?: "html" | "md";
  fetch?: true;
  allowPrivate?: true;
  link?: true;
  root?: string;
  files?: string;
}

/**
 * Runs `mediacover report`.
 *
 * @throws CommandFailedError for what Pulumi did not print, or a report that cannot be written
 * @throws ManifestError for a manifest with problems
 */
export async function runReport(options: ReportOptions, terminal: Terminal): Promise<void> {
  const { preview, stack, manifest, out, fetch, allowPrivate, link } = options;
  if ((preview ?? stack ?? manifest) === undefined)
    throw new UsageError("report needs one of --preview, --stack and --manifest");
  if (allowPrivate && !fetch) throw new UsageError("--allow-private needs --fetch");
  const content = await readContent(options, terminal);
  const format = options.format ?? (/^\.(md|markdown)$/i.test(extname(out ?? "")) ? "md" : "html");
  const pictures = await loadPictures(content.changes, {
    fetch: fetch ?? false,
    allowPrivate: allowPrivate ?? false,
    embed: format === "html",
  });
  const report = { ...content, source: describeSource(options), pictures, link: link ?? false };
  const pieces = format === "md" ? [renderMarkdown(report)] : renderHtml(report);
  await write(pieces, out, terminal);
  const faulty = pictures.faulty > 0 ? `; ${faultyText(pictures.faulty)}` : "";
  terminal.printError(`covers: ${headline(content)}${faulty}`);
}

async function readContent(
  { preview, stack, manifest = [], root, files }: ReportOptions,
  terminal: Terminal,
): Promise<ReportContent> {
  const entries = readManifests(manifest, { root, files });
  const source = preview ?? stack;
  if (source === undefined)
    return {
      changes: declaredChanges(entries),
      nothing: "no covers in it",
      remarks: [],
      errors: [],
      uploads: [],
    };
  const isPreview = preview !== undefined;
  const text = await readPulumiText(isPreview ? "preview" : "stack", source, terminal);
  const content = isPreview ? readPreview(text) : readStack(text);
  const changes = withUploads(withFiles(content.changes, entries), content.uploads, root);
  return { ...content, changes };
}

function describeSource({ preview, stack, manifest = [] }: ReportOptions): string {
  if (preview !== undefined) return "What pulumi up would do, by its preview";
  return stack === undefined ? `Declared in ${manifest.join(", ")}` : "The stack's state";
}

async function write(pieces: Iterable<string>, out: string | undefined, terminal: Terminal): Promise<void> {
  if (out === undefined || out === "-") {
    for (const piece of pieces) await terminal.write(piece);
    return;
  }
  try {
    // One text may be longer than a string can be.
    await replaceFile(out, Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece))));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailedError(`the report cannot be written (${reason}); give -o another file`, {
      cause: error,
    });
  }
}
