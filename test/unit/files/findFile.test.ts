import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { invalid } from "../../../provider/cover/problem";
import { find } from "../../../provider/files/findFile";
import { temporaryFolder } from "../../support/temporaryFolder";

const open = (...names: string[]): string => {
  const root = realpathSync(temporaryFolder("files"));
  for (const name of names) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), "x");
  }
  return root;
};

describe("a file of the project", () => {
  it.each([
    ["café.jpg".normalize("NFC"), "café.jpg".normalize("NFD")],
    ["café.jpg".normalize("NFD"), "café.jpg".normalize("NFC")],
    ["saison-é/가.jpg".normalize("NFC"), "saison-é/가.jpg".normalize("NFD")],
  ])("is found in whichever way its accents are composed: %j", (written, name) => {
    const root = open(name);
    expect(find(root, join(root, written))).toMatchObject({ value: { path: join(root, name) } });
  });

  it.each([
    ["upper.jpg", "UPPER.JPG", "UPPER.JPG"],
    ["Pictures/a.jpg", "pictures/a.jpg", "pictures"],
    ["STRASSE.jpg", "straße.jpg", "straße.jpg"],
    ["film.jpg", "ﬁlm.jpg", "ﬁlm.jpg"],
    ["a  b.jpg ", "a b.jpg", "a b.jpg"],
    ["a.jpg", "a.jpeg", "a.jpeg"],
  ])("is named where people take one for the other: %j", (written, name, told) => {
    const root = open(name);
    expect(find(root, join(root, written))).toEqual(
      invalid("does not exist", { fix: `there is "${told}": write it so` }),
    );
  });

  it("does not exist where nothing is like it, and tells nothing of names outside of the project", () => {
    const outside = open("project/a.jpg", "SECRET.jpg");
    const root = join(outside, "project");
    expect(find(root, join(root, "b.jpg"))).toEqual(invalid("does not exist"));
    expect(find(root, join(root, "../secret.jpg"))).toEqual(invalid("does not exist"));
  });
});
