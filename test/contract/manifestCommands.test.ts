import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/index";
import { type InProcessOutcome, runInProcess } from "../support/commandInProcess";
import { manifestFolder } from "../support/manifestFolder";
import { png } from "../support/pictures";
import { mediaIdFor } from "../support/mediaIds";

/** Runs the command to its end outside of any project, against an emulator if one is given. */
function run(
  words: readonly string[],
  { emulator, input = "" }: { emulator?: Emulator; input?: string } = {},
): Promise<InProcessOutcome> {
  const environment = {
    ...(emulator !== undefined && {
      MEDIACOVER_ENDPOINT: emulator.url,
      ALICLOUD_REGION: "cn-hangzhou",
      ALICLOUD_ACCESS_KEY: "testid",
      ALICLOUD_SECRET_KEY: "testsecret",
    }),
  };
  return runInProcess(words, { environment, cwd: tmpdir(), input });
}

async function start(options: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}

describe("mediacover check", () => {
  const good = `covers:\n  - {mediaId: ${mediaIdFor(1)}, url: "http://c.example/a.jpg"}\n  - {file: oss://videos/a.mp4, url: "http://c.example/b.jpg"}`;

  it("needs no network, and says how many covers a good manifest has", async () => {
    const { path } = manifestFolder({ "covers.yaml": good });
    expect(await run(["check", path("covers.yaml")])).toEqual({
      code: 0,
      output: `${path("covers.yaml")}: ok, 2 covers (1 by id, 1 by file)\n`,
      errors: "",
    });
  });

  it("says how many covers are snapshots", async () => {
    const text = `{defaults: {bucket: covers, snapshot: 5s}, covers: [{mediaId: ${mediaIdFor(1)}}]}`;
    const { path } = manifestFolder({ "covers.yaml": text });
    expect((await run(["check", path("covers.yaml")])).output).toBe(
      `${path("covers.yaml")}: ok, 1 cover (1 by id, 0 by file, 1 by snapshot)\n`,
    );
  });

  it("prints every problem of all manifests as file:line:column: message, and ends with 1", async () => {
    const { path } = manifestFolder({
      "a.yaml": "covers: [{mediaId: x, ulr: y}]",
      "b.yaml": good,
      "c.json": "{",
    });
    const { code, output, errors } = await run(["check", path("a.yaml"), path("b.yaml"), path("c.json")]);
    expect(code).toBe(1);
    const lines = output
      .trim()
      .split("\n")
      .map((line) => line.replace(path("/"), ""));
    expect(lines).toEqual([
      expect.stringMatching(/^a.yaml:1:10: covers\[0\] has no cover/),
      expect.stringMatching(/^a.yaml:1:20: covers\[0\].mediaId must be 32 characters/),
      "a.yaml:1:23: covers[0].ulr is not a key of a cover; did you mean url?",
      "b.yaml: ok, 2 covers (1 by id, 1 by file)",
      expect.stringMatching(/^c.json:1:2: is not YAML/),
    ]);
    expect(errors).toBe("mediacover: 4 problems\n");
  });

  it("--online finds videos that do not exist, the same video twice, and pictures that do not answer", async () => {
    const emulator = await start({
      seed: [{ mediaId: mediaIdFor(1), fileUrl: "http://videos.oss-cn-hangzhou.aliyuncs.com/a.mp4" }],
    });
    const asked: string[] = [];
    const pictures = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.statusCode = request.url === "/gone.jpg" ? 404 : 200;
      response.setHeader("content-type", "image/jpeg");
      response.end(request.url === "/page.jpg" ? "<!doctype html>" : png(640, 360));
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void pictures.close());
    await once(pictures, "listening");
    const address: AddressInfo | string | null = pictures.address();
    const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const entries = [
      [`mediaId: ${mediaIdFor(1)}`, `${origin}/a.jpg`],
      [`file: oss://videos/a.mp4`, `${origin}/a.jpg`],
      [`mediaId: ${mediaIdFor(2)}`, `${origin}/gone.jpg`],
      [`file: oss://videos/none.mp4`, `${origin}/page.jpg`],
      [`mediaId: ${mediaIdFor(3)}`, "http://127.0.0.1:1/a.jpg"],
    ];
    const { path } = manifestFolder({
      "covers.yaml": `covers:\n${entries.map(([media, url]) => `  - {${media}, url: "${url}"}`).join("\n")}`,
    });
    const { code, output } = await run(["check", "--online", path("covers.yaml")], { emulator });
    expect(code).toBe(1);
    const lines = output
      .trim()
      .split("\n")
      .map((line) => line.replace(`${path("covers.yaml")}:`, ""));
    expect(lines).toEqual([
      expect.stringMatching(/^3:5: the video oss:\/\/videos\/a.mp4 has a cover already, in line 2 of /),
      expect.stringMatching(/^4:5: video 0+2 does not exist in region cn-hangzhou/),
      expect.stringMatching(
        /^4:5: the cover .*gone.jpg of video 0+2 answers HTTP 404: it is not there; put the picture there, or correct/,
      ),
      expect.stringMatching(
        /^5:5: no video in region cn-hangzhou has the source file oss:\/\/videos\/none.mp4/,
      ),
      expect.stringMatching(/^5:5: the cover .*page.jpg .* is a web page \(HTML\), not a picture/),
      expect.stringMatching(/^6:5: video 0+3 does not exist/),
      expect.stringMatching(/^6:5: the cover .* does not answer \(ECONNREFUSED\); check its host/),
    ]);
    expect(asked.toSorted()).toEqual(["GET /a.jpg", "GET /gone.jpg", "GET /page.jpg"]);
    expect(emulator.requests.countByAction()).toEqual({ QueryMediaList: 1, QueryMediaListByURL: 1 });
  });

  it("export says that its input is no text", async () => {
    const input = Buffer.from("oss://videos/caf\u00e9.mp4", "latin1");
    expect(await runInProcess(["export", "--from-stdin", "--no-stack"], { input })).toEqual({
      code: 1,
      output: "",
      errors: "mediacover: the standard input is not text in UTF-8 or UTF-16\n",
    });
  });

  it("--online says what is missing to reach the service", async () => {
    const { path } = manifestFolder({ "covers.yaml": good });
    const { code, errors } = await run(["check", "--online", path("covers.yaml")]);
    expect([code, errors]).toEqual([
      1,
      "mediacover: region is not set; give --region, or set alicloud:region or ALICLOUD_REGION\n",
    ]);
  });
});

describe("mediacover schema", () => {
  it("prints the JSON Schema that the package holds", async () => {
    const { code, output } = await run(["schema"]);
    const schema: unknown = JSON.parse(output);
    expect([code, schema]).toMatchObject([
      0,
      {
        $schema: "http://json-schema.org/draft-07/schema#",
        properties: { covers: { items: { additionalProperties: false } } },
      },
    ]);
    expect(output).toBe(readFileSync(new URL("../../dist/manifest.schema.json", import.meta.url), "utf8"));
  });
});

describe("mediacover export", () => {
  it("writes a manifest of the live covers: sorted, the same each time, without what signs them", async () => {
    const emulator = await start({
      seed: [
        { mediaId: mediaIdFor(2), title: "Two", cover: "http://C.example/預告.jpg?Expires=1&Signature=x" },
        { mediaId: mediaIdFor(1), title: "One\n- x", cover: "http://c.example/1.jpg" },
        { mediaId: mediaIdFor(3) },
        { mediaId: mediaIdFor(4), cover: "https://c.example/4.jpg" },
      ],
    });
    const words = [
      "export",
      "--ids",
      `${mediaIdFor(3)},${mediaIdFor(2)}`,
      mediaIdFor(4),
      mediaIdFor(1),
      mediaIdFor(1),
    ];
    const first = await run(words, { emulator });
    expect(first).toEqual({
      code: 0,
      output: `# Covers of videos in cn-hangzhou, written by mediacover export.
defaults:
  region: cn-hangzhou
covers:
  # One - x
  - mediaId: "${mediaIdFor(1)}"
    url: http://c.example/1.jpg
  # Two
  - mediaId: "${mediaIdFor(2)}"
    url: http://c.example/%E9%A0%90%E5%91%8A.jpg
`,
      errors: expect.stringMatching(
        /^0+3 has no cover\n0+4 is left out, because its cover must be an http: URL.*\n2 of 4 videos have a cover that was written down\n$/,
      ),
    });
    expect(emulator.requests.countByAction()).toEqual({ QueryMediaList: 1 });
    expect(await run(words, { emulator })).toEqual(first);
  });

  it("reads 5,000 videos in 500 calls, without a refused one, from the standard input", async () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => mediaIdFor(index));
    const seed = ids.map((mediaId) => ({ mediaId, cover: `http://c.example/${mediaId}.jpg` }));
    const emulator = await start({ seed, qps: 100 });
    const { path } = manifestFolder({});
    const out = path("covers.yaml");
    const { code, output, errors } = await run(["export", "--from-stdin", "-o", out], {
      emulator,
      input: `# all\n${ids.join("\n")}\n`,
    });
    expect([code, output, errors]).toEqual([
      0,
      "",
      "5000 of 5000 videos have a cover that was written down\n",
    ]);
    expect(emulator.requests.countByAction()).toEqual({ QueryMediaList: 500 });
    expect(emulator.requests.countByCode()).toEqual({ OK: 500 });
    expect(await run(["check", out])).toMatchObject({
      code: 0,
      output: `${out}: ok, 5000 covers (5000 by id, 0 by file)\n`,
    });
  });

  it("knows media by their files, where it is asked so", async () => {
    const emulator = await start({
      seed: [
        {
          mediaId: mediaIdFor(1),
          fileUrl: "http://videos.oss-cn-hangzhou.aliyuncs.com/a.mp4",
          cover: "http://c.example/1.jpg",
        },
      ],
    });
    const { output } = await run(["export", "--files", "oss://videos/a.mp4"], { emulator });
    expect(output).toContain("  - file: oss://videos/a.mp4\n    url: http://c.example/1.jpg\n");
  });

  it("writes a file for pulumi import: each video once, named after its title, or by its id", async () => {
    const fileUrl = "http://videos.oss-cn-hangzhou.aliyuncs.com/a.mp4";
    const titles = ["Día 1: Keynote!", "Día 1: Keynote!", "預告", "2026", ""];
    const seed = titles.map((title, index) => ({
      mediaId: mediaIdFor(index),
      title,
      cover: `http://c.example/${index}.jpg`,
      ...(index === 0 && { fileUrl }),
    }));
    const emulator = await start({ seed: [...seed, { mediaId: mediaIdFor(9) }] });
    const ids = [...seed.map(({ mediaId }) => mediaId), mediaIdFor(9)];
    const input = [fileUrl, ...ids].join("\n");
    const { code, output } = await run(["export", "--from-stdin", "--format", "import", "-o", "-"], {
      emulator,
      input,
    });
    expect([code, JSON.parse(output)]).toEqual([
      0,
      {
        resources: [
          "dia-1-keynote",
          `dia-1-keynote-${mediaIdFor(1)}`,
          `cover-${mediaIdFor(2)}`,
          `cover-${mediaIdFor(3)}`,
          `cover-${mediaIdFor(4)}`,
        ].map((name, index) => ({
          type: "mediacover:index:MediaCover",
          name,
          id: `cn-hangzhou/${mediaIdFor(index)}`,
        })),
      },
    ]);
  });

  it("writes nothing when videos do not exist, and names all of them", async () => {
    const emulator = await start({ seed: [{ mediaId: mediaIdFor(1), cover: "http://c.example/1.jpg" }] });
    expect(await run(["export", "--ids", mediaIdFor(9), mediaIdFor(1), mediaIdFor(8)], { emulator })).toEqual(
      {
        code: 1,
        output: "",
        errors: `mediacover: 2 of 3 videos do not exist in region cn-hangzhou; nothing was written:\n  ${mediaIdFor(8)}\n  ${mediaIdFor(9)}\n`,
      },
    );
  });

  it.each([
    [["export", "--ids", "x", "--region", "cn-hangzhou"], 1, /the id must be 32 characters of 0-9 and a-f/],
    [["check", "none.yaml"], 1, /1 problem/],
  ])("%j ends with %d and says why", async (words, code, errors) => {
    expect(await run(words)).toMatchObject({ code, errors: expect.stringMatching(errors) });
  });
});
