import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Emulator } from "../../../emulator/index.ts";
import type { LibraryMessage, TrafficMessage } from "../../../emulator/page/client/messages.ts";
import { sendRaw } from "./support/rawRequest.ts";
import { call } from "./support/signedCall.ts";
import { coverUrl, mediaId, startForTest } from "./support/startForTest.ts";

const html = "text/html,application/xhtml+xml,*/*;q=0.8";

async function getPage(emulator: Emulator): Promise<Response> {
  return fetch(emulator.url, { headers: { accept: html } });
}

/** What the page would hear of, in order. */
interface Events {
  next(name: "library"): Promise<LibraryMessage>;
  next(name: "traffic"): Promise<TrafficMessage>;
}

/** Opens the events as a browser does; they end with the test. */
async function openEvents(emulator: Emulator): Promise<Events> {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const { body } = await fetch(`${emulator.url}/page/events`, { signal: abort.signal });
  const reader = (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    next: async (name: string) => {
      for (;;) {
        const end = text.indexOf("\n\n");
        if (end === -1) {
          const { value, done } = await reader.read();
          if (done) throw new Error("the events ended");
          text += value;
          continue;
        }
        const [first = "", data = ""] = text.slice(0, end).split("\n");
        text = text.slice(end + 2);
        if (first === `event: ${name}`) return JSON.parse(data.slice("data: ".length));
      }
    },
  };
}

describe("a browser gets the page", () => {
  it("under a policy that lets nothing in but the emulator's own files", async () => {
    const page = await getPage(await startForTest());
    expect([page.status, await page.text()]).toEqual([200, expect.stringMatching(/^<!doctype html>/)]);
    const policy = page.headers.get("content-security-policy");
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toMatch(/unsafe|http|\*|data:/);
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("and every file that it names, typed; nothing else", async () => {
    const emulator = await startForTest();
    const text = await (await getPage(emulator)).text();
    const names = [...text.matchAll(/(?:href|src)="(\/page\/[^"]+)"/g)].map(([, name = ""]) => name);
    expect(new Set(names)).toEqual(new Set(["/page/icon.svg", "/page/page.css", "/page/main.js"]));
    for (const name of names) expect((await fetch(emulator.url + name)).status).toBe(200);
    expect((await fetch(`${emulator.url}/page/main.js`)).headers.get("content-type")).toMatch(
      /^text\/javascript/,
    );
    for (const name of ["nothing.js", "..%2fassets%2fpage.css", "messages.ts"]) {
      expect((await fetch(`${emulator.url}/page/${name}`)).status).toBe(404);
    }
    expect(emulator.requests.count()).toBe(0);
  });

  it.each(["/", "/page/main.js", "/page/events", "/page/cover?url=&title=a"])(
    "only as this machine: %s is not for a page elsewhere whose name points here",
    async (target) => {
      const emulator = await startForTest();
      const head = `GET ${target} HTTP/1.1\r\nHost: evil.example:${emulator.port}\r\nAccept: ${html}\r\n\r\n`;
      expect(await sendRaw(emulator, head)).toMatchObject({ status: 403 });
    },
  );
});

describe("calls of the API are never taken for a browser's", () => {
  const combinations = (["V1", "V3"] as const).flatMap((signature) =>
    (["GET", "POST"] as const).flatMap((method) =>
      (["query", "form"] as const).map((place) => ({ signature, method, place })),
    ),
  );
  it.each(combinations.filter(({ method, place }) => method !== "GET" || place !== "form"))(
    "$signature $method with its parameters in the $place, by a client that accepts HTML too",
    async (options) => {
      const emulator = await startForTest();
      const headers = { accept: `${html}, application/json` };
      const answer = await call(emulator, "QueryMediaList", { MediaIds: mediaId }, { ...options, headers });
      expect(answer.code).toBe("OK");
      expect(answer.text).toContain(mediaId);
    },
  );

  it.each([
    ["without HTML among what it accepts", "GET / HTTP/1.1\r\nAccept: */*"],
    ["without Accept", "GET / HTTP/1.1"],
    ["with a query", `GET /?Action=QueryMediaList HTTP/1.1\r\nAccept: ${html}`],
    ["with a signature", `GET / HTTP/1.1\r\nAccept: ${html}\r\nAuthorization: ACS3-HMAC-SHA256 x`],
    ["with a header of the API", `GET / HTTP/1.1\r\nAccept: ${html}\r\nx-acs-action: QueryMediaList`],
    ["with a body", `GET / HTTP/1.1\r\nAccept: ${html}\r\nContent-Length: 1\r\n\r\nx`],
    ["by POST", `POST / HTTP/1.1\r\nAccept: ${html}\r\nContent-Length: 0`],
  ])("a request %s is a call", async (_what, head) => {
    const emulator = await startForTest();
    const text = `${head.replace("\r\n", "\r\nHost: 127.0.0.1\r\n")}${head.includes("\r\n") ? "" : "\r\nHost: 127.0.0.1"}\r\n\r\n`;
    const { body } = await sendRaw(emulator, text);
    expect(body).toMatch(/<Error>|"Code"/);
    expect(emulator.requests.count()).toBe(1);
  });
});

describe("the page hears", () => {
  it("the library first, then each cover that became another one", async () => {
    const emulator = await startForTest({ seed: [{ mediaId, title: "Trailer", cover: "http://a/old.jpg" }] });
    const events = await openEvents(emulator);
    expect(await events.next("library")).toMatchObject({
      isWhole: true,
      media: [{ mediaId, title: "Trailer", cover: "http://a/old.jpg", key: `cn-hangzhou/${mediaId}` }],
      changes: [],
    });
    await call(emulator, "UpdateMediaCover", { MediaId: mediaId, CoverURL: coverUrl });
    expect(await events.next("library")).toMatchObject({
      isWhole: false,
      media: [{ mediaId, cover: coverUrl }],
      changes: [{ number: 1, before: "http://a/old.jpg", after: coverUrl }],
    });
  });

  it("of changes that were made before it was opened, too; the same cover again is none", async () => {
    const emulator = await startForTest();
    for (const url of ["http://a/1.jpg", "http://a/1.jpg", undefined]) emulator.media.setCover(mediaId, url);
    const { changes } = await (await openEvents(emulator)).next("library");
    expect(changes.map(({ before, after }) => [before, after])).toEqual([
      ["", "http://a/1.jpg"],
      ["http://a/1.jpg", ""],
    ]);
  });

  it("of a thousand changes at once in one message, and of none of them again", async () => {
    const other = "0".repeat(32);
    const emulator = await startForTest({ seed: [{ mediaId }, { mediaId: other }] });
    const events = await openEvents(emulator);
    await events.next("library");
    for (let number = 1; number <= 1000; number += 1)
      emulator.media.setCover(mediaId, `http://a/${number}.jpg`);
    const { media, changes } = await events.next("library");
    expect(media.map(({ cover }) => cover)).toEqual(["http://a/1000.jpg"]);
    expect([changes.length, changes.at(-1)?.number]).toEqual([200, 1000]);
    emulator.media.setCover(other, coverUrl);
    expect(await events.next("library")).toMatchObject({
      media: [{ mediaId: other }],
      changes: [{ number: 1001, after: coverUrl }],
    });
  });

  it("of each request, its answer and the pace; of no secret", async () => {
    const accessKey = { accessKeyId: "id", accessKeySecret: "the-secret", securityToken: "the-token" };
    const emulator = await startForTest({ accessKeys: [accessKey], qps: 1 });
    emulator.clock.set("2026-01-02T03:04:05Z");
    const parameters = { MediaId: mediaId, CoverURL: `${coverUrl}?Signature=the-signature` };
    for (const signature of ["V1", "V3"] as const) {
      await call(emulator, "UpdateMediaCover", parameters, { signature, accessKey });
    }
    const events = await openEvents(emulator);
    const library = await events.next("library");
    const traffic = await events.next("traffic");
    expect(traffic).toMatchObject({
      callsByAction: { UpdateMediaCover: 2 },
      answersByCode: { OK: 1, "Throttling.User": 1 },
      requests: [{ code: "Throttling.User" }, { action: "UpdateMediaCover", subject: mediaId, code: "OK" }],
      refusals: [{ code: "Throttling.User" }],
      limit: 1,
    });
    expect(traffic.pace.at(-1)).toEqual({ calls: 2, refused: 1 });
    expect(JSON.stringify([library, traffic])).not.toMatch(/the-secret|the-token|the-signature/);
  });
});

it("a cover's picture is the object that its URL names, else a drawing of its title", async () => {
  const pictures = mkdtempSync(join(tmpdir(), "pictures-"));
  onTestFinished(() => rmSync(pictures, { recursive: true }));
  mkdirSync(join(pictures, "covers"));
  writeFileSync(join(pictures, "covers/trailer.jpg"), "jpeg");
  const emulator = await startForTest({ pictures });
  const picture = async (url: string): Promise<string> => {
    const query = new URLSearchParams({ url, title: "<b>" }).toString();
    return (await fetch(`${emulator.url}/page/cover?${query}`)).text();
  };
  expect(await picture(coverUrl)).toBe("jpeg");
  expect(await picture(`http://127.0.0.1:1/oss/covers/trailer.jpg`)).toBe("jpeg");
  for (const url of ["http://elsewhere.example/trailer.jpg", `${emulator.url}/oss/covers/../../x`, "", "%"]) {
    expect(await picture(url)).toMatch(/^<svg /);
  }
});

it("an emulator ends although somebody looks at it", async () => {
  const emulator = await startForTest();
  await (await openEvents(emulator)).next("library");
  await emulator.close();
  await expect(fetch(emulator.url)).rejects.toThrow();
});
