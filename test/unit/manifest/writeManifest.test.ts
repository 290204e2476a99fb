import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CoverToWrite, writeManifest } from "../../../provider/manifest/writeManifest";
import { checkMediaFile } from "../../../provider/cover/mediaFile";
import { manifestFolder } from "../../support/manifestFolder";
import { urlCases } from "../../support/urls";

const hex = fc.stringMatching(/^[0-9a-f]{32}$/);
const numberLike = fc.stringMatching(/^\d{28}e\d{3}$|^0{31}\d$|^\d{32}$/);
const key = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
  .map((name) => `oss://videos/${name}`)
  .filter((file) => "value" in checkMediaFile(file));
const media = fc.oneof(fc.record({ mediaId: fc.oneof(hex, numberLike) }), fc.record({ file: key }));
const canonicalUrls = urlCases.flatMap(({ canonical }) => canonical ?? []);
const cover: fc.Arbitrary<CoverToWrite> = fc.record({
  media,
  coverUrl: fc.constantFrom(...canonicalUrls),
  region: fc.constantFrom("cn-hangzhou", "eu-central-1", undefined),
  onDelete: fc.constantFrom("retain", "restore"),
  note: fc.string({ unit: "binary" }),
});

describe("a manifest that was written", () => {
  it("is read back as it was", () => {
    const covers = fc.uniqueArray(cover, { selector: ({ media: each }) => JSON.stringify(each).normalize() });
    const region = fc.constantFrom("cn-hangzhou", undefined);
    fc.assert(
      fc.property(covers, region, (wanted, defaultRegion) => {
        const text = writeManifest(wanted, { comments: ["a title\nof two lines"], region: defaultRegion });
        const { folder, load } = manifestFolder({ "covers.yaml": text });
        expect(load(), folder).toMatchObject(
          wanted.map((each) => ({
            media: each.media,
            coverUrl: each.coverUrl,
            region: each.region ?? defaultRegion,
            onDelete: each.onDelete,
          })),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("looks as a person would write it", () => {
    const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
    const coverUrl = "http://covers.example/a.jpg";
    const text = writeManifest(
      [
        { media: { mediaId }, coverUrl, note: "Trailer\n# 2", region: "cn-hangzhou", onDelete: "retain" },
        { media: { file: "oss://v/a: b.mp4" }, coverUrl, region: "cn-beijing", onDelete: "restore" },
      ],
      { comments: ["Covers of 2 media."], region: "cn-hangzhou" },
    );
    expect(text).toBe(`# Covers of 2 media.
defaults:
  region: cn-hangzhou
covers:
  # Trailer # 2
  - mediaId: 6cc3aa66d1cb4bb2adf14e726c0a0001
    url: http://covers.example/a.jpg
  - file: "oss://v/a: b.mp4"
    url: http://covers.example/a.jpg
    region: cn-beijing
    onDelete: restore
`);
  });
});
