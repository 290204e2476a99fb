import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";

const root = resolve(import.meta.dirname, "../..");

/** The package as a user has it: packed, and installed by npm into a folder of its own. */
export interface InstalledPackage {
  /** A folder whose node_modules holds the package; programs may be anywhere below. */
  folder: string;
  /** Installs a later version of the package, which differs in its version only. */
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

const packReport = z.union([
  z.tuple([
    z.object({ filename: z.string(), size: z.number(), files: z.array(z.object({ path: z.string() })) }),
  ]),
  z.record(
    z.string(),
    z.object({ filename: z.string(), size: z.number(), files: z.array(z.object({ path: z.string() })) }),
  ),
]);

/** Packs a package as `npm publish` would. The build must be there. */
export function pack(destination: string, packageDir: string = root): Packed {
  const report = packReport.parse(
    JSON.parse(npm(packageDir, "pack", "--json", "--ignore-scripts", "--pack-destination", destination)),
  );
  const [packed] = Object.values(report);
  if (packed === undefined) throw new Error("npm pack reported nothing");
  return {
    file: join(destination, packed.filename),
    size: packed.size,
    files: packed.files.map(({ path }) => path),
  };
}

/**
 * Packs the package and installs it with what a program needs besides.
 *
 * @param more Further packages, in the versions that this project has.
 */
export function installPackage(more: readonly string[] = []): InstalledPackage {
  const work = mkdtempSync(join(tmpdir(), "installed-"));
  const folder = join(work, "project");
  mkdirSync(folder);
  const versions = z
    .object({ devDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  const besides = ["@pulumi/pulumi", "typescript", "ts-node", "@types/node", ...more].map(
    (name) => `${name}@${versions.devDependencies[name]}`,
  );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "installed", private: true }));
  npm(folder, "install", ...quietly, pack(work).file, ...besides);
  return {
    folder,
    upgrade(version) {
      const next = join(work, "next");
      cpSync(join(folder, "node_modules/pulumi-mediacover"), next, { recursive: true });
      replaceIn(join(next, "package.json"), /"version": "[^"]*"/, `"version": "${version}"`);
      replaceIn(join(next, "dist/provider/mps/version.js"), /version = "[^"]*"/, `version = "${version}"`);
      npm(folder, "install", ...quietly, pack(work, next).file);
    },
    remove: () => rmSync(work, { recursive: true, force: true }),
  };
}

const quietly = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];

function npm(folder: string, ...words: string[]): string {
  // Without npm's own variables of the surrounding `npm test`, which would point it at this repository.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(?!config_(registry|cache|userconfig)$)/i.test(name),
    ),
  );
  return execFileSync("npm", words, {
    cwd: folder,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function replaceIn(file: string, pattern: RegExp, text: string): void {
  const before = readFileSync(file, "utf8");
  const after = before.replace(pattern, text);
  if (after === before) throw new Error(`${file} does not hold ${pattern}`);
  writeFileSync(file, after);
}
