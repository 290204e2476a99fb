import { symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { picture as jpeg } from "../../support/pictures";
import { manifestFolder } from "../../support/manifestFolder";

const id = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const baseUrl = "http://covers.oss-cn-hangzhou.aliyuncs.com/2026";
const head = `defaults: {baseUrl: "${baseUrl}"}`;

describe("a picture of the project", () => {
  it("has the URL of its path from the folder of the file that sets baseUrl, encoded", () => {
    const { load, path } = manifestFolder({
      "covers.yaml": `${head}\ninclude: [series/a.yaml]\ncovers:\n  - {mediaId: ${id}, image: "pictures/預 告+1#?%.jpg"}`,
      "pictures/預 告+1#?%.jpg": jpeg,
      "series/a.yaml": "covers: [{file: oss://videos/b.mp4, image: b.png}]",
      "series/b.png": jpeg,
    });
    expect(load().map(({ coverUrl, picture }) => [coverUrl, picture])).toEqual([
      [
        `${baseUrl}/pictures/%E9%A0%90%20%E5%91%8A%2B1%23%3F%25.jpg`,
        { path: path("pictures/預 告+1#?%.jpg"), name: "pictures/預 告+1#?%.jpg", bucket: undefined },
      ],
      [`${baseUrl}/series/b.png`, { path: path("series/b.png"), name: "series/b.png", bucket: undefined }],
    ]);
  });

  it.each<[what: string, image: string, problem: string]>([
    ["that does not exist", "none.jpg", 'covers[0].image "none.jpg" does not exist'],
    ["that is a folder", "pictures", 'covers[0].image "pictures" is a folder; name a picture in it'],
    ["that is empty", "empty.jpg", 'covers[0].image "empty.jpg" is empty; put the picture there'],
    ["that is a text", "text.jpg", 'covers[0].image "text.jpg" must be a JPEG, PNG, WebP, GIF, BMP or AVIF'],
    ["outside of the project", "../../etc/hostname", "is outside of the project folder"],
    ["that is a symlink out of it", "link.jpg", "(it is a symlink to /etc/hostname)"],
    ["that is a symlink to itself", "loop.jpg", 'covers[0].image "loop.jpg" is a symlink to itself'],
  ])("is refused %s", (_what, image, problem) => {
    const { path, problems } = manifestFolder({
      "covers.yaml": `${head}\ncovers:\n  - mediaId: ${id}\n    image: ${image}`,
      "pictures/a.jpg": jpeg,
      "empty.jpg": "",
      "text.jpg": "a text",
    });
    symlinkSync("/etc/hostname", path("link.jpg"));
    symlinkSync("loop.jpg", path("loop.jpg"));
    expect(problems()).toEqual([expect.stringMatching(/^covers.yaml:4:12: covers\[0\].image /)]);
    expect(problems()[0]).toContain(problem);
  });

  it("must be below the file that sets baseUrl, which stands for that folder", () => {
    const { problems } = manifestFolder({
      "Pulumi.yaml": "",
      "covers.yaml": "include: [a/b.yaml]",
      "a/b.yaml": `${head}\ncovers:\n  - {mediaId: ${id}, image: ../c.jpg}`,
      "c.jpg": jpeg,
    });
    expect(problems()).toEqual([
      'a/b.yaml:3:5: covers[0] has the picture "../c.jpg", which must be in the folder of the file that sets baseUrl, or in one below; move it there',
    ]);
  });

  it("needs baseUrl, unless the program uploads it", () => {
    const { load, problems } = manifestFolder({
      "covers.yaml": `defaults: {bucket: covers}\ncovers:\n  - {mediaId: ${id}, image: a.jpg}`,
      "a.jpg": jpeg,
    });
    expect(problems()).toEqual([
      'covers.yaml:3:5: covers[0] has the picture "a.jpg", which has no URL, as nothing uploads it to the bucket covers; set defaults.baseUrl to where http: serves this folder, or let the program upload it (pictureUrl: uploadPictures())',
    ]);
    expect(load({ upload: true })).toMatchObject([
      { coverUrl: undefined, picture: { name: "a.jpg", bucket: "covers" } },
    ]);
  });
});

describe("a folder of pictures", () => {
  it("has the covers of videos that name none, by id or by the name of the source file", () => {
    const { load } = manifestFolder({
      "covers.yaml": `${head}
pictures: pictures
covers:
  - {mediaId: ${id}}
  - {file: "oss://videos/films/預告.mp4"}
  - {file: "http://videos/films/a%20b.mov"}
  - {file: "oss://videos/c.mp4", url: "http://c.example/c.jpg"}`,
      [`pictures/${id}.webp`]: jpeg,
      "pictures/預告.JPG": jpeg,
      "pictures/a b.png": jpeg,
      "pictures/README.md": "x",
      "pictures/.hidden.jpg": jpeg,
      "pictures/deeper/d.jpg": jpeg,
    });
    expect(load().map(({ coverUrl }) => coverUrl)).toEqual([
      `${baseUrl}/pictures/${id}.webp`,
      `${baseUrl}/pictures/%E9%A0%90%E5%91%8A.JPG`,
      `${baseUrl}/pictures/a%20b.png`,
      "http://c.example/c.jpg",
    ]);
  });

  it("makes a cover of each picture that has the name of a video's id", () => {
    const { load } = manifestFolder({
      "covers.yaml": `${head}\npictures: .`,
      [`${id}.jpg`]: jpeg,
      [`${id.replace(/1$/, "2")}.png`]: jpeg,
    });
    expect(load()).toMatchObject([
      { media: { mediaId: id }, position: { line: 2, column: 11 } },
      { media: { mediaId: id.replace(/1$/, "2") } },
    ]);
  });

  it.each<[what: string, pictures: string, files: string[], problem: string]>([
    ["that does not exist", "none", ["a.jpg"], '2:11: pictures "none" does not exist'],
    ["that is a file", "a.jpg", ["a.jpg"], '2:11: pictures "a.jpg" is not a folder'],
    ["outside of the project", "../..", ["a.jpg"], '2:11: pictures "../.." is outside of the project folder'],
    [
      "without the picture of a video",
      "p",
      ["p/b.md"],
      '3:10: covers[0] has no cover; give url, image or snapshot, or put "a.jpg" (or .png, …) into "p"',
    ],
    [
      "with two pictures of a video",
      "p",
      ["p/a.jpg", "p/a.png"],
      '3:10: covers[0] has more than one picture in "p": "a.jpg" and "a.png"; keep one, or give it as image',
    ],
    [
      "with a picture of no video",
      "p",
      ["p/a.jpg", "p/typo.jpg"],
      '2:11: pictures holds "typo.jpg", which is the cover of no video; name it like a video\'s id or source file',
    ],
  ])("is refused %s", (_what, pictures, files, problem) => {
    const { problems } = manifestFolder({
      "covers.yaml": `${head}\npictures: ${pictures}\ncovers: [{file: oss://videos/a.mp4}]`,
      ...Object.fromEntries(files.map((file) => [file, jpeg])),
    });
    expect(problems().join("\n")).toContain(`covers.yaml:${problem}`);
  });
});
