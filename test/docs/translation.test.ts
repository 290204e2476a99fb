import type { Tokens } from "marked";
import { describe, expect, it } from "vitest";
import { isOfType, linksOf, readPage, snippetsOf, tokensOf } from "./pages";

const [english, chinese] = [readPage("README.md"), readPage("README-CN.md")];

/** The parts of a page between its headings. */
const sectionsOf = ({ text }: typeof english): string[] => text.split(/^(?=##? )/m);

const codesIn = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);

/** Of each row of each table, the code in it. */
const tablesOf = (page: typeof english): string[][][] =>
  tokensOf(page)
    .filter((token): token is Tokens.Table => isOfType(token, "table"))
    .map(({ rows }) => rows.map((row) => row.flatMap(({ text }) => codesIn(text))));

describe("README-CN.md", () => {
  it("has the sections of the README, each with as many items", () => {
    const shapeOf = (page: typeof english) =>
      tokensOf(page)
        .filter(({ type }) => ["heading", "list", "table", "blockquote", "code"].includes(type))
        .map((token) => [token.type, isOfType(token, "heading") ? token.depth : Object(token).items?.length]);
    expect(shapeOf(chinese)).toEqual(shapeOf(english));
  });

  it("has the same snippets", () => {
    const textsOf = (page: typeof english) =>
      snippetsOf(page).map(({ language, text }) => ({ language, text }));
    expect(textsOf(chinese)).toEqual(textsOf(english));
  });

  it("has the same code in each row of each table", () => {
    expect(tablesOf(english)).toHaveLength(2);
    expect(tablesOf(chinese)).toEqual(tablesOf(english));
  });

  it("has the same links, and each leads to the other", () => {
    const others = (page: typeof english) => linksOf(page).filter((link) => !/^README(-CN)?\.md$/.test(link));
    expect(others(chinese).toSorted()).toEqual(others(english).toSorted());
    expect([linksOf(english), linksOf(chinese)]).toEqual([
      expect.arrayContaining(["README-CN.md"]),
      expect.arrayContaining(["README.md"]),
    ]);
  });

  it("names the same code in each section", () => {
    const codesOf = (page: typeof english) => sectionsOf(page).map((section) => codesIn(section).toSorted());
    expect(codesOf(chinese)).toEqual(codesOf(english));
  });
});
