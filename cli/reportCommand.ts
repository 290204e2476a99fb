import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { renderHtml, type Report } from "./report/html/renderHtml";
import { loadPictures } from "./report/pictures/loadPictures";
import { pulumiText } from "./report/pulumiText";
import { declaredChanges, readManifests, withFiles } from "./report/readManifests";
import { readPreview, type ReportContent } from "./report/readPreview";
import { readStack } from "./report/readStack";
import { renderMarkdown } from "./report/renderMarkdown";
import { withUploads } from "./report/uploads";
import { headline } from "./report/wording";
import { readReportOptions, reportHelp, type ReportOptions } from "./reportOptions";
import { CommandFailedError, type Terminal } from "./terminal";

/**
 * Runs `mediacover report`.
 *
 * @throws {UsageError} for words that cannot be understood
 * @throws {CommandFailedError} for what Pulumi did not print, or a report that cannot be written
 * @throws {ManifestError} for a manifest that is wrong
 */
export async function runReport(words: readonly string[], terminal: Terminal): Promise<void> {
  const options = readReportOptions(words);
  if (options === undefined) return terminal.print(reportHelp);
  const content = await readContent(options);
  const embed = options.format === "html";
  const pictures = await loadPictures(content.changes, { ...options, embed });
  const report = { ...content, source: sourceText(options), pictures, link: options.link };
  await write(options, report);
  terminal.printError(`covers: ${headline(content)}`);
}

async function readContent({ source, manifests, root, files }: ReportOptions): Promise<ReportContent> {
  const entries = readManifests(manifests, { root, files });
  if (source === undefined)
    return {
      changes: declaredChanges(entries),
      nothing: "no covers in it",
      remarks: [],
      errors: [],
      uploads: [],
    };
  const text = await pulumiText(source.kind, source.file);
  const content = source.kind === "preview" ? readPreview(text) : readStack(text);
  const changes = withUploads(withFiles(content.changes, entries), content.uploads, root);
  return { ...content, changes };
}

function sourceText({ source, manifests }: ReportOptions): string {
  if (source === undefined) return `Declared in ${manifests.join(", ")}`;
  return source.kind === "preview" ? "What pulumi up would do, by its preview" : "The stack's state";
}

async function write({ out, format }: ReportOptions, report: Report): Promise<void> {
  const pieces = Readable.from(format === "md" ? [renderMarkdown(report)] : renderHtml(report));
  if (out === undefined) {
    for await (const piece of pieces) {
      if (!process.stdout.write(piece)) await once(process.stdout, "drain");
    }
    return;
  }
  try {
    await pipeline(pieces, createWriteStream(out));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailedError(`the report cannot be written (${reason}); give -o another file`, {
      cause: error,
    });
  }
}
