import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { checkPictures } from "../../../cli/checkPictures";
import { listen } from "../../support/listen";
import { png } from "../../support/pictures";

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** What `check --online` says of a picture that is answered so. */
async function problemOf({ status = 200, headers = {}, body = "" }: Answer): Promise<string | undefined> {
  const server = createServer((request, response) => {
    // As some hosts do.
    if (request.method === "HEAD") response.writeHead(405).end();
    else response.writeHead(status, headers).end(body);
  });
  const coverUrl = `${await listen(server)}/a.jpg`;
  const position = { file: "covers.yaml", line: 1, column: 1 };
  const media = { mediaId: "m" };
  const entry = {
    media,
    coverUrl,
    position,
    region: undefined,
    onDelete: "retain",
    picture: undefined,
  } as const;
  const [problem] = await checkPictures([entry]);
  return problem?.message.replace(`the cover ${coverUrl} of video m `, "");
}

describe("a picture that is looked at online", () => {
  it("is right where GET gives it, though HEAD is refused, whatever the host says of its type", async () => {
    expect(await problemOf({ body: png(64, 64) })).toBeUndefined();
    expect(await problemOf({ body: png(64, 64), headers: { "content-type": "text/plain" } })).toBeUndefined();
  });

  it.each([
    ["of no bytes", { headers: { "content-type": "image/jpeg" } }, /^is empty/],
    [
      "that is a page sent as a JPEG",
      { headers: { "content-type": "image/jpeg" }, body: "<!doctype html>" },
      /^is a web page/,
    ],
    [
      "that leads to https:",
      { status: 301, headers: { location: "https://covers.example/a.jpg?Signature=hush" } },
      /^answers HTTP 301, a redirection; it leads to https:\/\/covers\.example\/a\.jpg\?\*\*\*, .* serve the picture over http: as well/,
    ],
    [
      "that leads to another http: URL",
      { status: 302, headers: { location: "http://covers.example/b.jpg" } },
      /it leads to http:\/\/covers\.example\/b\.jpg: give that URL$/,
    ],
    ["that leads nowhere", { status: 304 }, /^answers HTTP 304, a redirection; it names no place/],
    ["behind a sign-in", { status: 401 }, /a sign-in; put the picture where everybody may read it$/],
    [
      "behind a hotlink rule, or private",
      { status: 403 },
      /public-read, or, where a hotlink rule \(Referer\)/,
    ],
    ["that is not there", { status: 404 }, /it is not there; put the picture there, or correct the URL$/],
    ["asked for too often", { status: 429 }, /try again later$/],
    ["on a host that fails", { status: 503 }, /the host fails at the moment; try again later/],
    ["on a host with rules of its own", { status: 418 }, /look at the rules of the host$/],
  ] satisfies [string, Answer, RegExp][])(
    "%s is refused with advice that can be followed",
    async (_what, answer, told) => {
      expect(await problemOf(answer)).toMatch(told);
    },
  );

  it("is read no further than its head", async () => {
    let sent = 0;
    const server = createServer((_request, response) => {
      response.write(png(64, 64));
      const more = (): void => {
        while (!response.destroyed && sent < 64 * 2 ** 20) {
          sent += 2 ** 20;
          if (!response.write(Buffer.alloc(2 ** 20))) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    const position = { file: "covers.yaml", line: 1, column: 1 };
    const coverUrl = `${await listen(server)}/a.jpg`;
    const entry = {
      media: { mediaId: "m" },
      coverUrl,
      position,
      region: undefined,
      onDelete: "retain",
      picture: undefined,
    } as const;
    expect(await checkPictures([entry])).toEqual([]);
    expect(sent).toBeLessThan(32 * 2 ** 20);
  });
});
