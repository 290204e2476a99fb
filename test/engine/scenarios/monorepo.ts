import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { InstalledPackage } from "../../support/installedPackage";
import { errorsOf, openProject, stepsOf } from "../../support/project";
import type { OpenStack } from "../harness/stack";

/**
 * A package of components, `@acme/covers`, depends on this package; the program's folder depends on `@acme/covers`. Where
 * each of them lies, and whether the program's folder sees this package, is up to the package manager.
 */

/** How a package manager lays a repository out. */
interface Layout {
  manager: string;
  /** Folder of the components. */
  covers: string;
  /** Folder of the program. */
  infra: string;
  /** Where `@acme/covers` is linked. */
  linkedAt: string;
  /** Where each package's dependencies are; those of the program do not hold this package. */
  modulesOfCovers: string;
  modulesOfInfra: string;
}

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const coverUrl = "http://covers.example.com/a.jpg";
const trailer = `new (require("@acme/covers").Trailer)("trailer", { mediaId: "${mediaId}", coverUrl: "${coverUrl}" });`;
const library = `new (require("@acme/covers").Library)("library", { covers: { "${mediaId}": "${coverUrl}" } });`;
const cover = { resource: 'MediaCover "trailer"', program: trailer };
const set = { resource: 'MediaCoverSet "library"', program: library };
const besides = ["@pulumi/pulumi", "typescript", "ts-node", "@types/node"];

/** Those that keep a package's dependencies to itself. */
export const strictLayouts: readonly (Layout & { resource: string; program: string })[] = [
  {
    manager: "npm with a file: dependency",
    covers: "covers",
    infra: "infra",
    linkedAt: "infra/node_modules/@acme/covers",
    modulesOfCovers: "covers/node_modules",
    modulesOfInfra: "infra/node_modules",
    ...cover,
  },
  {
    manager: "pnpm with workspace:*",
    covers: "packages/covers",
    infra: "infra",
    linkedAt: "infra/node_modules/@acme/covers",
    modulesOfCovers: "packages/covers/node_modules",
    modulesOfInfra: "infra/node_modules",
    ...set,
  },
  {
    manager: "Yarn with nmHoistingLimits",
    covers: "packages/covers",
    infra: "packages/infra",
    linkedAt: "node_modules/@acme/covers",
    modulesOfCovers: "packages/covers/node_modules",
    modulesOfInfra: "packages/infra/node_modules",
    ...cover,
  },
];

/** npm's and Yarn's workspaces, where all dependencies are at the root. */
const hoisted: Layout = {
  manager: "npm or Yarn with workspaces",
  covers: "packages/covers",
  infra: "infra",
  linkedAt: "node_modules/@acme/covers",
  modulesOfCovers: "node_modules",
  modulesOfInfra: "node_modules",
};

const components = `
const pulumi = require("@pulumi/pulumi");
const { MediaCover, MediaCoverSet } = require("pulumi-mediacover");
exports.Trailer = class extends pulumi.ComponentResource {
  constructor(name, args) {
    super("acme:index:Trailer", name);
    new MediaCover(name, args, { parent: this });
  }
};
exports.Library = class extends pulumi.ComponentResource {
  constructor(name, args) {
    super("acme:index:Library", name);
    new MediaCoverSet(name, args, { parent: this });
  }
};
`;
/** Lays a repository out; returns its root, which goes away with the test. */
function layOut(installed: InstalledPackage, layout: Layout, program: string, main = "index.js"): string {
  const root = mkdtempSync(join(tmpdir(), "monorepo-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  write(`${layout.covers}/package.json`, JSON.stringify({ name: "@acme/covers", main: "index.js" }));
  write(`${layout.covers}/index.js`, components);
  write(`${layout.infra}/package.json`, JSON.stringify({ name: "infra", private: true, main }));
  write(`${layout.infra}/${main}`, program);
  for (const name of besides) link(installed, name, join(root, layout.modulesOfInfra));
  for (const name of [...besides, "pulumi-mediacover"])
    link(installed, name, join(root, layout.modulesOfCovers));
  const place = join(root, layout.linkedAt);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(relative(dirname(place), join(root, layout.covers)), place);
  return root;
}

/** Links an installed package into a folder of dependencies, as from a store. */
function link(installed: InstalledPackage, name: string, modules: string): void {
  const place = join(modules, name);
  mkdirSync(dirname(place), { recursive: true });
  rmSync(place, { force: true });
  symlinkSync(join(installed.folder, "node_modules", name), place);
}

const openIn = (open: OpenStack, programDir: string, main?: string) =>
  openProject(open, {
    programDir,
    emulator: { seed: [{ mediaId }] },
    ...(main !== undefined && { stack: { main } }),
  });

/** Refused by the constructor, with the file that needs the dependency; once it has it, all is well. */
export async function asksForTheDependency(
  open: OpenStack,
  installed: InstalledPackage,
  layout: (typeof strictLayouts)[number],
): Promise<void> {
  const root = layOut(installed, layout, layout.program);
  const infra = join(root, layout.infra);
  const { stack, emulator } = await openIn(open, infra);
  const refused = await stack.preview();
  expect(refused.succeeded).toBe(false);
  const errors = errorsOf(refused);
  expect(errors).toContain(
    `${layout.resource}: Pulumi runs the provider in the program's folder, ${infra}, and pulumi-mediacover is not installed for it; ` +
      `add pulumi-mediacover to the dependencies of ${join(infra, "package.json")} and install them`,
  );
  expect(errors).not.toMatch(/Cannot find module|^ +at /m);
  link(installed, "pulumi-mediacover", join(root, layout.modulesOfInfra));
  const done = await stack.up();
  expect([errorsOf(done), done.succeeded]).toEqual(["", true]);
  expect(emulator.media.get(mediaId)?.cover).toBe(coverUrl);
}

/** Laid out so that the program's folder sees this package, though the program does not make that plain. */
export const openLayouts: readonly { what: string; main?: string; program: string }[] = [
  { what: "all dependencies at the root, as npm and Yarn have workspaces", program: trailer },
  { what: "a program in a folder below", main: "src/index.js", program: trailer },
  {
    what: "a program that changes its working folder once it has loaded the components",
    program: `require("@acme/covers"); process.chdir("/"); ${trailer}`,
  },
];

/** The same, seen by way of the folder that holds Pulumi.yaml. (The tests on the CLI keep that file elsewhere.) */
export const openRootLayouts: typeof openLayouts = [
  {
    what: "a program that changes its working folder before it loads the components",
    program: `process.chdir("/"); ${trailer}`,
  },
];

/** No false alarm. */
export async function runs(
  open: OpenStack,
  installed: InstalledPackage,
  { main, program }: (typeof openLayouts)[number],
): Promise<void> {
  const root = layOut(installed, hoisted, program, main);
  const { stack } = await openIn(open, join(root, hoisted.infra), main);
  const done = await stack.up();
  expect([errorsOf(done), stepsOf(done)]).toEqual(["", ["create trailer"]]);
}
