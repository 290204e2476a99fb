import { describe, expect, it } from "vitest";
import { manifestFolder } from "../../support/manifestFolder";
import { png } from "../../support/pictures";

const id = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const other = "6cc3aa66d1cb4bb2adf14e726c0a0002";
const url = "http://c.example/a.jpg";

const load = (text: string, more: Record<string, Buffer> = {}) =>
  manifestFolder({ "covers.yaml": text, ...more })
    .load({ snapshots: true })
    .map(({ coverUrl, picture, snapshot }) => snapshot ?? coverUrl ?? picture?.name);
const problemsOf = (text: string, options = { snapshots: true }): string[] =>
  manifestFolder({ "covers.yaml": text }).problems(options);

describe("a snapshot of a manifest", () => {
  it.each(["12.5", "12.5s", "1:30", "50%"])("is read as it is written: %s", (time) => {
    const text = `{defaults: {bucket: my-covers}, covers: [{mediaId: ${id}, snapshot: ${time}}]}`;
    expect(load(text)).toEqual([{ time, bucket: "my-covers" }]);
  });

  it("is by default the cover of each video that names none, and has no picture in the folder", () => {
    const text = `
defaults: { bucket: my-covers, snapshot: 10%, baseUrl: http://c.example/ }
pictures: p
covers:
  - mediaId: ${id}
  - mediaId: ${other}
  - { file: oss://videos/a.mp4, url: "${url}" }
  - { file: oss://videos/b.mp4, snapshot: 5 }
`;
    expect(load(text, { [`p/${other}.png`]: png(20, 20) })).toEqual([
      { time: "10%", bucket: "my-covers" },
      "http://c.example/p/6cc3aa66d1cb4bb2adf14e726c0a0002.png",
      url,
      { time: "5", bucket: "my-covers" },
    ]);
  });

  it.each([
    [
      `{covers: [{mediaId: ${id}, snapshot: 5}]}`,
      "covers[0] has no bucket for its snapshot; set defaults.bucket",
    ],
    [
      `{defaults: {snapshot: 5}, covers: [{mediaId: ${id}}]}`,
      "covers[0] has no bucket for its snapshot; set defaults.bucket",
    ],
    [
      `{defaults: {bucket: covers}, covers: [{mediaId: ${id}, snapshot: -1}]}`,
      'covers[0].snapshot must be a time in the video; got "-1"; write 0 for the first frame',
    ],
    [
      `{defaults: {bucket: covers, snapshot: soon}, covers: []}`,
      'defaults.snapshot must be a time in the video; got "soon"',
    ],
    [
      `{defaults: {bucket: covers}, covers: [{mediaId: ${id}, snapshot: [5]}]}`,
      "covers[0].snapshot must be a number or a text; got [ '5' ]",
    ],
    [
      `{defaults: {bucket: covers}, covers: [{mediaId: ${id}, url: "${url}", snapshot: 5}]}`,
      "covers[0].snapshot stands beside url; keep one",
    ],
    [
      `{defaults: {bucket: Covers_1, snapshot: 5}, covers: [{mediaId: ${id}}]}`,
      "defaults.bucket must be the name",
    ],
  ])("is refused, once, with its place: %s", (text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
  });

  it("is refused by whoever takes none", () => {
    const text = `{defaults: {bucket: covers}, covers: [{mediaId: ${id}, snapshot: 5}]}`;
    expect(problemsOf(text, { snapshots: false })).toEqual([
      expect.stringContaining(
        "covers[0] is a snapshot, which nothing takes here; declare the manifest with manifestCovers",
      ),
    ]);
  });
});
