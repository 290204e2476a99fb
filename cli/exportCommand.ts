import { readFileSync, writeFileSync } from "node:fs";
import { canonicalLiveUrl } from "../provider/cover/coverUrl";
import { lookUpMedia, type MediaReference } from "../provider/lookup/lookUpMedia";
import { checkMediaFile } from "../provider/cover/mediaFile";
import { describeProblem, describeProblems } from "../provider/cover/problem";
import { checkCoverUrl, checkMediaId } from "../provider/cover/rules";
import { MediaNotFoundError, NoMediaOfFileError } from "../provider/mps/errors";
import type { Media } from "../provider/mps/media";
import { type CoverToWrite, writeManifest } from "../provider/manifest/writeManifest";
import { readOptions } from "./readOptions";
import { type CommandService, connect } from "./service";
import { readServiceOptions, serviceOptionsHelp, serviceOptionTypes, settingsHelp } from "./serviceOptions";
import { CommandFailedError, type Terminal, UsageError } from "./terminal";

const help = `Usage: mediacover export (--ids ID... | --files FILE... | --from-stdin) [options]

Writes a manifest of the covers that media have now, sorted, so that a library comes under management as it is. Ten media are
one call.

${settingsHelp}

Options:
  --ids ID...           the media, by their ids; several words, or separated by commas
  --files FILE...       the media, by their source files: http: URLs or oss://<bucket>/<object>; the manifest then
                        knows them by file, too, so that it fits other regions and accounts
  --from-stdin          ids or files, a line each; empty lines and those that begin with # are passed over
  -o, --out FILE        where to write the manifest (default: the standard output)
${serviceOptionsHelp("where the media live")}
  --help                this text`;

const optionTypes = {
  ids: { type: "string", multiple: true },
  files: { type: "string", multiple: true },
  "from-stdin": { type: "boolean" },
  out: { type: "string", short: "o" },
  ...serviceOptionTypes,
  help: { type: "boolean", short: "h" },
} as const;

/**
 * Runs `mediacover export`.
 *
 * @throws {UsageError} for words that cannot be understood
 * @throws {CommandFailedError} listing the media that do not exist; then nothing is written
 */
export async function runExport(words: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = readOptions("export", words, optionTypes);
  if (values.help === true) return terminal.print(help);
  const options = readServiceOptions(values);
  const wanted = readWanted(values, positionals);
  const connection = await connect(options, terminal);
  const found = await findAll(wanted, connection);
  const covers = found.flatMap(({ reference, media }) => coverOf(reference, media, terminal));
  const text = writeManifest(covers, {
    comments: [`Covers of media in ${connection.region}, written by mediacover export.`],
    region: connection.region,
  });
  if (values.out === undefined) terminal.print(text.trimEnd());
  else writeFileSync(values.out, text);
  terminal.printError(`${covers.length} of ${found.length} media have a cover that was written down`);
}

interface ExportOptions {
  ids?: string[] | undefined;
  files?: string[] | undefined;
  "from-stdin"?: boolean | undefined;
}

/** The media to export: each once, sorted. */
function readWanted(options: ExportOptions, others: readonly string[]): MediaReference[] {
  const { ids, files } = options;
  const sources = [ids, files, options["from-stdin"]].filter((source) => source !== undefined);
  if (sources.length !== 1)
    throw new UsageError(`export needs one of --ids, --files and --from-stdin\n\n${help}`);
  const words =
    ids === undefined
      ? [...(files ?? readLines()), ...others]
      : [...ids, ...others].flatMap((word) => word.split(",")).filter((word) => word !== "");
  const problems: string[] = [];
  const references = [...new Set(words)].toSorted().flatMap((word) => {
    const isId = ids !== undefined || (files === undefined && !word.includes("/"));
    const checked = isId ? checkMediaId(word) : checkMediaFile(word);
    if (checked.ok) return [isId ? { mediaId: checked.value } : { file: checked.value }];
    problems.push(
      ...checked.problems.map((problem) => `${isId ? "the id" : "the file"} ${describeProblem(problem)}`),
    );
    return [];
  });
  if (problems.length > 0) throw new CommandFailedError(problems.join("\n"));
  return references;
}

function readLines(): string[] {
  const lines = readFileSync(0, "utf8").split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}

async function findAll(
  wanted: readonly MediaReference[],
  { service, region }: CommandService,
): Promise<{ reference: MediaReference; media: Media }[]> {
  const missing: string[] = [];
  const found = await Promise.all(
    wanted.map(async (reference) => {
      try {
        return [{ reference, media: await lookUpMedia(service, region, reference) }];
      } catch (error) {
        const isMissing = error instanceof MediaNotFoundError || error instanceof NoMediaOfFileError;
        if (!isMissing) throw error;
        missing.push("mediaId" in reference ? reference.mediaId : reference.file);
        return [];
      }
    }),
  );
  if (missing.length > 0) {
    const list = missing.toSorted().map((name) => `  ${name}`);
    throw new CommandFailedError(
      `${missing.length} of ${wanted.length} media do not exist in region ${region}; nothing was written:\n${list.join("\n")}`,
    );
  }
  return found.flat();
}

/** What is written of a media; nothing, with a notice, where it has no cover that can be managed. */
function coverOf(reference: MediaReference, media: Media, terminal: Terminal): CoverToWrite[] {
  const name = "mediaId" in reference ? reference.mediaId : reference.file;
  if (media.coverUrl === "") {
    terminal.printError(`${name} has no cover`);
    return [];
  }
  const live = canonicalLiveUrl(media.coverUrl);
  const checked = checkCoverUrl(live);
  if (checked.ok) return [{ media: reference, coverUrl: checked.value, note: media.title }];
  terminal.printError(`${name} is left out, as its cover ${describeProblems(checked.problems)}`);
  return [];
}
