import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { marked, type Token, type Tokens } from "marked";

/** The pages that users and contributors read, as data. */

export const root = resolve(import.meta.dirname, "../..");

/** One Markdown file of the repository. */
export interface Page {
  /** Its path from the repository's root. */
  path: string;
  text: string;
  tokens: readonly Token[];
}

/** One fenced block of code. */
export interface Snippet {
  page: string;
  /** The line of the page on which its text begins, from 1. */
  line: number;
  language: string;
  text: string;
}

export function readPage(path: string): Page {
  const text = readFileSync(join(root, path), "utf8");
  return { path, text, tokens: marked.lexer(text) };
}

/** All pages, but for what tests record. */
export const allPages: readonly Page[] = globSync("**/*.md", {
  cwd: root,
  exclude: ["**/node_modules/**", "dist/**", "docs/api/**", "test/**/golden/**"],
})
  .map((path) => path.replaceAll("\\", "/"))
  .toSorted()
  .map(readPage);

/** The pages that users read. */
export const userPages: readonly Page[] = allPages.filter(({ path }) =>
  /^(README(-CN)?\.md|docs\/[^/]*\.md|examples\/[^/]*\/README\.md)$/.test(path),
);

/** Every token of a page, those within others included. */
export function tokensOf({ tokens }: Page): Token[] {
  const found: Token[] = [];
  void marked.walkTokens([...tokens], (token) => void found.push(token));
  return found;
}

export const isOfType = <Type extends Tokens.Generic["type"]>(
  token: Token,
  type: Type,
): token is Extract<Token, { type: Type }> => token.type === type;

/** Where the links and pictures of a page lead, but for those that leave the repository. */
export function linksOf(page: Page): string[] {
  return tokensOf(page)
    .flatMap((token) => {
      if (isOfType(token, "link") || isOfType(token, "image")) return [token.href];
      if (!isOfType(token, "html")) return [];
      return [...token.raw.matchAll(/\b(?:src|srcset|href)="([^"]*)"/g)].map(([, target = ""]) => target);
    })
    .filter((link) => !/^(https?|mailto):/.test(link));
}

/** The fenced blocks of a page. */
export function snippetsOf({ path, text }: Page): Snippet[] {
  const fences = /^(?<indent> *)```(?<language>\w+)\n(?<body>.*?)^\k<indent>```$/gms;
  return [...text.matchAll(fences)].map((match) => {
    const { indent = "", language = "", body = "" } = match.groups ?? {};
    return {
      page: path,
      line: text.slice(0, match.index).split("\n").length + 1,
      language,
      text: body.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    };
  });
}

/** Where a snippet is, as an editor opens it. */
export const placeOf = ({ page, line }: Snippet): string => `${page}:${line}`;

/** The commands of a snippet: lines of `sh`, and what follows `$ ` in `console`; without comments. */
export function commandsIn({ language, text }: Snippet): string[] {
  const lines = text.split("\n");
  const commands =
    language === "sh"
      ? lines
      : lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice("$ ".length));
  return commands
    .flatMap((line) => line.replace(/(^|\s)#.*$/, "").split(" && "))
    .map((command) => command.trim())
    .filter((command) => command !== "");
}
