import { existsSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import GithubSlugger from "github-slugger";
import { marked, type Token } from "marked";
import { describe, expect, it } from "vitest";
import { allPages, isOfType, linksOf, type Page, readPage, root, userPages } from "./pages";

/** Longer ones must be read twice. */
const mostWords = 30;
/** As text, a wider table wraps. */
const widestTable = 110;
/** Made by a test from a table of faults, with a column for each step. */
const generated = "docs/faults.md";

const inFolders = (...folders: string[]) =>
  allPages.filter(({ path }) => folders.some((folder) => path.startsWith(folder)));
const written = [...userPages, ...inFolders("CONTRIBUTING", "CHANGELOG", "SECURITY")].filter(
  ({ path }) => path !== generated,
);

describe("a link of a page", () => {
  it.each(allPages.map((page) => [page.path, page] as const))(
    "leads to a file that exists, and to one of its headings: %s",
    (_path, page) => {
      expect(linksOf(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
    },
  );

  it("is found in Markdown and in HTML", () => {
    const links = linksOf(readPage("README.md"));
    expect(links).toContain("docs/README.md");
    expect(links).toContain("docs/images/report-dark.png");
  });

  it("that leads nowhere is found", () => {
    const page = readPage("README.md");
    const links = ["docs/gone.md", "docs/pictures.md#gone", "#gone", "docs/pictures.md#buckets", "#limits"];
    expect(links.map((link) => leadsSomewhere(page, link))).toEqual([false, false, false, true, true]);
  });
});

describe("the table of contents", () => {
  it("has every page of docs/ once", () => {
    const links = linksOf(readPage("docs/README.md")).map((link) => link.replace(/#.*$/, ""));
    const pages = inFolders("docs/").map(({ path }) => path.slice("docs/".length));
    const listed = links.filter((link) => pages.includes(link));
    expect(listed.toSorted()).toEqual(pages.filter((page) => page !== "README.md").toSorted());
  });
});

describe("a page of docs/", () => {
  const pages = inFolders("docs/").filter(({ path }) => path !== "docs/README.md");
  it.each(pages.map((page) => [page.path, page] as const))(
    "says first what it is for, and then shows an example: %s",
    (_path, { tokens }) => {
      const kinds = tokens.filter(({ type }) => type !== "space").map((token) => token.type);
      expect(kinds.slice(0, 2)).toEqual(["heading", "paragraph"]);
      expect(kinds.slice(1, kinds.indexOf("heading", 1))).toContain("code");
    },
  );
});

describe("the prose of a page", () => {
  it.each(written.map((page) => [page.path, page] as const))(
    'says "video", as "media" is the word of the service: %s',
    (_path, page) => {
      const others = /Media (?:Processing|Buckets)/g;
      const sentences = sentencesOf(page).map((sentence) => sentence.replaceAll(others, ""));
      expect(sentences.filter((sentence) => /\bmedia\b/i.test(sentence))).toEqual([]);
    },
  );

  it.each(written.map((page) => [page.path, page] as const))(
    `has no sentence of more than ${mostWords} words: %s`,
    (_path, page) => {
      expect(sentencesOf(page).filter((sentence) => wordsIn(sentence) > mostWords)).toEqual([]);
    },
  );

  it("is split into sentences, in which code and links count as what is shown", () => {
    const text = "One `a. b` [two three](x.md). Four:\n\n- five, six\n- seven! Eight\n";
    const sentences = sentencesOf({ path: "x.md", text, tokens: readTokens(text) });
    expect(sentences).toEqual(["One CODE two three.", "Four:", "five, six", "seven!", "Eight"]);
    expect(sentences.map(wordsIn)).toEqual([4, 1, 2, 1, 1]);
  });

  it.each(written.map(({ path, text }) => [path, text] as const))(
    `has no table that is wider than ${widestTable} characters: %s`,
    (_path, text) => {
      expect(text.split("\n").filter((line) => line.startsWith("|") && line.length > widestTable)).toEqual(
        [],
      );
    },
  );

  it("of the README stays short enough to be read", () => {
    expect(readPage("README.md").text.split("\n").length).toBeLessThanOrEqual(250);
  });
});

function leadsSomewhere({ path }: Page, link: string): boolean {
  const [file = "", anchor] = decodeURI(link).split("#");
  const target = file === "" ? path : posix.join(dirname(path), file);
  if (!existsSync(join(root, target))) return false;
  if (anchor === undefined) return true;
  return !statSync(join(root, target)).isDirectory() && anchorsOf(readPage(target)).includes(anchor);
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: Page): string[] {
  const slugger = new GithubSlugger();
  return page.tokens
    .filter((token) => isOfType(token, "heading"))
    .map((token) => slugger.slug(textOf(token.tokens ?? [])));
}

const readTokens = (text: string): Token[] => marked.lexer(text);

/** The sentences of paragraphs and list items; not those of headings, tables and code. */
function sentencesOf(page: Page): string[] {
  const blocks: string[] = [];
  const visit = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      if (isOfType(token, "paragraph") || isOfType(token, "text"))
        blocks.push(textOf(token.tokens ?? [], "CODE"));
      else if (isOfType(token, "list")) for (const item of token.items) visit(item.tokens);
      else if (isOfType(token, "blockquote")) visit(token.tokens ?? []);
    }
  };
  visit(page.tokens);
  return blocks.flatMap((block) =>
    block
      .split(/(?<=[.!?]["”)]?)\s+(?=[^a-z])/u)
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence !== ""),
  );
}

/** What a reader sees. */
function textOf(tokens: readonly Token[], code?: string): string {
  return tokens
    .map((token): string => {
      if (isOfType(token, "codespan")) return code ?? token.text;
      if (isOfType(token, "image")) return "";
      if ("tokens" in token && token.tokens !== undefined) return textOf(token.tokens, code);
      return isOfType(token, "text") || isOfType(token, "escape") ? token.text.replaceAll("\n", " ") : " ";
    })
    .join("");
}

const wordsIn = (sentence: string): number =>
  sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
