import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";

const root = resolve(import.meta.dirname, "../..");

/** The files of this repository in a folder of its own, where they can be broken, built and tested. */
export interface CopyOfTree {
  folder: string;
  /** @throws Error with the compiler's words. */
  build(): void;
  /** Runs files of tests; says which tests were red, as "file: title". @throws Error when nothing was run. */
  redTests(files: readonly string[]): string[];
  remove(): void;
}

/** Copies what git knows of the tree and what is new in it; the packages are those that are installed here. */
export function copyTree(): CopyOfTree {
  const folder = mkdtempSync(join(tmpdir(), "mutants-"));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of listed.split("\0").filter((name) => name !== "")) {
    cpSync(join(root, file), join(folder, file), { recursive: true });
  }
  linkPackages(folder);
  return {
    folder,
    build() {
      const { status, stdout, stderr } = run(folder, ["npm", "run", "build", "--silent"]);
      if (status !== 0) throw new Error(`the mutant does not compile:\n${stdout}${stderr}`);
    },
    redTests: (files) => redTests(folder, files),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Each package as it is, but for this one, whose name must lead to the copy. */
function linkPackages(folder: string): void {
  const [from, to] = [join(root, "node_modules"), join(folder, "node_modules")];
  mkdirSync(to);
  for (const name of readdirSync(from).filter((each) => each === ".bin" || !each.startsWith("."))) {
    symlinkSync(name === "pulumi-mediacover" ? folder : join(from, name), join(to, name));
  }
}

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

function redTests(folder: string, files: readonly string[]): string[] {
  // Where vitest.config.mts has the report written.
  const output = join(folder, "node_modules/.cache/test-results.json");
  rmSync(output, { force: true });
  const { stdout, stderr } = run(folder, [
    process.execPath,
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    ...files,
  ]);
  if (!existsSync(output)) throw new Error(`no tests were run:\n${stdout}${stderr}`);
  const { testResults } = report.parse(JSON.parse(readFileSync(output, "utf8")));
  const idle = testResults.filter(({ assertionResults }) => assertionResults.length === 0);
  if (testResults.length !== files.length || idle.length > 0) {
    throw new Error(
      `not every file of ${files.join(", ")} ran its tests:\n${idle.map(({ message }) => message).join("\n")}\n${stderr}`,
    );
  }
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => `${name.slice(name.indexOf("/test/") + 1)}: ${fullName}`),
  );
}

function run(cwd: string, [command = "", ...words]: readonly string[]) {
  return spawnSync(command, words, { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}
