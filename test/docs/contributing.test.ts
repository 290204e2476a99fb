import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPage, root } from "./pages";

const { text } = readPage("CONTRIBUTING.md");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** The map's entries: folder, main file, and what it is. */
const map = [...text.matchAll(/^- \[`([^`]+\/)`\]\(([^)]+)\): (.+(?:\n {2}.+)*)/gm)].map(
  ([, folder = "", file = "", sentence = ""]) => ({
    folder,
    file,
    sentence: sentence.replaceAll(/\s+/g, " "),
  }),
);

/** The comments of a file, as text. */
const commentsIn = (file: string): string[] =>
  [...read(file).matchAll(/\/\*\*(.*?)\*\//gs)].map(([, comment = ""]) =>
    comment
      .replaceAll(/\s*\n\s*\*/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim(),
  );

describe("the map in CONTRIBUTING.md", () => {
  it("has every room of provider/, the emulator and the commands", () => {
    const rooms = new Set(
      [...read("test/unit/importRules.test.ts").matchAll(/^ {2}\[(".*")\],$/gm)].flatMap(([, names = ""]) =>
        [...names.matchAll(/"(\w+)"/g)].map(([, name]) => `provider/${name}/`),
      ),
    );
    expect(rooms.size).toBeGreaterThan(10);
    expect(map.map(({ folder }) => folder).toSorted()).toEqual([...rooms, "emulator/", "cli/"].toSorted());
  });

  it.each(map)(
    "says of $folder what the first sentence of a comment in $file says",
    ({ folder, file, sentence }) => {
      expect(file.startsWith(folder)).toBe(true);
      expect(commentsIn(file).filter((comment) => comment.startsWith(sentence))).toHaveLength(1);
    },
  );
});

describe("a path in CONTRIBUTING.md", () => {
  const paths = [
    ...text.matchAll(/`((?:provider|emulator|cli|test|docs|demo|bench|examples|tools|\.ci)\/[\w./-]*)`/g),
  ].map(([, path = ""]) => path);

  it("exists", () => {
    expect(paths.length).toBeGreaterThan(30);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it("of the worked example holds the argument that it is about", () => {
    const example = text.split("### Example: a new argument of MediaCover")[1]?.split("**Frozen**")[0] ?? "";
    const files = [...example.matchAll(/`([\w/]+\/[\w.]+\.(?:ts|md))`/g)].map(([, file = ""]) => file);
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => !read(file).includes("onDelete"))).toEqual([]);
  });
});
