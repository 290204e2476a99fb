import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";

const root = resolve(import.meta.dirname, "..");

const manifestShape = z.object({ name: z.string(), files: z.array(z.string()) });

/**
 * Gives a program its node_modules: this package as a user has it, a copy of what would be published, and links to
 * everything else. A linked copy of this package would not do: states then hold its provider by value.
 */
export function installPackages(programDir: string): void {
  const installed = join(root, "node_modules");
  const target = join(programDir, "node_modules");
  const { name, files } = manifestShape.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  mkdirSync(target);
  for (const other of readdirSync(installed).filter((entry) => entry !== name && !entry.startsWith("."))) {
    symlinkSync(join(installed, other), join(target, other));
  }
  for (const file of ["package.json", ...files.filter((pattern) => !pattern.startsWith("!"))]) {
    cpSync(join(root, file), join(target, name, file), { recursive: true });
  }
}
