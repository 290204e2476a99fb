import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { $OpenApiUtil } from "@alicloud/openapi-core";
import Mts, { UpdateMediaCoverRequest } from "@alicloud/mts20140618";
import { describe, expect, it, onTestFinished } from "vitest";
import { type EmulatorOptions, startEmulator, type Emulator } from "../../emulator/index";
import type { MediaService } from "../../provider/mps/client";
import { CallError, MediaNotFoundError, ServiceError } from "../../provider/mps/errors";
import { type ClientOptions, clientFor, emulatorKey, silentLog } from "../support/client";
import { listen } from "../support/listen";
import type { Clock } from "../../provider/mps/ports";
import { createTransport } from "../../provider/mps/transport";
import { urlCases } from "../support/urls";
import { systemClock } from "../../provider/host/system";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const unknownId = "6cc3aa66d1cb4bb2adf14e726c0a0fff";
const region = "cn-hangzhou";
const coverUrl = "http://covers.oss-cn-hangzhou.aliyuncs.com/a%2Fb%20c+(1).jpg";

/** Time that jumps where others wait, and writes down the longer waits. */
function hurriedClock(waits: number[] = []): Clock {
  let ahead = 0;
  return {
    date: systemClock.date,
    now: () => systemClock.now() + ahead,
    sleep: (delayMs) => {
      if (delayMs > 100) waits.push(Math.round(delayMs));
      ahead += Math.max(0, delayMs);
      return new Promise(setImmediate);
    },
  };
}

/** A client in a hurry, and the lines that it logs. */
function clientOf(endpoint: string, options: ClientOptions = {}): MediaService & { lines: string[] } {
  const lines: string[] = [];
  const log = {
    ...silentLog,
    info: (line: string) => lines.push(line),
    warn: (line: string) => lines.push(line),
  };
  return { ...clientFor(endpoint, { clock: hurriedClock(), log, ...options }), lines };
}

async function startWithMedia(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({
    seed: [{ mediaId, title: "a title", fileUrl: "http://videos/a.mp4" }],
    ...options,
  });
  onTestFinished(() => emulator.close());
  return emulator;
}

describe("the client on the emulator", () => {
  it("sets a cover and reads it back, byte for byte", async () => {
    const emulator = await startWithMedia();
    const client = clientOf(emulator.url);
    await client.setCover(region, mediaId, coverUrl);
    expect(await client.findMedia(region, mediaId)).toEqual({
      mediaId,
      title: "a title",
      fileUrl: "http://videos/a.mp4",
      coverUrl,
      state: "Published",
    });
    expect(emulator.requests.countByCode()).toEqual({ OK: 2 });
  });

  it("finds no video where there is none, and says so when setting a cover", async () => {
    const emulator = await startWithMedia();
    const client = clientOf(emulator.url);
    expect(await client.findMedia(region, unknownId)).toBeUndefined();
    expect(await client.findMedia("cn-beijing", mediaId)).toBeUndefined();
    await expect(client.setCover(region, unknownId, coverUrl)).rejects.toThrow(MediaNotFoundError);
  });

  it.each(["NonExist", "Deleted"] as const)(
    "takes a deleted media for gone, told as %s",
    async (deletedMediaInQueries) => {
      const emulator = await startWithMedia({ behaviour: { deletedMediaInQueries } });
      emulator.media.delete(mediaId);
      expect(await clientOf(emulator.url).findMedia(region, mediaId)).toBeUndefined();
    },
  );

  it("signs temporary credentials with their token", async () => {
    const sts = { accessKeyId: "STS.x", accessKeySecret: "s", securityToken: "token" };
    const emulator = await startWithMedia({ accessKeys: [sts] });
    await clientOf(emulator.url, { credentials: [sts] }).setCover(region, mediaId, coverUrl);
    expect(emulator.media.get(mediaId)?.cover).toBe(coverUrl);
  });

  it("gets fresh credentials when the service says that these have expired", async () => {
    const old = { accessKeyId: "STS.old", accessKeySecret: "s", securityToken: "old" };
    const fresh = { accessKeyId: "STS.new", accessKeySecret: "s", securityToken: "new" };
    const emulator = await startWithMedia({ accessKeys: [{ ...old, expiresAt: new Date(0) }, fresh] });
    await clientOf(emulator.url, { credentials: [old, fresh] }).setCover(region, mediaId, coverUrl);
    expect(emulator.requests.countByCode()).toEqual({ "InvalidSecurityToken.Expired": 1, OK: 1 });
  });

  it("reads single media together, ten in a call", async () => {
    const ids = Array.from({ length: 25 }, (_, index) => index.toString(16).padStart(32, "0"));
    const emulator = await startWithMedia({ seed: ids.slice(0, 20).map((id) => ({ mediaId: id })) });
    const client = clientOf(emulator.url);
    const found = await Promise.all([...ids, ...ids].map((id) => client.findMedia(region, id)));
    expect(found.map((media) => media?.mediaId)).toEqual(
      [...ids, ...ids].map((id) => (ids.indexOf(id) < 20 ? id : undefined)),
    );
    expect(emulator.requests.count("QueryMediaList")).toBe(5);
  });
});

describe("reads that travel together", () => {
  const ids = Array.from({ length: 10 }, (_, index) => index.toString(16).padStart(32, "0"));
  const seed = ids.map((id) => ({ mediaId: id }));

  it("are forgotten when they have come back: the next ones travel again", async () => {
    const emulator = await startWithMedia({ seed });
    const client = clientOf(emulator.url);
    await Promise.all(ids.map((id) => client.findMedia(region, id)));
    await Promise.all(ids.map((id) => client.findMedia(region, id)));
    expect(emulator.requests.count()).toBe(2);
  });

  it("are asked for again one by one when the service refuses one of them, which fails alone", async () => {
    const emulator = await startWithMedia({ seed });
    emulator.faults.add({
      mediaId: ids[3] ?? "",
      times: 2,
      fault: { kind: "error", code: "InvalidParameter.Odd" },
    });
    const client = clientOf(emulator.url);
    const found = await Promise.allSettled(ids.map((id) => client.findMedia(region, id)));
    expect(found.map(({ status }) => status)).toEqual(
      ids.map((_id, index) => (index === 3 ? "rejected" : "fulfilled")),
    );
    expect(String(found[3]?.status === "rejected" && found[3].reason)).toContain(
      `QueryMediaList for video ${ids[3]} in ${region} failed`,
    );
  });

  it("know that a video is gone when the service refuses the call for it", async () => {
    const emulator = await startWithMedia({ seed });
    emulator.faults.add({ fault: { kind: "error", code: "InvalidParameter.ResourceDeleted" } });
    expect(await clientOf(emulator.url).findMedia(region, ids[0] ?? "")).toBeUndefined();
  });

  it("conclude nothing from an answer that says nothing of a video", async () => {
    const emulator = await startWithMedia({ seed });
    emulator.faults.add({ fault: { kind: "answer", status: 200, body: '{"RequestId":"R"}' } });
    await expect(clientOf(emulator.url).findMedia(region, ids[0] ?? "")).rejects.toThrow(
      "the answer says nothing of it",
    );
  });

  it("all fail when their call cannot be made, each naming its own video, and later ones may work", async () => {
    const emulator = await startWithMedia({ seed });
    emulator.faults.add({ fault: { kind: "error", code: "NoPermission", status: 403 } });
    const client = clientOf(emulator.url);
    const failed = await Promise.allSettled(ids.map((id) => client.findMedia(region, id)));
    const reasons = failed.map((result) => String(result.status === "rejected" && result.reason));
    expect(reasons.map((reason, index) => reason.includes(`for video ${ids[index]} in`))).toEqual(
      ids.map(() => true),
    );
    expect(await client.findMedia(region, ids[0] ?? "")).toMatchObject({ mediaId: ids[0] });
  });
});

describe("the pace", () => {
  it.each(["fixed", "sliding"] as const)(
    "keeps 250 calls that come at once below the limit, in %s seconds",
    async (window) => {
      const ids = Array.from({ length: 250 }, (_, index) => index.toString(16).padStart(32, "0"));
      const emulator = await startWithMedia({ seed: ids.map((id) => ({ mediaId: id })), qps: 100, window });
      const client = clientOf(emulator.url, { clock: systemClock });
      await Promise.all(ids.map((id) => client.setCover(region, id, coverUrl)));
      expect(emulator.requests.countByCode()).toEqual({ OK: 250 });
      expect(emulator.media.list().every(({ cover }) => cover === coverUrl)).toBe(true);
    },
  );

  it("is one for reads and another for writes", async () => {
    const emulator = await startWithMedia();
    const client = clientOf(emulator.url, { clock: systemClock });
    const started = performance.now();
    const writes = Promise.all(Array.from({ length: 100 }, () => client.setCover(region, mediaId, coverUrl)));
    await client.findMedia(region, mediaId);
    const readAfterMs = performance.now() - started;
    await writes;
    expect(readAfterMs).toBeLessThan((performance.now() - started) / 2);
  });

  it("slows down when the service refuses: 40 calls under way all succeed, and not each of them is told of", async () => {
    const emulator = await startWithMedia();
    emulator.faults.add({ times: 20, fault: { kind: "error", code: "Throttling.User", retryAfterMs: 1500 } });
    const client = clientOf(emulator.url);
    await Promise.all(Array.from({ length: 40 }, () => client.setCover(region, mediaId, coverUrl)));
    expect(emulator.requests.countByCode()).toEqual({ "Throttling.User": 20, OK: 40 });
    expect(client.lines.length).toBeGreaterThan(0);
    expect(client.lines.length).toBeLessThan(6);
  });
});

describe("a refusal for the rate", () => {
  it("slows down the calls of everybody", async () => {
    const emulator = await startWithMedia();
    emulator.faults.add({ fault: { kind: "error", code: "Throttling.User", retryAfterMs: 1 } });
    const clock = hurriedClock();
    const client = clientOf(emulator.url, { clock });
    await client.setCover(region, mediaId, coverUrl);
    const started = clock.now();
    await Promise.all(Array.from({ length: 20 }, () => client.setCover(region, mediaId, coverUrl)));
    expect(clock.now() - started).toBeGreaterThan(1.8 * (19 / 98) * 1000);
  });
});

describe("work that nobody waits for any more", () => {
  it("writes nothing", async () => {
    const emulator = await startWithMedia();
    const controller = new AbortController();
    emulator.faults.add({ fault: { kind: "error", code: "ServiceUnavailable", status: 503 } });
    const clock = hurriedClock();
    const client = clientOf(emulator.url, {
      clock: {
        ...clock,
        sleep: (delayMs) => {
          controller.abort();
          return clock.sleep(delayMs);
        },
      },
      signal: controller.signal,
    });
    await expect(client.setCover(region, mediaId, coverUrl)).rejects.toThrow("aborted");
    expect([emulator.requests.count(), emulator.media.get(mediaId)?.cover]).toEqual([1, undefined]);
  });
});

describe("work that is given up while it waits for its turn", () => {
  it("ends at once, and sends nothing", async () => {
    const emulator = await startWithMedia();
    const controller = new AbortController();
    const hurried = hurriedClock();
    let sleep = hurried.sleep;
    const clock = { ...hurried, sleep: (delayMs: number) => sleep(delayMs) };
    const client = clientOf(emulator.url, { clock, signal: controller.signal });
    await client.setCover(region, mediaId, coverUrl);
    sleep = () => new Promise(() => {});
    const given = [
      client.setCover(region, mediaId, "http://c.example/later.jpg"),
      client.findMedia(region, mediaId),
    ];
    controller.abort(new Error("given up"));
    for (const each of given) await expect(each).rejects.toThrow("given up");
    expect(emulator.requests.countByAction()).toEqual({ UpdateMediaCover: 1 });
  });
});

describe("the client and the official SDK", () => {
  it("leave the service in the same state", async () => {
    const [ours, theirs] = [await startWithMedia(), await startWithMedia()];
    const client = clientOf(ours.url);
    const config = { endpoint: new URL(theirs.url).host, protocol: "HTTP", ...emulatorKey };
    const sdk = new Mts(new $OpenApiUtil.Config(config));
    const urls = urlCases.flatMap(({ canonical }) => canonical ?? []);
    for (const url of urls) {
      await client.setCover(region, mediaId, url);
      await sdk.updateMediaCover(new UpdateMediaCoverRequest({ mediaId, coverURL: url }));
      expect([ours.media.get(mediaId)?.cover, theirs.media.get(mediaId)?.cover]).toEqual([url, url]);
    }
    expect(urls.length).toBeGreaterThan(10);
  });
});

describe("a call that fails in passing", () => {
  it.each([
    ["a refusal for the rate", { kind: "error", code: "Throttling.User" }],
    ["a failing service", { kind: "error", code: "ServiceUnavailable", status: 503 }],
    ["a used nonce", { kind: "error", code: "SignatureNonceUsed" }],
    ["a gateway's page", { kind: "htmlPage" }],
    ["an empty answer", { kind: "empty" }],
    ["half an answer", { kind: "truncated" }],
    ["a refusal in a success", { kind: "codeInSuccess", code: "Throttling" }],
    ["a connection cut before", { kind: "resetBefore" }],
    ["a connection cut after: the call is repeated, which is harmless", { kind: "resetAfter" }],
  ] as const)("is tried again: %s", async (_what, fault) => {
    const emulator = await startWithMedia();
    emulator.faults.add({ fault });
    await clientOf(emulator.url).setCover(region, mediaId, coverUrl);
    expect(emulator.media.get(mediaId)?.cover).toBe(coverUrl);
    const nonces = emulator.requests.entries.map(({ headers }) => headers["x-acs-signature-nonce"]);
    expect(new Set(nonces).size).toBe(2);
  });

  it("waits as long as the service asks, and says why", async () => {
    const emulator = await startWithMedia();
    emulator.faults.add({ fault: { kind: "error", code: "Throttling.User", retryAfterMs: 2500 } });
    const waits: number[] = [];
    const client = clientOf(emulator.url, { clock: hurriedClock(waits) });
    await client.setCover(region, mediaId, coverUrl);
    expect(waits).toEqual([2500]);
    expect(client.lines).toEqual([expect.stringContaining("UpdateMediaCover waits 3 s: Throttling.User")]);
  });
});

const toldOfProxy = (proxy: string, what: string): unknown =>
  expect.stringMatching(
    `no answer from the proxy http://${proxy} \\(https_proxy\\), on the way to https://mts.invalid: ${what}`,
  );

describe("a proxy", () => {
  it("is used for calls that leave the machine, and only for those", async () => {
    const asked: (string | undefined)[] = [];
    const proxy = createServer();
    proxy.on("connect", (request, socket) => {
      asked.push(request.url);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    const proxies = { httpsProxy: { url: await listen(proxy), name: "HTTPS_PROXY" } };
    const emulator = await startWithMedia();
    await clientOf(emulator.url, { proxies }).setCover(region, mediaId, coverUrl);
    expect(asked).toEqual([]);
    const away = clientOf("https://mts.invalid", { proxies });
    await expect(away.setCover(region, mediaId, coverUrl)).rejects.toThrow(
      /^UpdateMediaCover for .* failed: no answer from the proxy http:\/\/127\.0\.0\.1:\d+ \(HTTPS_PROXY\), on the way to https:\/\/mts\.invalid: it refused to connect \(.*403.*\)/,
    );
    expect(new Set(asked)).toEqual(new Set(["mts.invalid:443"]));
  });

  it("is what did not answer, where it is dead, silent, unknown, or wants a password", async () => {
    const silent = createServer();
    silent.on("connect", () => {});
    const refusing = createServer();
    refusing.on("connect", (_request, socket) =>
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
    );
    const dead = createServer();
    const deadUrl = await listen(dead);
    dead.close();
    const failures = await Promise.all(
      [deadUrl, await listen(silent), await listen(refusing), "http://proxy.invalid:3128"].map(
        async (url) => {
          const transport = createTransport({
            httpsProxy: { url: url.replace("//1", "//user:hush@1"), name: "https_proxy" },
          });
          const origin = "https://mts.invalid";
          const request = { method: "POST", origin, target: "/", headers: {}, timeoutMs: 500 } as const;
          return transport(request).catch((error: unknown) => String(error));
        },
      ),
    );
    const masked = String.raw`\*\*\*@127\.0\.0\.1:\d+`;
    expect(failures).toEqual([
      toldOfProxy(masked, "nothing listens there"),
      toldOfProxy(masked, "no answer in time"),
      toldOfProxy(masked, String.raw`it refused to connect \(.*407`),
      toldOfProxy(String.raw`proxy\.invalid:3128`, "its name cannot be resolved"),
    ]);
  });

  it("is not blamed for a server that is reached without it", async () => {
    const transport = createTransport({
      httpsProxy: { url: "http://127.0.0.1:9", name: "https_proxy" },
      noProxy: ".invalid",
    });
    const request = { method: "POST", target: "/", headers: {}, timeoutMs: 2_000 } as const;
    await expect(transport({ ...request, origin: "https://mts.invalid" })).rejects.toThrow(
      "no answer from https://mts.invalid: its name cannot be resolved",
    );
  });
});

describe("a call that fails for good", () => {
  it("tells the whole story: what, on which video, code, words, request id, tries, and what to do", async () => {
    const emulator = await startWithMedia({
      accessKeys: [{ ...emulatorKey, deny: ["mts:UpdateMediaCover"] }],
    });
    const failure: unknown = await clientOf(emulator.url)
      .setCover(region, mediaId, coverUrl)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CallError);
    expect(failure).toMatchObject({
      action: "UpdateMediaCover",
      code: "NoPermission",
      cause: expect.any(ServiceError),
    });
    const [entry] = emulator.requests.entries;
    expect(failure).toMatchObject({
      message: expect.stringMatching(
        new RegExp(
          `^UpdateMediaCover for video ${mediaId} in cn-hangzhou failed: NoPermission: .* \\(HTTP 403, request id ${entry?.requestId}\\)\\. ` +
            "Tried once: trying again would not help\\. What to do: grant .*mts:UpdateMediaCover",
        ),
      ),
    });
  });

  it.each([
    [
      "a wrong secret",
      { accessKeyId: "testid", accessKeySecret: "wrong-secret" },
      "SignatureDoesNotMatch",
      "the secret does not belong",
    ],
    [
      "an unknown key",
      { accessKeyId: "who", accessKeySecret: "s" },
      "InvalidAccessKeyId.NotFound",
      "check the access key",
    ],
    [
      "a token that is missing",
      { accessKeyId: "STS.x", accessKeySecret: "s" },
      "MissingSecurityToken",
      "alicloud:securityToken",
    ],
  ])("says what is wrong with %s, and shows no secret", async (_what, wrong, code, fix) => {
    const emulator = await startWithMedia({
      accessKeys: [emulatorKey, { accessKeyId: "STS.x", accessKeySecret: "s", securityToken: "t" }],
    });
    const failure: unknown = await clientOf(emulator.url, { credentials: [wrong] })
      .findMedia(region, mediaId)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, message: expect.stringContaining(fix) });
    expect(String(failure)).not.toContain("wrong");
  });

  it("shows no secret, though the service repeats it", async () => {
    const emulator = await startWithMedia();
    const body = JSON.stringify({ Code: "Odd", Message: "you signed with testsecret", RequestId: "R" });
    emulator.faults.add({ fault: { kind: "answer", status: 400, body } });
    await expect(clientOf(emulator.url).findMedia(region, mediaId)).rejects.toThrow(
      "you signed with *** (HTTP 400",
    );
  });

  it("says that a clock is off", async () => {
    const emulator = await startWithMedia();
    emulator.clock.advance(16 * 60_000);
    await expect(clientOf(emulator.url).findMedia(region, mediaId)).rejects.toThrow(
      "set this machine's clock",
    );
  });

  it("gives up when the service fails again and again, and says how often", async () => {
    const emulator = await startWithMedia();
    emulator.faults.add({ fault: { kind: "htmlPage" }, times: Infinity });
    await expect(clientOf(emulator.url).findMedia(region, mediaId)).rejects.toThrow(
      /HTTP 502 with a page .* Tried 6 times in .* s: every attempt failed/,
    );
    expect(emulator.requests.count()).toBe(6);
  });

  it("says that nothing listens at the endpoint", async () => {
    const emulator = await startWithMedia();
    await emulator.close();
    await expect(clientOf(emulator.url).findMedia(region, mediaId)).rejects.toThrow(
      /no answer from http.*nothing listens there \(ECONNREFUSED\).*mediacover:endpoint/,
    );
  });

  it("says that the endpoint is not MPS", async () => {
    const other = createServer((_request, response) =>
      response.writeHead(404, { "content-type": "text/html" }).end("<h1>Welcome</h1>"),
    );
    const endpoint = await listen(other);
    await expect(clientOf(endpoint).findMedia(region, mediaId)).rejects.toThrow(
      /HTTP 404 with a page .*mediacover:endpoint/,
    );
  });

  it("says that the endpoint does not speak HTTP", async () => {
    const other = createTcpServer((socket) => socket.end("220 mail.example ESMTP\r\n"));
    const endpoint = await listen(other);
    await expect(clientOf(endpoint).findMedia(region, mediaId)).rejects.toThrow(
      /the connection failed: .*mediacover:endpoint/,
    );
  });

  it("says that no answer came in time", async () => {
    const emulator = await startWithMedia();
    emulator.faults.add({ fault: { kind: "hang" }, times: Infinity });
    // A clock on which every look is a minute later leaves an attempt its least time only.
    let nowMs = 0;
    const hasty: Clock = { ...hurriedClock(), now: () => (nowMs += 59_500) };
    await expect(clientOf(emulator.url, { clock: hasty }).findMedia(region, mediaId)).rejects.toThrow(
      /no answer in time/,
    );
  });
});
