import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { runProcess } from "./childProcess.ts";
import { closureOf, findPlace, packages, placeOf, root } from "./lockFile.ts";

/** The package as a user has it: from its tarball, in a folder of its own with what it needs. */
export interface InstalledPackage {
  /** A folder whose node_modules holds the package; programs may be anywhere below. */
  folder: string;
  /** Puts a later version of the package in its place, which differs in its version only. */
  upgrade(version: string): void;
  remove(): void;
}

/** What `npm pack` says of the tarball that it made. */
export interface Packed {
  file: string;
  /** Bytes of the tarball. */
  size: number;
  /** Paths of what is in it. */
  files: string[];
}

/** How packages lie in node_modules: side by side as npm has them, or in pnpm's store with links to them. */
export type Layout = "npm" | "pnpm";

const packed = z.object({
  filename: z.string(),
  size: z.number(),
  files: z.array(z.object({ path: z.string() })),
});
const packReport = z.union([z.tuple([packed]), z.record(z.string(), packed)]);

/** Packs the package as `npm publish` would. The build must be there. */
export async function pack(destination: string): Promise<Packed> {
  const words = ["pack", "--json", "--offline", "--ignore-scripts", "--pack-destination", destination];
  const { output } = await runProcess("npm", words, { cwd: root, env: withoutNpmVariables() });
  const [report] = Object.values(packReport.parse(JSON.parse(output)));
  if (report === undefined) throw new Error("npm pack reported nothing");
  return {
    file: join(destination, report.filename),
    size: report.size,
    files: report.files.map(({ path }) => path),
  };
}

/** The environment without npm's own variables of the surrounding `npm test`, which would point npm at this repository. */
export function withoutNpmVariables(): NodeJS.ProcessEnv {
  const foreign = Object.entries(process.env).filter(
    ([name]) => !/^npm_(?!config_(registry|cache|userconfig)$)/i.test(name),
  );
  return Object.fromEntries(foreign);
}

/** What a program needs besides the package. */
export const besides = ["@pulumi/pulumi", "typescript", "ts-node", "@types/node"];

const ours = "pulumi-mediacover";

/**
 * Packs the package and lays it out as an installation would, with what a program needs besides, and nothing else: all that
 * comes from `npm ci` of this repository, and no network is asked.
 *
 * @param more Further packages that the program has.
 */
export async function installPackage(
  more: readonly string[] = [],
  layout: Layout = "npm",
): Promise<InstalledPackage> {
  const work = mkdtempSync(join(tmpdir(), "installed-"));
  const { file } = await pack(work);
  const unpacked = join(work, "unpacked");
  mkdirSync(unpacked);
  await runProcess("tar", ["-xzf", file, "-C", unpacked, "--strip-components=1"]);

  const folder = join(work, "project");
  const direct = [...besides, ...more];
  const brought = direct.map((name) => placeOf("", name));
  const places = new Set(["", ...brought].flatMap((place) => [...closureOf(place)]));
  places.delete("");
  const place = layout === "npm" ? layOutFlat(folder, places) : layOutStore(folder, places, direct);
  const install = (version: string): string => {
    const target = place(version);
    cpSync(unpacked, target, { recursive: true });
    chmodSync(join(target, "dist/cli/main.js"), 0o755);
    return target;
  };
  install(packages[""]?.version ?? "");
  linkCommand(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "installed", private: true }));
  return {
    folder,
    upgrade(version) {
      const target = install(version);
      replaceIn(join(target, "package.json"), /"version": "[^"]*"/, `"version": "${version}"`);
      replaceIn(join(target, "dist/provider/mps/version.js"), /version = "[^"]*"/, `version = "${version}"`);
    },
    remove: () => rmSync(work, { recursive: true, force: true }),
  };
}

/** Makes an empty folder for a version of our package, instead of the one that was there; returns its path. */
type PlaceOurs = (version: string) => string;

/** Every package where it is here, as npm would have it. */
function layOutFlat(folder: string, places: ReadonlySet<string>): PlaceOurs {
  for (const place of places) linkFiles(join(root, place), join(folder, place));
  const ourFolder = join(folder, "node_modules", ours);
  return () => {
    rmSync(ourFolder, { recursive: true, force: true });
    mkdirSync(ourFolder);
    return ourFolder;
  };
}

/** Every package in a store, whose folders have versions in their names, beside links to those that it may ask for. */
function layOutStore(folder: string, places: ReadonlySet<string>, direct: readonly string[]): PlaceOurs {
  const modules = join(folder, "node_modules");
  const storedModules = (name: string, version = ""): string =>
    join(modules, ".pnpm", `${name.replace("/", "+")}@${version}`, "node_modules");
  const folderOf = (place: string): string =>
    join(storedModules(nameAt(place), packages[place]?.version), nameAt(place));
  const linkNeeds = (place: string, into: string): void => {
    const { dependencies, peerDependencies } = packages[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      const found = findPlace(place, name);
      // A peer that the program does not have is not there.
      if (found !== undefined && places.has(found)) linkFolder(folderOf(found), join(into, name));
    }
  };
  for (const place of places) {
    linkFiles(join(root, place), folderOf(place));
    linkNeeds(place, storedModules(nameAt(place), packages[place]?.version));
  }
  for (const name of direct) linkFolder(folderOf(placeOf("", name)), join(modules, name));
  return (version) => {
    for (const entry of readdirSync(join(modules, ".pnpm")).filter((name) => name.startsWith(`${ours}@`))) {
      rmSync(join(modules, ".pnpm", entry), { recursive: true });
    }
    rmSync(join(modules, ours), { force: true });
    const target = join(storedModules(ours, version), ours);
    mkdirSync(target, { recursive: true });
    linkNeeds("", storedModules(ours, version));
    linkFolder(target, join(modules, ours));
    return target;
  };
}

/** The name of the package at a place. */
const nameAt = (place: string): string =>
  place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);

function linkFolder(folder: string, path: string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(folder, path, "dir");
}

/** Hard links to all files of a package but the packages within; copies where the folder is on another disk. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.name === "node_modules") continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFiles(source, target);
    else if (!existsSync(target)) linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}

/** What package managers put beside the packages for the command line. */
function linkCommand(folder: string): void {
  const commands = join(folder, "node_modules/.bin");
  mkdirSync(commands);
  symlinkSync(`../${ours}/dist/cli/main.js`, join(commands, "mediacover"));
}

function replaceIn(file: string, pattern: RegExp, text: string): void {
  const before = readFileSync(file, "utf8");
  const after = before.replace(pattern, text);
  if (after === before) throw new Error(`${file} does not hold ${pattern}`);
  writeFileSync(file, after);
}
