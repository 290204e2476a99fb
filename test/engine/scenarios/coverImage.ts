import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { type OssStandIn, ossStandIn } from "../../support/ossStandIn";
import { picture, png } from "../../support/pictures";
import { errorsOf, linkedProgramDir, newCalls, openProject, type Project } from "../../support/project";
import { textOf } from "../harness/properties";
import type { OpenStack } from "../harness/stack";
import { temporaryFolder } from "../../support/temporaryFolder";
import type { Scenario } from "./scenario";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const otherId = "6cc3aa66d1cb4bb2adf14e726c0a0002";
const base = "http://covers.oss-cn-hangzhou.aliyuncs.com/";

/** A project whose program uploads pictures; `declare` writes the program anew. */
interface PictureProject extends Omit<Project, "declare"> {
  oss: OssStandIn;
  coverOf: (id: string) => string | undefined;
  /** @param statements JavaScript that may use pulumi, alicloud, everything of this package, and the ids. */
  declare: (statements: string) => void;
  writePicture: (name: string, bytes: Buffer | string) => void;
}

async function openPictures(open: OpenStack): Promise<PictureProject> {
  const programDir = linkedProgramDir("");
  const oss = ossStandIn(temporaryFolder("oss"), programDir);
  const project = await openProject(open, {
    programDir,
    emulator: {
      seed: [
        { mediaId, fileUrl: `${base}1.mp4` },
        { mediaId: otherId, fileUrl: `${base}2.mp4` },
      ],
    },
    stack: { otherProviders: oss.otherProviders },
  });
  mkdirSync(join(programDir, "pictures"));
  return {
    ...project,
    oss,
    coverOf: (id) => project.emulator.media.get(id)?.cover,
    declare: (statements) => writeFileSync(join(programDir, "index.js"), `${preamble}\n${statements}`),
    writePicture: (name, bytes) => writeFileSync(join(programDir, "pictures", name), bytes),
  };
}

const preamble = `
const pulumi = require("@pulumi/pulumi");
const alicloud = require("@pulumi/alicloud");
const { MediaCover, manifestCovers } = require("pulumi-mediacover");
const { CoverImage, uploadPictures } = require("pulumi-mediacover/oss");
const [mediaId, otherId] = ["${mediaId}", "${otherId}"];
`;

const trailer = (options = ""): string => `
const image = new CoverImage("trailer", { path: "pictures/trailer.jpg", bucket: "covers", ${options} });
new MediaCover("trailer", { mediaId, coverUrl: image.coverUrl });
exports.url = image.coverUrl;
`;

/** Two covers of one picture; the resource of the first may be a part of something. */
const samePicture = (firstOptions: string): string => `
for (const [name, id, opts] of [["a", mediaId, ${firstOptions}], ["b", otherId, {}]]) {
  const image = new CoverImage(name, { path: "pictures/a.jpg", bucket: "covers" }, opts);
  new MediaCover("cover-" + id, { mediaId: id, coverUrl: image.coverUrl });
}`;

/** What CoverImage and the upload of manifests promise. */
export const coverImageScenarios: readonly Scenario[] = [
  {
    name: "a picture is uploaded and shown; the same one again does nothing; another one is uploaded, switched to, and only then the old one dropped",
    async run({ open }) {
      const { stack, emulator, oss, coverOf, declare, writePicture } = await openPictures(open);
      const story: string[] = [];
      oss.watch((event, key) => story.push(`${event} ${key}, shown: ${coverOf(mediaId)}`));
      declare(trailer());
      writePicture("trailer.jpg", picture);
      const preview = await stack.preview();
      expect([errorsOf(preview), oss.puts, emulator.requests.count()]).toEqual(["", [], 0]);
      expect(preview.outputs["url"]).toMatch(
        /^http:\/\/covers\.oss-cn-hangzhou\.aliyuncs\.com\/covers\/trailer-[0-9a-f]{16}\.jpg$/,
      );

      const up = await stack.up();
      const first = textOf(up.outputs, "url");
      const firstKey = first.slice(base.length);
      expect([errorsOf(up), first, coverOf(mediaId)]).toEqual(["", preview.outputs["url"], first]);
      expect(oss.objects("covers")).toEqual([firstKey]);
      expect(oss.read("covers", firstKey)).toEqual(picture);
      expect(oss.puts).toEqual([
        {
          bucket: "covers",
          key: firstKey,
          source: "pictures/trailer.jpg",
          contentType: "image/jpeg",
          cacheControl: "public, max-age=31536000, immutable",
          acl: "private",
        },
      ]);

      newCalls(emulator);
      expect((await stack.up()).changes).toEqual({ same: 4 });
      expect([oss.puts.length, newCalls(emulator)]).toEqual([1, {}]);

      writePicture("trailer.jpg", png(64, 36));
      const changed = await stack.up();
      const second = textOf(changed.outputs, "url");
      expect([errorsOf(changed), coverOf(mediaId), second.endsWith(".png")]).toEqual(["", second, true]);
      expect(oss.objects("covers")).toEqual([second.slice(base.length)]);
      expect(story).toEqual([
        `put ${firstKey}, shown: undefined`,
        `put ${second.slice(base.length)}, shown: ${first}`,
        `drop ${firstKey}, shown: ${second}`,
      ]);

      expect((await stack.destroy()).succeeded).toBe(true);
      expect([oss.objects("covers"), coverOf(mediaId)]).toEqual([[], second]);
    },
  },
  {
    name: "where the cover cannot be switched, the old picture stays, and the next up does the rest",
    async run({ open }) {
      const { stack, emulator, oss, coverOf, declare, writePicture } = await openPictures(open);
      declare(trailer());
      writePicture("trailer.jpg", picture);
      const first = textOf((await stack.up()).outputs, "url");
      writePicture("trailer.jpg", png(64, 36));
      emulator.faults.add({
        action: "UpdateMediaCover",
        fault: { kind: "error", code: "NoPermission" },
      });
      const failed = await stack.up();
      expect([failed.succeeded, errorsOf(failed)]).toEqual([false, expect.stringContaining("NoPermission")]);
      expect(coverOf(mediaId)).toBe(first);
      expect(oss.objects("covers")).toContain(first.slice(base.length));

      const mended = await stack.up();
      const second = textOf(mended.outputs, "url");
      expect([errorsOf(mended), coverOf(mediaId)]).toEqual(["", second]);
      expect(oss.objects("covers")).toEqual([second.slice(base.length)]);
    },
  },
  {
    name: "a bucket of the program gives its public endpoint, and a name with blanks and other signs is encoded",
    async run({ open }) {
      const { stack, oss, coverOf, declare, writePicture } = await openPictures(open);
      declare(`
const bucket = new alicloud.oss.Bucket("pictures", { bucket: "covers" });
const image = new CoverImage("預告 1+2", { path: "pictures/trailer.jpg", bucket, prefix: "a b/", acl: "public-read", cacheControl: "no-cache" });
new MediaCover("trailer", { mediaId, coverUrl: image.coverUrl });
`);
      writePicture("trailer.jpg", picture);
      expect(errorsOf(await stack.preview())).toBe("");
      expect(errorsOf(await stack.up())).toBe("");
      expect(coverOf(mediaId)).toMatch(
        /^http:\/\/covers\.oss-cn-hangzhou\.aliyuncs\.com\/a%20b\/%E9%A0%90%E5%91%8A-1-2-[0-9a-f]{16}\.jpg$/,
      );
      expect(oss.puts).toEqual([expect.objectContaining({ acl: "public-read", cacheControl: "no-cache" })]);
      expect(decodeURIComponent(coverOf(mediaId) ?? "")).toBe(`${base}${oss.objects("covers")[0]}`);
    },
  },
  {
    name: "resources of the same picture have an object each: dropping one leaves the other's, also where one takes the other's place",
    async run({ open }) {
      const { stack, oss, coverOf, declare, writePicture } = await openPictures(open);
      writePicture("a.jpg", picture);
      declare(samePicture("{}"));
      expect(errorsOf(await stack.up())).toBe("");
      expect(oss.objects("covers").length).toBe(2);
      // Another resource by its URN, for which the old one makes room: it must not take the new one's object with it.
      declare(samePicture('{ parent: new pulumi.ComponentResource("test:Part", "part") }'));
      expect(errorsOf(await stack.up())).toBe("");
      const shown = [mediaId, otherId].map((id) => (coverOf(id) ?? "").slice(base.length));
      expect(oss.objects("covers")).toEqual(shown.toSorted());
    },
  },
  {
    name: "with retainOnDelete the object outlives the stack, as the cover does",
    async run({ open }) {
      const { stack, oss, coverOf, declare, writePicture } = await openPictures(open);
      declare(`
const image = new CoverImage("trailer", { path: "pictures/trailer.jpg", bucket: "covers" }, { retainOnDelete: true });
new MediaCover("trailer", { mediaId, coverUrl: image.coverUrl });`);
      writePicture("trailer.jpg", picture);
      expect(errorsOf(await stack.up())).toBe("");
      expect((await stack.destroy()).succeeded).toBe(true);
      expect(oss.objects("covers")).toEqual([coverOf(mediaId)?.slice(base.length)]);
    },
  },
  {
    name: "what is no picture, or no cover's URL, is refused in the preview, once",
    async run({ open }) {
      const { stack, oss, declare, writePicture } = await openPictures(open);
      const problemOf = async (options: string): Promise<string> => {
        declare(trailer(options));
        const preview = await stack.preview();
        expect(preview.succeeded).toBe(false);
        return errorsOf(preview);
      };
      expect(await problemOf("")).toContain(
        'CoverImage "trailer": path "pictures/trailer.jpg" does not exist',
      );
      writePicture("trailer.jpg", "a text");
      expect(await problemOf("")).toContain(
        'path "pictures/trailer.jpg" must be a JPEG, PNG, WebP, GIF, BMP or AVIF',
      );
      writePicture("trailer.jpg", png(8, 8));
      expect(await problemOf("")).toContain("must be at least 16 pixels on each side, where it is 8 x 8");
      writePicture("trailer.jpg", picture);
      expect(await problemOf("bounds: { minSidePixels: 640 }")).toContain("must be at least 640 pixels");
      expect(await problemOf('baseUrl: "https://img.example/"')).toMatch(
        /CoverImage "trailer": baseUrl gives a URL that must be an http: URL.*write "http:\/\/img.example\//,
      );
      expect(oss.puts).toEqual([]);
    },
  },
  {
    name: "a manifest uploads its pictures, each once, into the bucket that it or the program names",
    async run({ open }) {
      const { stack, oss, coverOf, declare, writePicture, programDir } = await openPictures(open);
      declare(
        `manifestCovers("library", "covers.yaml", { pictureUrl: uploadPictures({ acl: "public-read" }), defaults: { files: "oss://covers/" } });`,
      );
      writePicture("shared.jpg", picture);
      const manifest = {
        defaults: { bucket: "covers" },
        covers: [mediaId, "2.mp4"].map((media) => ({
          ...(media === mediaId ? { mediaId } : { file: media }),
          image: "pictures/shared.jpg",
        })),
      };
      writeFileSync(join(programDir, "covers.yaml"), JSON.stringify(manifest));
      expect(errorsOf(await stack.preview())).toBe("");
      expect(errorsOf(await stack.up())).toBe("");
      expect(oss.puts).toEqual([
        expect.objectContaining({ bucket: "covers", acl: "public-read", source: "pictures/shared.jpg" }),
      ]);
      expect([coverOf(mediaId), coverOf(otherId)]).toEqual(
        Array(2).fill(`${base}${oss.objects("covers")[0]}`),
      );

      writeFileSync(join(programDir, "covers.yaml"), JSON.stringify({ ...manifest, defaults: {} }));
      expect(errorsOf(await stack.preview())).toContain(
        'the picture "pictures/shared.jpg" has no bucket to go to; give bucket to uploadPictures, or set defaults.bucket',
      );
    },
  },
];
