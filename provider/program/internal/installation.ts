import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { errorCode } from "../../files/findFile";

/**
 * Whether the provider's process can load this package.
 *
 * Pulumi stores a dynamic provider as text that loads this package by name, and runs that text in a process that starts in
 * the program's folder. In a monorepo, a package of components may depend on this one while the program's folder does not
 * see it: pnpm, Yarn and `file:` dependencies keep a package's dependencies to themselves.
 */

/** Pulumi starts the program in its folder. Read at load, because the program may change its working folder later. */
const startFolder = workingFolder();

/** What the stored texts of the three providers load. */
const loaded = [
  "pulumi-mediacover/provider.js",
  "pulumi-mediacover/setProvider.js",
  "pulumi-mediacover/snapshotProvider.js",
  "pulumi-mediacover/lifecycle",
];

/**
 * Checks that the provider's process can load this package.
 *
 * @param resource The resource that needs it, such as `MediaCover "trailer"`.
 * @throws RunError naming the `package.json` to add the dependency to.
 */
export function requireInstallation(resource: string): void {
  checkedFolder ??= { without: folderWithoutPackage() };
  const folder = checkedFolder.without;
  if (folder === undefined) return;
  throw new pulumi.RunError(
    `${resource}: Pulumi runs the provider in the program's folder, ${folder}, and pulumi-mediacover is not installed for it; ` +
      `add pulumi-mediacover to the dependencies of ${nearestPackageFile(folder)} and install them`,
  );
}

/** Looked at once, because it is the same for all resources. */
let checkedFolder: { without: string | undefined } | undefined;

/** The program's folder, if it does not see this package. */
function folderWithoutPackage(): string | undefined {
  // Unit tests and inline programs of the Automation API have a process of their own, whose folder says nothing.
  const isPulumiProgram = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run([\\/]index\.js)?$/.test(
    process.argv[1] ?? "",
  );
  // A program that changes its working folder before it loads this package hides its own one.
  const folders = [startFolder, workingFolder(), pulumi.getRootDirectory()].filter(isFolder);
  return isPulumiProgram && !folders.some(seesPackage) ? folders[0] : undefined;
}

const isFolder = (path: string | undefined): path is string => path !== undefined && isAbsolute(path);

function seesPackage(folder: string): boolean {
  const { resolve } = createRequire(join(folder, "program.js"));
  return loaded.every((name) => {
    try {
      return resolve(name) !== "";
    } catch (error) {
      // Whatever else is wrong is for Pulumi to report.
      return errorCode(error) !== "MODULE_NOT_FOUND";
    }
  });
}

function nearestPackageFile(folder: string): string {
  const file = join(folder, "package.json");
  const parent = dirname(folder);
  return existsSync(file) || parent === folder ? file : nearestPackageFile(parent);
}

/** Undefined if it has been deleted. */
function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
