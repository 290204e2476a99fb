import type { ManifestEntry } from "../provider/manifest/entry";
import { loadManifest, type LoadManifestOptions } from "../provider/manifest/loadManifest";
import { ManifestError, type ManifestProblem, problemLine } from "../provider/manifest/problem";
import { resolveMedia } from "../provider/manifest/resolveMedia";
import { checkPictures } from "./checkPictures";
import { readOptions } from "./readOptions";
import { type CommandService, connect } from "./service";
import { readServiceOptions, serviceOptionsHelp, serviceOptionTypes, settingsHelp } from "./serviceOptions";
import { CommandFailedError, type Terminal, UsageError } from "./terminal";

const help = `Usage: mediacover check <manifest>... [options]

Checks manifests of covers, YAML or JSON, with all that they include: prints what is wrong as file:line:column: message, and
ends with 1 if anything is. Only --online asks anybody:

${settingsHelp}

Options:
  --online              also looks that the media exist, and that the pictures answer over HTTP
  --files BASE          where source files are, for a manifest without defaults.files, such as oss://videos/
  --root FOLDER         the folder that all files and pictures must be in
                        (default: the nearest one above that holds .git or Pulumi.yaml)
  --upload              pictures may be without baseUrl, as the program uploads them
${serviceOptionsHelp("the region of media for which a manifest names none")}
  --help                this text`;

const optionTypes = {
  online: { type: "boolean" },
  files: { type: "string" },
  root: { type: "string" },
  upload: { type: "boolean" },
  ...serviceOptionTypes,
  help: { type: "boolean", short: "h" },
} as const;

/**
 * Runs `mediacover check`.
 *
 * @throws {UsageError} for words that cannot be understood
 * @throws {CommandFailedError} when anything is wrong; the problems are printed already
 */
export async function runCheck(words: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = readOptions("check", words, optionTypes);
  if (values.help === true) return terminal.print(help);
  if (positionals.length === 0) throw new UsageError(`check needs the path of a manifest\n\n${help}`);
  const { root, files, upload } = values;
  const options = readServiceOptions(values);
  const { region } = options;
  let connection: Promise<CommandService> | undefined;
  const connectOnce = (): Promise<CommandService> => (connection ??= connect(options, terminal));
  let wrong = 0;
  for (const path of positionals) {
    const { entries, problems } = load(path, { root, defaults: { region, files }, upload });
    if (values.online === true) problems.push(...(await checkOnline(entries, connectOnce)));
    for (const problem of problems) terminal.print(problemLine(problem));
    if (problems.length === 0) terminal.print(`${path}: ok, ${summary(entries)}`);
    wrong += problems.length;
  }
  if (wrong > 0) throw new CommandFailedError(wrong === 1 ? "1 problem" : `${wrong} problems`);
}

function load(
  path: string,
  options: LoadManifestOptions,
): { entries: ManifestEntry[]; problems: ManifestProblem[] } {
  try {
    return { entries: loadManifest(path, options), problems: [] };
  } catch (error) {
    if (error instanceof ManifestError) return { entries: [], problems: [...error.problems] };
    throw error;
  }
}

/** Media that do not exist, or are the same; pictures that do not answer. */
async function checkOnline(
  entries: readonly ManifestEntry[],
  connectOnce: () => Promise<CommandService>,
): Promise<ManifestProblem[]> {
  if (entries.length === 0) return [];
  const { service, region } = await connectOnce();
  const { problems } = await resolveMedia(entries, service, region);
  return [...problems, ...(await checkPictures(entries))].toSorted(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line,
  );
}

/** "3 covers (2 by id, 1 by file)". */
function summary(entries: readonly ManifestEntry[]): string {
  const byId = entries.filter(({ media }) => "mediaId" in media).length;
  const ofPictures = entries.filter(({ picture }) => picture !== undefined).length;
  const parts = [`${byId} by id`, `${entries.length - byId} by file`];
  if (ofPictures > 0) parts.push(`${ofPictures} of local pictures`);
  return `${entries.length} ${entries.length === 1 ? "cover" : "covers"} (${parts.join(", ")})`;
}
