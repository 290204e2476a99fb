import { createServer, type RequestListener } from "node:http";
import { describe, expect, it } from "vitest";
import { checkPictures } from "../../cli/checkPictures";
import { parseEndpoint } from "../../provider/config/endpoint";
import { TransportError } from "../../provider/mps/errors";
import { defaults } from "../../provider/mps/limits";
import { createRequestSender } from "../../provider/credentials/requestSender";
import { listen } from "../support/listen";
import { createTransport } from "../../provider/mps/transport";

/** A place to which somebody redirects, and how often it was asked. */
async function trap(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const url = await listen(
    createServer((request, response) => {
      asked.push(String(request.url));
      response.setHeader("content-type", "image/jpeg").end("{}");
    }),
  );
  return { url, asked };
}

const redirect =
  (to: string): RequestListener =>
  (_request, response) => {
    response.writeHead(307, { location: `${to}/stolen` }).end();
  };
const request = { method: "POST", target: "/", headers: {}, timeoutMs: 5_000 } as const;

describe("a redirection is not followed", () => {
  it("by a call of the service, whose headers are signed", async () => {
    const { url, asked } = await trap();
    const origin = await listen(createServer(redirect(url)));
    expect([await createTransport({})({ ...request, origin }), asked]).toMatchObject([
      { statusCode: 307 },
      [],
    ]);
  });

  it("by a look at a picture", async () => {
    const { url, asked } = await trap();
    const origin = await listen(createServer(redirect(url)));
    const position = { file: "covers.yaml", line: 1, column: 1 };
    const entry = { media: { mediaId: "m" }, coverUrl: `${origin}/a.jpg`, position };
    const problems = await checkPictures([
      { ...entry, region: undefined, onDelete: "retain", picture: undefined },
    ]);
    expect([problems.map(({ message }) => message), asked]).toEqual([
      [expect.stringContaining("answers HTTP 307, a redirection; it leads to http://127.0.0.1:")],
      [],
    ]);
  });
});

/** Never stops. */
const endless: RequestListener = (_request, response) => {
  response.write("x".repeat(1024));
  const timer = setInterval(() => response.write("x".repeat(1024 * 1024)), 1);
  response.on("close", () => clearInterval(timer));
};

describe("an answer over the stated size", () => {
  it("is cut off, by an error that says so", async () => {
    const origin = await listen(createServer(endless));
    const failed = createTransport({})({ ...request, origin });
    await expect(failed).rejects.toBeInstanceOf(TransportError);
    await expect(failed).rejects.toThrow(`the answer is larger than ${defaults.maxAnswerBytes} bytes`);
  });
});

describe("the endpoint", () => {
  it.each([
    "http://mts.cn-hangzhou.aliyuncs.com",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://127.0.0.1@evil.example",
    "http://evil.example/#127.0.0.1",
    "http://evil.example\\@127.0.0.1",
    "http://0.0.0.0",
    "http://[::ffff:10.0.0.1]",
    "http://10.0.0.1",
    "ftp://127.0.0.1",
  ])("does not take signatures in the open to another machine: %s", (endpoint) => {
    expect(() => parseEndpoint(endpoint)).toThrow("mediacover:endpoint must");
  });
});

it("credentials of a sign-in are not sent in the open to another machine", async () => {
  const sent: string[] = [];
  const send = createRequestSender(async ({ origin }) => {
    sent.push(origin);
    return { statusCode: 200, headers: {}, body: "{}" };
  });
  const { Request } = await import("@alicloud/credentials/dist/src/providers/http");
  const signIn = Request.builder()
    .withMethod("POST")
    .withProtocol("http")
    .withHost("signin.example.com")
    .withHeaders({ Authorization: "Bearer hush" })
    .build();
  await expect(send(signIn)).rejects.toThrow("must be https");
  expect(sent).toEqual([]);
});
