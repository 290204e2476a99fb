import { describe, expect, it } from "vitest";
import { catalogueOf, withChanged } from "../../../bench/catalogue.ts";
import { differences } from "../../../bench/measure.ts";
import { readCoverUrl } from "../../../provider/cover/readCoverUrl.ts";
import { valid } from "../../../provider/cover/problem.ts";

describe("the catalogue of the bench", () => {
  const catalogue = catalogueOf(5000);

  it("is the same each time, and a larger one begins with a smaller one", () => {
    expect(catalogueOf(1300)).toEqual(catalogue.slice(0, 1300));
  });

  it("has no video, file or cover twice", () => {
    for (const field of ["mediaId", "fileUrl", "wire"] as const) {
      expect(new Set(catalogue.map((entry) => entry[field])).size, field).toBe(5000);
    }
  });

  it("holds covers whose form on the wire is their canonical one", () => {
    const canonical = catalogue.map(({ coverUrl }) => readCoverUrl(coverUrl));
    expect(canonical).toEqual(catalogue.map(({ wire }) => valid(wire)));
  });

  it.each([
    [100, 50],
    [Infinity, 1],
  ])("changed one in %d, it has other covers there only", (each, count) => {
    const { changed, changedIds } = withChanged(catalogue, { each });
    const different = changed.filter(({ wire }, index) => wire !== catalogue[index]?.wire);
    expect(different.map(({ mediaId }) => mediaId)).toEqual(changedIds);
    expect(changedIds).toHaveLength(count);
  });
});

it.each([
  [[], [], 0],
  [["a", "b"], ["b", "a"], 0],
  [["a", "a"], ["a"], 1],
  [["a"], ["b"], 2],
])("%j and %j differ in %i places", (left, right, count) => {
  expect(differences(left, right)).toBe(count);
});
