import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { z } from "zod";

const root = resolve(import.meta.dirname, "../..");

/** Where the surface is kept. */
export const reportFile = join(import.meta.dirname, "surface.txt");

const targetShape = z.union([z.string(), z.object({ types: z.string() })]);
type Target = z.infer<typeof targetShape>;

const packageShape = z.object({ version: z.string(), exports: z.record(z.string(), targetShape) });

/** All that users and their states can depend on, as text: what each entry of the package exports, and what is recorded. */
export function surface(): string {
  const { version, exports } = packageShape.parse(
    JSON.parse(readFileSync(join(root, "package.json"), "utf8")),
  );
  const typesOf = (target: Target): string[] =>
    typeof target === "string" ? [] : [join(root, target.types)];
  const program = ts.createProgram(Object.values(exports).flatMap(typesOf), {
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.Node20,
    strict: true,
  });
  const entries = Object.entries(exports).map(([name, target]) =>
    [`## ${name}\n`, ...typesOf(target).map((file) => declarationsOf(file, program))].join("\n"),
  );
  return `${entries.join("\n")}\n## State\n\n${stateShape(version)}`;
}

/** The declarations of what a module exports, in the order of their names, without comments. */
function declarationsOf(file: string, program: ts.Program): string {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is not there, or no module: npm run build`);
  const printer = ts.createPrinter({ removeComments: true });
  const printed = checker.getExportsOfModule(module).map((symbol) => {
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const { declarations = [] } = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    const texts = declarations.map((node) =>
      printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()),
    );
    return `${symbol.name}: ${texts.join("\n")}`;
  });
  return `${printed.toSorted().join("\n")}\n`;
}

const stateFile = z.object({
  resources: z.array(z.object({ type: z.string(), inputs: z.unknown(), outputs: z.unknown() })),
});

/** Which fields this version records, of which types; see `test/upgrades`. */
function stateShape(version: string): string {
  const file = join(root, `test/fixtures/states/${version}.json`);
  const { resources } = stateFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const lines = resources
    .filter(({ type }) => type.includes("mediacover:"))
    .flatMap(({ type, inputs, outputs }) => [
      ...fieldsOf(inputs, `${type} inputs`),
      ...fieldsOf(outputs, `${type} outputs`),
    ]);
  return [...new Set(lines)].toSorted().join("\n");
}

function fieldsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => fieldsOf(each, `${path}[]`));
  if (typeof value !== "object" || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, each]) =>
    fieldsOf(each, `${path}.${/^[0-9a-f]{32}$/.test(key) ? "<mediaId>" : key}`),
  );
}

/** What the CHANGELOG says under "Unreleased". */
export function unreleased(): string {
  const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");
  return (/^## \[Unreleased\]\n([^]*?)(?=^## \[|(?![^]))/m.exec(changelog)?.[1] ?? "").trim();
}

/** The surface as it is kept, and the hash of what the CHANGELOG said when it last changed. */
export function report(): string {
  return `CHANGELOG's Unreleased when this last changed: ${hashOf(unreleased())}\n\n${surface()}\n`;
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A report's two parts. */
export function partsOf(text: string): { changelog: string; surface: string } {
  const [changelog = "", ...rest] = text.split("\n\n");
  return { changelog, surface: rest.join("\n\n") };
}

/**
 * Why a new report may not take the old one's place, if it may not: whatever users can depend on changes with a line for
 * them in the CHANGELOG.
 */
export function refusal(before: string, after: string, changes: string): string | undefined {
  const [old, next] = [partsOf(before), partsOf(after)];
  if (before === "" || old.surface === next.surface) return undefined;
  if (changes !== "" && old.changelog !== next.changelog) return undefined;
  return "the public surface has changed, but the CHANGELOG's Unreleased section has not: say there what changes for users, then run `npm run api` again";
}
