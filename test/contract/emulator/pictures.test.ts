import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Emulator } from "../../../emulator/index.ts";
import { sendRaw } from "./support/rawRequest.ts";
import { call } from "./support/signedCall.ts";
import { mediaId, startForTest } from "./support/startForTest.ts";

const secret = "not a picture, and outside of the bucket";

/** An emulator with `covers/trailer.jpg` and `covers/season 1/é.png`, and a secret beside the bucket and the folder. */
async function startWithPictures(): Promise<{ emulator: Emulator; folder: string }> {
  const parent = mkdtempSync(join(tmpdir(), "pictures-"));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  const folder = join(parent, "folder");
  mkdirSync(join(folder, "covers/season 1"), { recursive: true });
  mkdirSync(join(folder, "private"));
  writeFileSync(join(folder, "covers/trailer.jpg"), "jpeg");
  writeFileSync(join(folder, "covers/season 1/é.png"), "png");
  for (const path of ["secret.txt", "folder/secret.txt", "folder/private/secret.txt"]) {
    writeFileSync(join(parent, path), secret);
  }
  symlinkSync(join(parent, "secret.txt"), join(folder, "covers/link.txt"));
  symlinkSync(parent, join(folder, "covers/up"));
  symlinkSync(parent, join(folder, "linked-bucket"));
  return { emulator: await startForTest({ pictures: folder }), folder };
}

const getRaw = (emulator: Emulator, target: string, host = "127.0.0.1"): ReturnType<typeof sendRaw> =>
  sendRaw(emulator, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

describe("a folder of pictures is served as OSS serves objects", () => {
  it("with type, length, date and the content's MD5", async () => {
    const { emulator } = await startWithPictures();
    const answer = await fetch(`${emulator.url}/oss/covers/trailer.jpg`);
    expect(await answer.text()).toBe("jpeg");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": "4",
      etag: `"${createHash("md5").update("jpeg").digest("hex").toUpperCase()}"`,
      "last-modified": expect.stringMatching(/ GMT$/),
      "x-oss-request-id": expect.stringMatching(/^[0-9A-F]{24}$/),
    });
  });

  it("HEAD has the same headers and no content; what a client has already is not sent again", async () => {
    const { emulator } = await startWithPictures();
    const url = `${emulator.url}/oss/covers/trailer.jpg`;
    const head = await fetch(url, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "4", ""]);
    const again = await fetch(url, { headers: { "if-none-match": head.headers.get("etag") ?? "" } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it.each([
    ["/oss/covers/season%201/%C3%A9.png", "127.0.0.1"],
    ["/season%201%2F%c3%a9.png?x-oss-process=image", "covers.oss-cn-hangzhou.aliyuncs.com"],
    ["/season%201/%C3%A9.png", "COVERS.oss-cn-hangzhou-internal.aliyuncs.com:80"],
    ["http://covers.oss-cn-hangzhou.aliyuncs.com/season%201/%C3%A9.png", "127.0.0.1"],
  ])("by path, by host and through a proxy: %s at %s", async (target, host) => {
    const { emulator } = await startWithPictures();
    expect(await getRaw(emulator, target, host)).toMatchObject({ status: 200, body: "png" });
  });

  it("files may come, change and go at any time", async () => {
    const { emulator, folder } = await startWithPictures();
    const get = async (): Promise<string> => (await fetch(`${emulator.url}/oss/new-bucket/new.png`)).text();
    expect(await get()).toContain("<Code>NoSuchBucket</Code>");
    mkdirSync(join(folder, "new-bucket"));
    expect(await get()).toContain("<Code>NoSuchKey</Code>");
    writeFileSync(join(folder, "new-bucket/new.png"), "first");
    expect(await get()).toBe("first");
    writeFileSync(join(folder, "new-bucket/new.png"), "");
    expect(await get()).toBe("");
    rmSync(join(folder, "new-bucket/new.png"));
    expect(await get()).toContain("<Code>NoSuchKey</Code>");
  });

  it("a document that could do something is inert", async () => {
    const { emulator, folder } = await startWithPictures();
    writeFileSync(join(folder, "covers/a.svg"), "<svg onload='alert(1)'/>");
    const { headers } = await fetch(`${emulator.url}/oss/covers/a.svg`);
    expect(headers.get("content-type")).toBe("image/svg+xml");
    expect(headers.get("content-security-policy")).toContain("sandbox; default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("nothing but objects is served", () => {
  it.each([
    ["/oss/covers/none.jpg", 404, "NoSuchKey"],
    ["/oss/covers/season%201", 404, "NoSuchKey"],
    ["/oss/none/trailer.jpg", 404, "NoSuchBucket"],
    ["/oss/secret.txt", 400, "InvalidBucketName"],
    ["/oss/", 400, "InvalidBucketName"],
    ["/oss/covers", 403, "AccessDenied"],
    ["/oss/covers/", 403, "AccessDenied"],
    ["/oss/covers/season%201/", 400, "InvalidObjectName"],
    ["/oss/covers/../private/secret.txt", 400, "InvalidObjectName"],
    ["/oss/covers/%2e%2e/private/secret.txt", 400, "InvalidObjectName"],
    ["/oss/covers/season%201%2F..%2F..%2Fsecret.txt", 400, "InvalidObjectName"],
    ["/oss/covers/..%5Csecret.txt", 400, "InvalidObjectName"],
    ["/oss/covers/./trailer.jpg", 400, "InvalidObjectName"],
    ["/oss/covers//trailer.jpg", 400, "InvalidObjectName"],
    ["/oss/covers/%2Fetc%2Fpasswd", 400, "InvalidObjectName"],
    ["/oss/covers/trailer.jpg%00.png", 400, "InvalidObjectName"],
    ["/oss/covers/%E9", 400, "InvalidObjectName"],
    [`/oss/covers/${"a".repeat(1024)}`, 400, "InvalidObjectName"],
    ["/oss/covers/link.txt", 404, "NoSuchKey"],
    ["/oss/covers/up/secret.txt", 404, "NoSuchKey"],
    ["/oss/linked-bucket/secret.txt", 404, "NoSuchBucket"],
    ["/oss/../secret.txt", 400, "InvalidBucketName"],
  ])("%s: %d %s", async (target, status, code) => {
    const { emulator } = await startWithPictures();
    const answer = await getRaw(emulator, target);
    expect(answer).toMatchObject({ status, body: expect.stringContaining(`<Code>${code}</Code>`) });
    expect(answer.head).toMatch(/content-type: application\/xml/);
    expect(answer.body).not.toContain(secret);
  });

  it("nothing is written", async () => {
    const { emulator } = await startWithPictures();
    const url = `${emulator.url}/oss/covers/trailer.jpg`;
    for (const method of ["PUT", "POST", "DELETE"]) {
      const answer = await fetch(url, { method });
      expect([answer.status, await answer.text()]).toEqual([
        405,
        expect.stringContaining("MethodNotAllowed"),
      ]);
    }
    expect(await (await fetch(url)).text()).toBe("jpeg");
  });

  it("a page elsewhere whose name points to this machine cannot read them", async () => {
    const { emulator } = await startWithPictures();
    const { status, body } = await getRaw(emulator, "/oss/covers/trailer.jpg", "evil.example");
    expect([status, body]).toEqual([404, expect.stringContaining("InvalidApi.NotFound")]);
  });
});

it("pictures are no calls of the API, and the API's calls are no pictures", async () => {
  const { emulator } = await startWithPictures();
  await (await fetch(`${emulator.url}/oss/covers/trailer.jpg`)).text();
  expect(emulator.requests.count()).toBe(0);
  for (const method of ["GET", "POST"] as const) {
    expect(await call(emulator, "QueryMediaList", { MediaIds: mediaId }, { method })).toMatchObject({
      code: "OK",
    });
  }
  expect(emulator.requests.count()).toBe(2);
});

it("without a folder there are no objects but those that jobs put there", async () => {
  const emulator = await startForTest();
  expect(await (await fetch(`${emulator.url}/oss/covers/trailer.jpg`)).text()).toContain("NoSuchBucket");
});

it("a folder that is none is refused at the start", async () => {
  await expect(startForTest({ pictures: import.meta.filename })).rejects.toThrow(
    /options\.pictures: ".*" is not a folder/,
  );
});
