import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { findBrowser } from "./browser.ts";
import { inBrowser } from "./inBrowser.ts";

/** A server with one page, which goes away with the test. */
async function serve(html: string): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(request.url === "/" ? 200 : 404, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "script-src 'none'",
    });
    response.end(request.url === "/" ? html : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}/`;
}

test("without a browser the reason says so", () => {
  expect(findBrowser({ PATH: "/nowhere" })).toEqual({
    found: false,
    reason: "no chromium, chromium-browser, google-chrome, google-chrome-stable on PATH",
  });
  expect(findBrowser({ CHROME_PATH: "/nowhere/chrome", PATH: process.env["PATH"] })).toEqual({
    found: false,
    reason: "CHROME_PATH: there is no /nowhere/chrome",
  });
  expect(findBrowser({ CHROME_PATH: process.execPath })).toEqual({ found: true, path: process.execPath });
});

inBrowser("the browser that other tests rely on", {
  "notices what a page asks of another host, also one on this machine, and reaches none": async (open) => {
    const other = await serve("");
    const url = await serve(`<img src="http://elsewhere.example/a.png"><img src="${other}b.png">`);
    const { foreignRequests, errors } = await open(url);
    expect(foreignRequests.toSorted()).toEqual(
      [`${other}b.png`, "http://elsewhere.example/a.png"].toSorted(),
    );
    expect(errors.join()).toContain("net::ERR_NAME_NOT_RESOLVED");
  },

  "notices a script that a security policy keeps from running": async (open) => {
    const { errors } = await open(await serve("<script>1</script>"));
    expect(errors).toEqual([expect.stringContaining("Content Security Policy")]);
  },

  "notices what people cannot read, or cannot reach": async (open) => {
    const { accessibilityFindings } = await open(
      await serve('<html lang="en"><title>t</title><p style="color: #eee">pale<p><button></button>'),
    );
    expect(await accessibilityFindings()).toEqual(["button-name: button", "color-contrast: p:nth-child(1)"]);
  },
});
