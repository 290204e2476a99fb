import Mts, { QueryMediaListByURLRequest } from "@alicloud/mts20140618";
import { $OpenApiUtil } from "@alicloud/openapi-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/index";
import { lookUpMedia } from "../../provider/lookup/lookUpMedia";
import type { MediaService } from "../../provider/mps/client";
import { clientFor, emulatorKey } from "../support/client";
import { mediaIdFor } from "../support/mediaIds";

const region = "cn-hangzhou";
const origin = "http://videos.oss-cn-hangzhou.aliyuncs.com";

/** Media by the names of their source files. */
function seedOf(...names: string[]): EmulatorOptions {
  return { seed: names.map((name, index) => ({ mediaId: mediaIdFor(index), fileUrl: `${origin}/${name}` })) };
}

async function start(options: EmulatorOptions): Promise<Emulator & { client: MediaService }> {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  return Object.assign(emulator, { client: clientFor(emulator.url) });
}

/** What was asked in each QueryMediaListByURL. */
const asked = ({ requests }: Emulator): (string | undefined)[] =>
  requests.entries.map(({ parameters }) => parameters["FileURLs"]);

describe("media by their source files", () => {
  it("are found ten in a call, and told from those that are not there", async () => {
    const names = Array.from({ length: 25 }, (_, index) => `series/${index}.mp4`);
    const { client, requests } = await start(seedOf(...names.slice(0, 20)));
    const found = await Promise.all(names.map((name) => client.findMediaByFile(region, `${origin}/${name}`)));
    expect(found.map((media) => media?.mediaId)).toEqual(
      names.map((_name, index) => (index < 20 ? mediaIdFor(index) : undefined)),
    );
    expect(requests.countByAction()).toEqual({ QueryMediaListByURL: 3 });
  });

  it("come with state, duration and size, where the service knows them", async () => {
    const analysed = { publishState: "UnPublish", durationSeconds: 7.965, sizeBytes: 2_647_692 } as const;
    const { client } = await start({
      seed: [
        { mediaId: mediaIdFor(0), fileUrl: `${origin}/a.mp4`, ...analysed },
        { mediaId: mediaIdFor(1), fileUrl: `${origin}/b.mp4` },
      ],
    });
    expect(await client.findMediaByFile(region, `${origin}/a.mp4`)).toMatchObject({
      state: "UnPublish",
      durationSeconds: 7.965,
      sizeBytes: 2_647_692,
    });
    expect(await client.findMedia(region, mediaIdFor(1))).toEqual({
      mediaId: mediaIdFor(1),
      title: "",
      fileUrl: `${origin}/b.mp4`,
      coverUrl: "",
      state: "Published",
      durationSeconds: undefined,
      sizeBytes: undefined,
    });
  });

  it("may have a comma in their name: it is escaped, as commas separate URLs", async () => {
    const emulator = await start(seedOf("Rome%2C%20open%20city.mp4"));
    const media = await emulator.client.findMediaByFile(region, `${origin}/Rome,%20open%20city.mp4`);
    expect(media?.mediaId).toBe(mediaIdFor(0));
    expect(asked(emulator)).toEqual([`${origin}/Rome%2C%20open%20city.mp4`]);
  });

  it("are recognised when the service spells the URL in another way", async () => {
    const emulator = await start(seedOf("a.mp4"));
    const body = {
      MediaList: { Media: [{ MediaId: mediaIdFor(7), File: { URL: `${origin}/12%3A30.mp4` } }] },
    };
    emulator.faults.add({ fault: { kind: "answer", status: 200, body: JSON.stringify(body) } });
    const media = await emulator.client.findMediaByFile(region, `${origin}/12:30.mp4`);
    expect(media?.mediaId).toBe(mediaIdFor(7));
  });

  it("are asked for in more calls where ten URLs are longer than the service takes", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `${"long/".repeat(200)}${index}.mp4`);
    const emulator = await start(seedOf(...names));
    const found = await Promise.all(
      names.map((name) => emulator.client.findMediaByFile(region, `${origin}/${name}`)),
    );
    expect(found.map((media) => media?.mediaId)).toEqual(names.map((_name, index) => mediaIdFor(index)));
    expect(asked(emulator).map((urls) => urls?.split(",").length)).toEqual([3, 3, 3, 1]);
  });

  it("fail alone when the service refuses one URL of a call", async () => {
    const { client } = await start(seedOf("a.mp4"));
    const [good, bad] = await Promise.allSettled([
      client.findMediaByFile(region, `${origin}/a.mp4`),
      client.findMediaByFile(region, "https://videos/b.mp4"),
    ]);
    expect(good).toMatchObject({ status: "fulfilled", value: { mediaId: mediaIdFor(0) } });
    expect(String(bad.status === "rejected" && bad.reason)).toContain(
      "QueryMediaListByURL for the video of file https://videos/b.mp4 in cn-hangzhou failed: InvalidParameter.InvalidHTTPProtocol",
    );
  });

  it("are asked for as the official SDK asks for them", async () => {
    const emulator = await start(seedOf("預告 片.mp4"));
    const url = `${origin}/預告 片.mp4`;
    await emulator.client.findMediaByFile(region, url);
    const sdk = new Mts(
      new $OpenApiUtil.Config({ endpoint: new URL(emulator.url).host, protocol: "HTTP", ...emulatorKey }),
    );
    await sdk.queryMediaListByURL(new QueryMediaListByURLRequest({ fileURLs: url }));
    expect(asked(emulator)).toEqual([url, url]);
    expect(emulator.requests.countByCode()).toEqual({ OK: 2 });
  });
});

describe("a video that is looked up", () => {
  it.each([
    [
      "as an OSS path, where the service has escapes",
      "oss://videos/a b/預告.mp4",
      "a%20b/%E9%A0%90%E5%91%8A.mp4",
      1,
    ],
    ["as an OSS path, where the service has none", "oss://videos/a b/預告.mp4", "a b/預告.mp4", 2],
    ["as a URL to the letter", `${origin}/a%2fb.mp4`, "a%2fb.mp4", 1],
    ["as a URL with escapes, where the service has none", `${origin}/a%20b.mp4`, "a b.mp4", 2],
    ["as a URL without escapes, where the service has them", `${origin}/a b.mp4`, "a%20b.mp4", 2],
  ])("is found by its file %s", async (_what, file, name, calls) => {
    const { client, requests } = await start(seedOf(name));
    expect(await lookUpMedia(client, region, { file })).toMatchObject({ mediaId: mediaIdFor(0) });
    expect(requests.count()).toBe(calls);
  });

  it("is named when there is none", async () => {
    const { client } = await start(seedOf("a.mp4"));
    await expect(lookUpMedia(client, region, { file: "oss://videos/b.mp4" })).rejects.toThrow(
      "no video in region cn-hangzhou has the source file oss://videos/b.mp4: check its bucket and name",
    );
    await expect(lookUpMedia(client, region, { mediaId: mediaIdFor(9) })).rejects.toThrow(
      `video ${mediaIdFor(9)} does not exist in region cn-hangzhou`,
    );
  });
});
