import { cpSync, existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { installPackage } from "./installedPackage";

/** Where the examples are. */
export const examples = resolve(import.meta.dirname, "../../examples");

/** The examples as somebody has them who copied them: fresh folders, and the package from its tarball. */
export interface InstalledExamples {
  /** A fresh copy of an example; returns its folder. */
  copy(name: string): string;
  remove(): void;
}

/** Packs and installs the package, with what the examples need. */
export async function installExamples(): Promise<InstalledExamples> {
  const installed = await installPackage(["@pulumi/alicloud"]);
  let copies = 0;
  return {
    copy(name) {
      const folder = join(installed.folder, `${name}-${(copies += 1)}`);
      cpSync(join(examples, name), folder, {
        recursive: true,
        filter: (path) => !path.endsWith("node_modules"),
      });
      return folder;
    },
    remove: () => installed.remove(),
  };
}

/** The names of the examples that are programs in TypeScript. */
export const exampleNames = readdirSync(examples)
  .filter((name) => existsSync(join(examples, name, "index.ts")))
  .toSorted();
