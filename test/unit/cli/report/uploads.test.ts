import { symlinkSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { CoverChange } from "../../../../cli/report/compareCovers";
import type { Cover } from "../../../../cli/report/cover";
import { readUpload, withUploads } from "../../../../cli/report/uploads";
import { temporaryFolder } from "../../../support/temporaryFolder";

const pictures = resolve(import.meta.dirname, "../../../fixtures/pictures");
const png = join(pictures, "sample.png");
const source = relative(".", png);

const change = (before: Cover, after: Cover): CoverChange => ({
  kind: "changed",
  media: "m",
  region: "cn-hangzhou",
  owner: "trailer",
  title: "",
  note: "",
  before,
  after,
});

const uploadsOf = (inputs: Record<string, unknown>, type = "alicloud:oss/bucketObject:BucketObject") =>
  readUpload({ urn: "urn:pulumi:dev::p::t::n", type, inputs, outputs: {} });

describe("a picture that a preview uploads", () => {
  it("is the cover whose URL ends with its name, decoded, also behind a base URL", () => {
    const uploads = uploadsOf({ bucket: "b", key: "covers/a 預告.png", source });
    expect(uploads).toEqual([{ key: "covers/a 預告.png", source }]);
    for (const url of [
      "http://b.oss-cn-hangzhou.aliyuncs.com/covers/a%20%E9%A0%90%E5%91%8A.png",
      "http://img.example/cdn/covers/a%20%E9%A0%90%E5%91%8A.png",
    ]) {
      const [found] = withUploads([change({ url: "http://c.example/old.jpg" }, { url })], uploads, undefined);
      expect(found).toMatchObject({ before: { url: "http://c.example/old.jpg" }, after: { url, file: png } });
      expect(found?.before).not.toHaveProperty("file");
    }
  });

  it("is not another cover's, nor one that was there before: its file holds the new one already", () => {
    const uploads = uploadsOf({ key: "a.png", source });
    const changes = [
      change({ url: "http://c.example/a.png" }, { url: "http://c.example/other-a.png" }),
      change("none", "unknown"),
      change("none", { url: "http://c.example/%FF" }),
    ];
    expect(withUploads(changes, uploads, undefined)).toEqual(changes);
  });

  it("is read only from the project, whatever a preview says, and symlinks followed", () => {
    const outside = temporaryFolder("outside");
    symlinkSync(png, join(outside, "link.png"));
    for (const [root, path] of [
      [outside, png],
      [outside, join(outside, "link.png")],
      [outside, join(outside, "none.png")],
    ] as const) {
      const changes = [change("none", { url: "http://c.example/a.png" })];
      expect(withUploads(changes, uploadsOf({ key: "a.png", source: path }), root)).toEqual(changes);
    }
  });

  it("comes from objects with a file only", () => {
    expect([
      uploadsOf({ key: "a.png", content: "text" }),
      uploadsOf({ key: 1, source }),
      uploadsOf({ key: "a.png", source }, "aws:s3/bucketObject:BucketObject"),
    ]).toEqual([[], [], []]);
  });
});
