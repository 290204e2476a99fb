import { once } from "node:events";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { runNode } from "../support/childProcess";
import { type InProcessOutcome, runInProcess } from "../support/commandInProcess";
import { builtCommand } from "../support/commandProcess";
import { manifestFolder } from "../support/manifestFolder";
import { picture } from "../support/reports";
import { mediaIdFor } from "../support/mediaIds";

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/pulumi/${name}.json`, import.meta.url));

const run = (
  words: readonly string[],
  { input = "", path = "" }: { input?: string; path?: string } = {},
): Promise<InProcessOutcome> => runInProcess(["report", ...words], { environment: { PATH: path }, input });

/** A host of pictures on loopback. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

/** A state with one cover a URL. */
const stateOf = (urls: readonly string[]): string => {
  const covers = Object.fromEntries(urls.map((url, index) => [mediaIdFor(index), url]));
  const type = "pulumi-nodejs:dynamic/mediacover:MediaCoverSet";
  const outputs = { covers, region: "cn-hangzhou", onDelete: "retain" };
  return JSON.stringify({
    version: 3,
    deployment: { resources: [{ urn: `urn:pulumi:dev::p::${type}::library`, type, outputs }] },
  });
};

const marksIn = (text: string): string[] =>
  [...text.matchAll(/<p class="mark">The picture (.*?)\.<\/p>/g)].map(([, mark = ""]) => mark);

describe("mediacover report", () => {
  it("says of a snapshot in a manifest which frame it will be", async () => {
    const text = `{defaults: {bucket: covers}, covers: [{file: oss://videos/a.mp4, snapshot: 1m12s}]}`;
    const { path } = manifestFolder({ "covers.yaml": text });
    const { code, output } = await run(["--manifest", path("covers.yaml"), "--format", "md", "-o", "-"]);
    expect([code, output]).toEqual([0, expect.stringContaining("The frame of the video at 1m12s.")]);
    expect(output).toContain("not known before pulumi up");
  });

  it("writes one HTML file of a preview, as the CLI printed it, and the counts to the standard error", async () => {
    const { path } = manifestFolder({});
    const out = path("covers.html");
    expect(await run(["--preview", fixture("preview-changes"), "-o", out])).toEqual({
      code: 0,
      output: "",
      errors: "covers: 4 new, 3 changed, 2 restored, 2 drifted, 3 removed, 3 unchanged\n",
    });
    const text = readFileSync(out, "utf8");
    expect(text).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
    expect(text.match(/<article>/g)).toHaveLength(17);
  });

  it("writes Markdown where the file's name says so, of what it reads from the standard input", async () => {
    const { path } = manifestFolder({});
    const input = readFileSync(fixture("preview-failed"), "utf8");
    expect((await run(["--preview", "-", "-o", path("report.md")], { input })).code).toBe(0);
    expect(readFileSync(path("report.md"), "utf8")).toMatch(/^### Covers: 1 failed, 3 unchanged\n/);
  });

  it("reads what PowerShell wrote, in UTF-16 and with a mark in front", async () => {
    const { path } = manifestFolder({});
    const text = readFileSync(fixture("preview-unchanged"), "utf8");
    writeFileSync(path("p.json"), Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]));
    const { code, errors } = await run(["--preview", path("p.json"), "-o", path("r.md")]);
    expect([code, errors]).toEqual([0, "covers: no cover changes\n"]);
  });

  it("without a file runs the Pulumi on PATH, and reports also of a preview that failed", async () => {
    const { folder, path } = manifestFolder({
      "bin/pulumi": `#!/bin/sh\necho "$@" >&2\n[ "$1" = preview ] && { /bin/cat ${fixture("preview-error")}; exit 255; }\n/bin/cat ${fixture("stack-drifted")}\n`,
    });
    chmodSync(path("bin/pulumi"), 0o755);
    const onPath = { path: join(folder, "bin") };
    const preview = await run(["--preview", "--format", "md"], onPath);
    expect([preview.code, preview.output]).toEqual([
      0,
      expect.stringContaining("must be 32 characters of 0-9"),
    ]);
    const stack = await run(["--stack", "--format", "md"], onPath);
    expect([stack.code, stack.output]).toEqual([
      0,
      expect.stringMatching(/^### Covers: 2 drifted, 11 recorded\n/),
    ]);
    expect(await run(["--stack"])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/there is no pulumi on PATH; give --stack a file\n$/),
    });
  });

  it("embeds a manifest's pictures small, and marks what is none, or of a wrong size", async () => {
    const { path } = manifestFolder({
      "covers.yaml": `pictures: pictures\n`,
      [`pictures/${mediaIdFor(1)}.jpg`]: await picture("#2266aa", 1280, 720),
      [`pictures/${mediaIdFor(2)}.jpg`]: await picture("#aa2222", 8, 8),
      [`pictures/${mediaIdFor(3)}.jpg`]: "<!doctype html><p>404",
      [`pictures/${mediaIdFor(4)}.png`]: `<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><script>alert(1)</script></svg>`,
      [`pictures/${mediaIdFor(5)}.jpg`]: (await picture("#22aa22", 1280, 720)).subarray(0, 900),
    });
    const { code, output } = await run(["--manifest", path("covers.yaml")]);
    expect(code).toBe(0);
    expect(output).toContain("<h1>Covers: 5 declared</h1>");
    expect(output).toContain("JPEG, 1280 x 720, ");
    expect(output.match(/data:image\/webp;base64,/g)).toHaveLength(1);
    expect(marksIn(output)).toEqual([
      "is 8 x 8 pixels, where each side must be 16 to 8192; save it in another size",
      "is a web page (HTML), not a picture; put the picture there",
      expect.stringMatching(/^is SVG, which is no cover/),
      "begins like a picture, but cannot be decoded; save it anew",
    ]);
    expect(output).not.toContain("alert");
  });

  it("beside a preview, shows the manifest's picture of a URL", async () => {
    const { path } = manifestFolder({
      "covers.yaml": `defaults: {baseUrl: "http://covers.oss-cn-hangzhou.aliyuncs.com/"}\ncovers: [{mediaId: "${mediaIdFor(1)}", image: trailer-2.jpg}]`,
      "trailer-2.jpg": await picture("#2266aa"),
    });
    const words = ["--preview", fixture("preview-changes"), "--manifest", path("covers.yaml")];
    expect((await run(words)).output.match(/data:image\/webp/g)).toHaveLength(1);
    expect((await run([...words, "--format", "md"])).output).toContain("trailer-2.jpg)<br>JPEG, 640 x 360, ");
  });

  it("without sharp, embeds small pictures as they are, and says how to see the large ones", async () => {
    const noise = await import("sharp").then(({ default: sharp }) =>
      sharp({
        create: {
          width: 600,
          height: 400,
          channels: 3,
          background: "#000",
          noise: { type: "gaussian", mean: 128, sigma: 60 },
        },
      })
        .png()
        .toBuffer(),
    );
    const { path, folder } = manifestFolder({
      "covers.yaml": `pictures: pictures\n`,
      [`pictures/${mediaIdFor(1)}.jpg`]: await picture("#2266aa"),
      [`pictures/${mediaIdFor(2)}.png`]: noise,
    });
    const program = join(folder, "run.cjs");
    writeFileSync(
      program,
      `require("node:module").registerHooks({
         resolve: (name, ...rest) => { if (name === "sharp") throw new Error("none"); return rest[1](name, rest[0]); },
       });
       require(${JSON.stringify(builtCommand)});`,
    );
    const { output } = await runNode([program, "report", "--manifest", path("covers.yaml")]);
    expect(output.match(/data:image\/jpeg;base64,/g)).toHaveLength(1);
    expect(output).toMatch(/<span>PNG, 600 x 400, [\d,]+ KiB<\/span>/);
    expect(output).toContain(
      "Pictures over 64 KiB are not shown, as the optional package sharp is not installed",
    );
  });
});

describe("mediacover report --fetch", () => {
  it("asks no host unless told to, and none with a private address unless allowed", async () => {
    const asked: string[] = [];
    const origin = await serve((request, response) => {
      asked.push(String(request.url));
      response.end();
    });
    const byName = origin.replace("127.0.0.1", "localhost");
    const input = stateOf([
      `${origin}/a.jpg`,
      `${byName}/b.jpg`,
      "http://[::ffff:7f00:1]/c.jpg",
      "http://0x7f.1/d.jpg",
    ]);
    expect(marksIn((await run(["--stack", "-"], { input })).output)).toEqual([]);
    const { code, output, errors } = await run(["--stack", "-", "--fetch"], { input });
    expect([code, errors, marksIn(output)]).toEqual([
      0,
      "covers: 4 recorded; 4 pictures have a problem\n",
      Array.from({ length: 4 }, () =>
        expect.stringMatching(/^has a private or special address, which is not loaded/),
      ),
    ]);
    expect(asked).toEqual([]);
  });

  it("marks what is no picture, follows no redirection, and loads no more than the limit", async () => {
    const jpeg = await picture("#2266aa");
    let sent = 0;
    const origin = await serve((request, response) => {
      if (request.url === "/good.jpg") response.setHeader("content-type", "text/html").end(jpeg);
      else if (request.url === "/page.jpg") response.setHeader("content-type", "image/jpeg").end("<html>");
      else if (request.url === "/drawn.jpg")
        response.end(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`);
      else if (request.url === "/loop.jpg") response.writeHead(302, { location: "/loop.jpg" }).end();
      else if (request.url === "/cut.jpg") response.destroy();
      else if (request.url === "/large.jpg") {
        const more = (): void => {
          while (!response.destroyed && sent < 100 * 2 ** 20) {
            sent += 2 ** 20;
            if (!response.write(Buffer.alloc(2 ** 20))) return void response.once("drain", more);
          }
          response.end();
        };
        more();
      } else response.writeHead(404).end();
    });
    const names = ["good", "page", "drawn", "loop", "cut", "large", "none"];
    const input = stateOf(names.map((name) => `${origin}/${name}.jpg`));
    const { code, output } = await run(["--stack", "-", "--fetch", "--allow-private"], { input });
    expect(code).toBe(0);
    expect(output.match(/data:image\/webp;base64,/g)).toHaveLength(1);
    expect(marksIn(output)).toEqual([
      "is a web page (HTML), not a picture; put the picture there",
      expect.stringMatching(/^is SVG, which is no cover/),
      expect.stringMatching(
        /^answers HTTP 302, a redirection; it leads to http:.*loop\.jpg, and the service takes http: URLs only/,
      ),
      "does not answer (UND_ERR_SOCKET); check its host",
      "is larger than 20 MiB, and was not loaded; save it smaller",
      "answers HTTP 404: it is not there; put the picture there, or correct the URL",
    ]);
    expect(sent).toBeLessThan(60 * 2 ** 20);
  });
});

describe("mediacover report says why it makes none", () => {
  it.each([
    [
      ["--preview", "none.json"],
      1,
      /none.json cannot be read \(ENOENT.*; give what pulumi preview --json printed/,
    ],
    [["--preview", "-"], 1, /the standard input is empty; run pulumi preview --json > FILE again/],
    [["--manifest", "none.yaml"], 1, /the manifest none.yaml has 1 problem:\n {2}none.yaml:1:1: /],
    [
      ["--stack", fixture("stack-failed"), "-o", "/no/such/folder/r.html"],
      1,
      /the report cannot be written \(ENOENT/,
    ],
  ])("%j ends with %d", async (words, code, errors) => {
    expect(await run(words)).toMatchObject({ code, errors: expect.stringMatching(errors), output: "" });
    expect(existsSync("/no/such/folder")).toBe(false);
  });
});
