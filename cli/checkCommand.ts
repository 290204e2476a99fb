import { isById } from "../provider/lookup/lookUpMedia";
import type { ManifestEntry } from "../provider/manifest/entry";
import { loadManifest, type LoadManifestOptions } from "../provider/manifest/loadManifest";
import { ManifestError, type ManifestProblem, problemLine } from "../provider/manifest/problem";
import { resolveMedia } from "../provider/manifest/resolveMedia";
import { checkPictures } from "./checkPictures";
import { type CommandService, connect } from "./service";
import type { ServiceOptions } from "./commandConfig";
import { CommandFailedError, type Terminal } from "./terminal";

export interface CheckOptions extends ServiceOptions {
  online?: true;
  files?: string;
  root?: string;
  upload?: true;
}

/**
 * Runs `mediacover check`.
 *
 * @throws CommandFailedError if there is any problem; the problems are printed already
 */
export async function runCheck(
  manifests: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
): Promise<void> {
  const { root, files, upload, region, online } = options;
  let connection: Promise<CommandService> | undefined;
  const connectOnce = (): Promise<CommandService> => (connection ??= connect(options, terminal));
  let count = 0;
  for (const path of manifests) {
    const warn = (warning: ManifestProblem): void =>
      terminal.print(problemLine({ ...warning, message: `warning: ${warning.message}` }));
    const { entries, problems } = load(path, {
      root,
      defaults: { region, files },
      upload,
      snapshots: true,
      warn,
    });
    if (online === true) problems.push(...(await checkOnline(entries, connectOnce)));
    for (const problem of problems) terminal.print(problemLine(problem));
    if (problems.length === 0) terminal.print(`${path}: ok, ${summary(entries)}`);
    count += problems.length;
  }
  if (count > 0) throw new CommandFailedError(count === 1 ? "1 problem" : `${count} problems`);
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
  const byId = entries.filter(({ media }) => isById(media)).length;
  const ofPictures = entries.filter(({ picture }) => picture !== undefined).length;
  const parts = [`${byId} by id`, `${entries.length - byId} by file`];
  if (ofPictures > 0) parts.push(`${ofPictures} of local pictures`);
  const snapshots = entries.filter(({ snapshot }) => snapshot !== undefined).length;
  if (snapshots > 0) parts.push(`${snapshots} by snapshot`);
  return `${entries.length} ${entries.length === 1 ? "cover" : "covers"} (${parts.join(", ")})`;
}
