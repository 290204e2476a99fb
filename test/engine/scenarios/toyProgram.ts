/** Programs of the scenarios: JavaScript in a temporary folder, beside a toy provider. */

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PropertyMap, StackOptions } from "../harness/stack.ts";
import { parsePropertyMap } from "../harness/properties.ts";

const fixtures = fileURLToPath(new URL("../harness/fixtures/", import.meta.url));
const installedSdk = fileURLToPath(new URL("../../../node_modules/@pulumi/pulumi", import.meta.url));
const prelude = 'const { pulumi, config, Toy, ToyAccount, ToyBox } = require("./toy.cjs");\n';

/** A program that a scenario can change between operations, and the toys' world beside it. */
export class ToyProgram {
  /** To be spread into the options of a stack. */
  readonly options: Pick<StackOptions, "programDir" | "projectName" | "typescript">;
  readonly #folder = mkdtempSync(join(tmpdir(), "toy-program-"));

  /** Writes a program: statements that may use `pulumi`, `config`, `Toy`, `ToyAccount`, `ToyBox` and `exports`. */
  constructor(statements: string) {
    this.options = { programDir: this.#folder, projectName: "toys", typescript: false };
    for (const file of ["toy.cjs", "toyProvider.cjs"])
      copyFileSync(join(fixtures, file), join(this.#folder, file));
    this.#write("package.json", JSON.stringify({ name: "toys", main: "index.js" }));
    // Nothing but the SDK: the CLI's language host searches all of node_modules before every run.
    const scope = join(this.#folder, "node_modules", "@pulumi");
    mkdirSync(scope, { recursive: true });
    symlinkSync(installedSdk, join(scope, "pulumi"), "dir");
    mkdirSync(join(this.#folder, "world"));
    this.change(statements);
  }

  /** Replaces the program's text. */
  change(statements: string): void {
    this.#write("index.js", prelude + statements);
  }

  /** The instance as the world has it; undefined where it does not exist. */
  instance(id: string): PropertyMap | undefined {
    const path = this.#instancePath(id);
    return existsSync(path) ? parsePropertyMap(JSON.parse(readFileSync(path, "utf8"))) : undefined;
  }

  /** Changes an instance behind the stack's back; undefined deletes it, a text puts nonsense in its place. */
  tamper(id: string, instance: PropertyMap | string | undefined): void {
    if (instance === undefined) rmSync(this.#instancePath(id));
    else
      this.#write(
        join("world", `${id}.json`),
        typeof instance === "string" ? instance : JSON.stringify(instance),
      );
  }

  /** What the provider was asked to do so far, checks and diffs aside. */
  get calls(): string[] {
    const path = join(this.#folder, "calls.log");
    return existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n") : [];
  }

  /** Removes everything. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #instancePath(id: string): string {
    return join(this.#folder, "world", `${id}.json`);
  }

  #write(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), text);
  }
}
