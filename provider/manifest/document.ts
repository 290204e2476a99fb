import type { Document, Node, YAMLError, YAMLMap } from "yaml";
import type { Path, Result } from "../cover/problem";
import { maskUrlSecrets } from "../cover/redact";
import { manifestLimits } from "./limits";
import { type ManifestProblem, type Position, type Positions, problemAt } from "./problem";

/** The parser, loaded with the first manifest: it takes long, and most programs have none. */
const yaml = (): typeof import("yaml") => require("yaml");

/** One file of a manifest: YAML, or JSON, which is YAML as well. */
export interface ManifestDocument extends Positions {
  /** Maps, lists, texts and null. No numbers: an id that consists of digits must stay a text. */
  value: unknown;
  /** What is valid, but unlikely to be meant. */
  warnings: readonly ManifestProblem[];
}

/**
 * Reads the text of a manifest, with the positions of everything in it.
 *
 * @param file The file's path, for positions.
 * @returns Problems if the text is not YAML: broken, with a key twice, or with aliases that explode.
 */
export function parseManifest(file: string, text: string): Result<ManifestDocument, ManifestProblem> {
  const lines = new (yaml().LineCounter)();
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const only = (rule: string): Result<never, ManifestProblem> => ({
    ok: false,
    problems: [problemAt(place(0), { path: [], rule })],
  });
  try {
    const document = yaml().parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      schema: "failsafe",
      customTags: ["null"],
      // `keyProblems` looks for them: the parser's own check takes hours for a map of 100,000 keys.
      uniqueKeys: false,
    });
    const faults = [...document.errors, ...document.warnings].slice(0, manifestLimits.maxSyntaxErrors);
    const problems = faults.map((fault) =>
      problemAt(place(fault.pos[0]), { path: [], rule: describeFault(fault) }),
    );
    if (problems.length === 0) problems.push(...keyProblems(document, place));
    if (problems.length > 0) return { ok: false, problems };
    const parsed: ManifestDocument = {
      warnings: plainWarnings(document, text, place),
      value: document.toJS({ maxAliasCount: manifestLimits.maxAliases }),
      positionOf: (path) => place(findOffset(document, path)),
      keyPositionOf: (path, key) => place(findKeyOffset(document, path, key)),
    };
    return { ok: true, value: parsed };
  } catch (error) {
    if (error instanceof RangeError) return only("is nested too deeply");
    // The library has no code for it.
    if (error instanceof ReferenceError && error.message.startsWith("Excessive alias")) {
      return only(
        `must not come to more than ${manifestLimits.maxAliases} values by its aliases (*name); write them out`,
      );
    }
    if (error instanceof ReferenceError) return only(`is not YAML: ${error.message}`);
    throw error;
  }
}

function describeFault({ code, message: told }: YAMLError): string {
  // Without the text that it quotes to its end, which may be a part of a secret.
  const message = told.replace(/(escape sequence \\.|extra characters:|not a YAML token:).*$/is, "$1…");
  if (code === "TAB_AS_INDENT") return "YAML cannot be indented by tabs; use blanks";
  if (code === "MULTIPLE_DOCS") return "must be one document; take out the line ---, or make it two files";
  if (code === "TAG_RESOLVE_FAILED") return `is not known here: ${message}; take the tag out`;
  return `is not YAML: ${message}`;
}

/** Keys that occur twice in a map, and keys that are not texts. */
function keyProblems(document: Document, place: (offset: number) => Position): ManifestProblem[] {
  const problems: ManifestProblem[] = [];
  yaml().visit(document, {
    Map(_key, map) {
      const seen = new Map<string, Node>();
      for (const { key } of map.items) {
        if (!yaml().isNode(key)) continue;
        const position = place(key.range?.[0] ?? 0);
        if (!yaml().isScalar(key)) {
          problems.push(problemAt(position, { path: [], rule: "a key must be a text" }));
          continue;
        }
        const name = String(key.value);
        const first = seen.get(name);
        if (first !== undefined) {
          const { line } = place(first.range?.[0] ?? 0);
          const rule = `the key ${maskUrlSecrets(name, { mayHoldAt: true })} is there twice, first in line ${line}`;
          problems.push(problemAt(position, { path: [], rule, fix: "remove one" }));
        }
        seen.set(name, first ?? key);
      }
    },
  });
  return problems;
}

/** Keys whose values are addresses or names: a `#` there is more likely part of the value than the start of a comment. */
const addressKeys = new Set(["url", "image", "file", "files", "baseUrl", "pictures", "include"]);

/** Whether a comment looks like part of a name: no blank follows its `#`, or it ends like the name of a file. */
const looksLikeName = (comment: string): boolean =>
  /^\S/.test(comment) || /\S\.[a-z0-9]{2,4}$/i.test(comment);

/** Plain values that YAML cuts off at ` #`, or joins from several lines. */
function plainWarnings(
  document: Document,
  text: string,
  place: (offset: number) => Position,
): ManifestProblem[] {
  const warnings: ManifestProblem[] = [];
  const look = (name: string, value: unknown): void => {
    if (!yaml().isScalar(value) || value.type !== "PLAIN") return;
    const { comment, range } = value;
    if (text.slice(range?.[0], range?.[1]).includes("\n")) {
      const rule = `${name} goes on in the next line, which YAML joins with a blank`;
      const fix = "write it on one line";
      warnings.push(problemAt(place(range?.[0] ?? 0), { path: [], rule, fix }));
    }
    if (comment && !comment.includes("\n") && looksLikeName(comment)) {
      const whole = `${String(value.value)} #${comment}`;
      const isOpen = maskUrlSecrets(whole, { mayHoldAt: true }) === whole;
      const rule = `${name} ends before " #${isOpen ? comment : "…"}", which YAML takes for a comment`;
      const fix = `if it belongs to the value, write it in quotes${isOpen ? `: ${JSON.stringify(whole)}` : ""}`;
      warnings.push(problemAt(place(range?.[1] ?? 0), { path: [], rule, fix }));
    }
  };
  yaml().visit(document, {
    Pair(_key, { key, value }) {
      if (!yaml().isScalar(key) || !addressKeys.has(String(key.value))) return;
      const name = String(key.value);
      for (const each of yaml().isSeq(value) ? value.items : [value]) look(name, each);
    },
  });
  return warnings;
}

function findOffset(document: Document, path: Path): number {
  return nodesTo(document, path).at(-1)?.range?.[0] ?? 0;
}

function findKeyOffset(document: Document, path: Path, name: string): number {
  const nodes = nodesTo(document, path);
  const map = nodes.length === path.length + 1 ? resolveAlias(document, nodes.at(-1)) : undefined;
  const key = yaml().isMap(map) ? findPair(map, name)?.key : undefined;
  return (yaml().isNode(key) ? key.range?.[0] : undefined) ?? nodes.at(-1)?.range?.[0] ?? 0;
}

/** The nodes on the way from the document's content to a value, as far as they exist. */
function nodesTo(document: Document, path: Path): Node[] {
  const nodes: Node[] = [];
  let node: unknown = document.contents;
  for (const step of [...path, undefined]) {
    if (!yaml().isNode(node)) break;
    nodes.push(node);
    node = step === undefined ? undefined : getChild(resolveAlias(document, node), step);
  }
  return nodes;
}

function getChild(node: Node | undefined, step: Path[number]): unknown {
  if (yaml().isSeq(node)) return node.items[Number(step)];
  return yaml().isMap(node) ? findPair(node, String(step))?.value : undefined;
}

/** The pairs of each map by key. Without this index, a map of 100,000 wrong keys would be searched 100,000 times. */
const pairs = new WeakMap<YAMLMap, ReadonlyMap<string, YAMLMap["items"][number]>>();

function findPair(map: YAMLMap, name: string): YAMLMap["items"][number] | undefined {
  const known =
    pairs.get(map) ??
    new Map(
      map.items.flatMap((pair) =>
        yaml().isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [],
      ),
    );
  pairs.set(map, known);
  return known.get(name);
}

function resolveAlias(document: Document, node: Node | undefined): Node | undefined {
  return yaml().isAlias(node) ? node.resolve(document) : node;
}
