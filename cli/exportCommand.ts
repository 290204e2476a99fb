import { canonicalLiveUrl } from "../provider/cover/liveCoverUrl";
import { decodeText } from "../provider/files/decodeText";
import { describeReference, lookUpMedia, type MediaReference } from "../provider/lookup/lookUpMedia";
import { checkMediaFile } from "../provider/cover/mediaFile";
import { describeProblem, describeProblems } from "../provider/cover/problem";
import { checkCoverUrl, checkMediaId } from "../provider/cover/rules";
import { MediaNotFoundError, NoMediaOfFileError } from "../provider/mps/errors";
import type { Media } from "../provider/mps/media";
import { type CoverToWrite, writeManifest } from "../provider/manifest/writeManifest";
import type { ServiceOptions } from "./commandConfig";
import { writeImportFile } from "./importFile";
import { replaceFile } from "./replaceFile";
import { type CommandService, connect } from "./service";
import { CommandFailedError, type Terminal, UsageError } from "./terminal";

export interface ExportOptions extends ServiceOptions {
  ids?: string[];
  files?: string[];
  fromStdin?: true;
  format: "manifest" | "import";
  out?: string;
}

/**
 * Runs `mediacover export`.
 *
 * @throws CommandFailedError with all videos that do not exist; then nothing is written
 */
export async function runExport(options: ExportOptions, terminal: Terminal): Promise<void> {
  const wanted = await readWanted(options, terminal);
  const connection = await connect(options, terminal);
  const found = await findAll(wanted, connection);
  const covers = found.flatMap((video) => coverOf(video, terminal));
  const { region } = connection;
  const text =
    options.format === "import"
      ? writeImportFile(distinct(covers), region)
      : writeManifest(covers.map(coverToWrite), {
          comments: [`Covers of videos in ${region}, written by mediacover export.`],
          region,
        });
  if (options.out === undefined || options.out === "-") terminal.print(text.trimEnd());
  else await replaceFile(options.out, text);
  terminal.printError(`${covers.length} of ${found.length} videos have a cover that was written down`);
}

interface FoundVideo {
  reference: MediaReference;
  media: Media;
}

/** The videos to export: each once, sorted. */
async function readWanted(
  { ids, files, fromStdin }: ExportOptions,
  terminal: Terminal,
): Promise<MediaReference[]> {
  if ((ids ?? files ?? fromStdin) === undefined)
    throw new UsageError("export needs one of --ids, --files and --from-stdin");
  const words = ids?.flatMap(splitIds) ?? files ?? (await readLines(terminal));
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

/** Ids with commas between them. A URL is one word, so that it is refused as a whole, without a signature in it. */
const splitIds = (word: string): string[] =>
  /[:/?@]/.test(word) ? [word] : word.split(",").filter((id) => id !== "");

async function readLines(terminal: Terminal): Promise<string[]> {
  return decodeInput(await terminal.readInput())
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

function decodeInput(bytes: Uint8Array): string {
  try {
    return decodeText(bytes);
  } catch (error) {
    throw new CommandFailedError("the standard input is not text in UTF-8 or UTF-16", { cause: error });
  }
}

async function findAll(
  wanted: readonly MediaReference[],
  { service, region }: CommandService,
): Promise<FoundVideo[]> {
  const missing: string[] = [];
  const found = await Promise.all(
    wanted.map(async (reference) => {
      try {
        return [{ reference, media: await lookUpMedia(service, region, reference) }];
      } catch (error) {
        const isMissing = error instanceof MediaNotFoundError || error instanceof NoMediaOfFileError;
        if (!isMissing) throw error;
        missing.push(describeReference(reference));
        return [];
      }
    }),
  );
  if (missing.length > 0) {
    const list = missing.toSorted().map((name) => `  ${name}`);
    throw new CommandFailedError(
      `${missing.length} of ${wanted.length} videos do not exist in region ${region}; nothing was written:\n${list.join("\n")}`,
    );
  }
  return found.flat();
}

/** A video with its cover in the canonical form; nothing, with a notice, if it has no cover that can be managed. */
function coverOf({ reference, media }: FoundVideo, terminal: Terminal): FoundVideo[] {
  const name = describeReference(reference);
  if (media.coverUrl === "") {
    terminal.printError(`${name} has no cover`);
    return [];
  }
  const live = canonicalLiveUrl(media.coverUrl);
  const checked = checkCoverUrl(live);
  if (checked.ok) return [{ reference, media: { ...media, coverUrl: checked.value } }];
  terminal.printError(`${name} is left out, because its cover ${describeProblems(checked.problems)}`);
  return [];
}

const coverToWrite = ({ reference, media }: FoundVideo): CoverToWrite => ({
  media: reference,
  coverUrl: media.coverUrl,
  note: media.title,
});

/** Each video once, also where it was asked for by its id and by its file. */
const distinct = (videos: readonly FoundVideo[]): Media[] => [
  ...new Map(videos.map(({ media }) => [media.mediaId, media])).values(),
];
