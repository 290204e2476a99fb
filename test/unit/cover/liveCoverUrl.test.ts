import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalLiveUrl, isSameCover } from "../../../provider/cover/liveCoverUrl";
import { readCoverUrl } from "../../../provider/cover/readCoverUrl";

const canonicalOf = (url: string): string => {
  const read = readCoverUrl(url);
  return read.ok ? read.value : expect.fail(JSON.stringify(read.problems));
};

describe("the canonical form", () => {
  it.each([
    ["a port with zeros before it", "http://h:0080/a", "http://h/a"],
    ["an empty port", "http://h:/a", "http://h/a"],
    ["no path", "http://h", "http://h/"],
    [
      "characters that a path may not hold",
      'http://h/a"<>[]\\^`{|}b',
      "http://h/a%22%3C%3E%5B%5D%5C%5E%60%7B%7C%7Db",
    ],
    ["letters that fold to ASCII ones", "http://h/\u017f\u212a", "http://h/%C5%BF%E2%84%AA"],
    ["an escaped question mark and hash", "http://h/a%3fb%23c", "http://h/a%3Fb%23c"],
    ["an escape that is not UTF-8", "http://h/%ff", "http://h/%FF"],
    ["escaped marks of RFC 2396", "http://h/%28a%29%27%2a", "http://h/(a)'*"],
  ])("covers %s", (_what, url, canonical) => {
    expect(canonicalOf(url)).toBe(canonical);
  });

  const anyPath = fc
    .array(
      fc.oneof(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("%2F", "%2f", "%41", "%7e", "%25", "%e5", "//", "/../", "+"),
      ),
    )
    .map((parts) => parts.join("/"));
  // Of interest here is what is taken: no invisible characters, query, fragment or broken escape.
  const anyUrl = anyPath.map((path) =>
    `http://covers.example.com/${path.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffd?#]|%(?![0-9a-fA-F]{2})/gu, "-")}`.trim(),
  );

  it("is a fixed point: reading it again changes nothing", () => {
    fc.assert(
      fc.property(anyUrl, (url) => {
        const canonical = canonicalOf(url);
        expect(canonicalOf(canonical)).toBe(canonical);
      }),
    );
  });

  it("never changes which object a URL names: the decoded path stays, byte for byte", () => {
    fc.assert(
      fc.property(anyUrl, (url) => {
        expect(objectName(canonicalOf(url))).toEqual(objectName(url));
      }),
    );
  });

  it("holds nothing but ASCII that RFC 2396 allows", () => {
    fc.assert(
      fc.property(anyUrl, (url) => {
        expect(canonicalOf(url)).toMatch(/^http:\/\/[\w.]+\/(%[0-9A-F]{2}|[\w\-.!~*'()/:@&=+$,;])*$/);
      }),
    );
  });
});

describe("a cover that the service tells", () => {
  it.each([
    ["verbatim", "http://h/a.jpg", "http://h/a.jpg", true],
    ["another case of escapes and host", "http://h/%E5.jpg", "HTTP://H:80/%e5.jpg", true],
    ["needlessly escaped", "http://h/a.jpg", "http://h/%61.jpg", true],
    ["with a signature added", "http://h/a.jpg", "http://h/a.jpg?Expires=1&Signature=x", true],
    ["over https", "http://h/a.jpg", "https://h/a.jpg", false],
    ["a slash for its escape", "http://h/a%2Fb.jpg", "http://h/a/b.jpg", false],
    ["slashes collapsed", "http://h//b.jpg", "http://h/b.jpg", false],
    ["another case of the path", "http://h/a.jpg", "http://h/A.jpg", false],
    ["with a fragment", "http://h/a.jpg", "http://h/a.jpg#x", false],
    ["with a user", "http://h/a.jpg", "http://u@h/a.jpg", false],
    ["none", "http://h/a.jpg", "", false],
    ["not a URL", "http://h/a.jpg", "a.jpg", false],
  ])("%s", (_what, known, live, same) => {
    expect(isSameCover(known, live)).toBe(same);
  });

  it("is kept without its query, which may be a signature that expires", () => {
    expect(canonicalLiveUrl("HTTP://h/a b.jpg?Expires=1")).toBe("http://h/a%20b.jpg");
  });

  it("is kept verbatim when it is not a URL", () => {
    expect(["", "a.jpg", "http://h:x/a.jpg", "http://h/\ud800"].map(canonicalLiveUrl)).toEqual([
      "",
      "a.jpg",
      "http://h:x/a.jpg",
      "http://h/\ud800",
    ]);
  });
});

/** The name of the object as OSS sees it: the bytes of the path with escapes undone. */
function objectName(url: string): number[] {
  const path = url.slice("http://covers.example.com".length);
  const bytes = Buffer.from(path, "utf8").toString("latin1");
  const decoded = bytes.replaceAll(/%([0-9a-fA-F]{2})/g, (_escape, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return [...Buffer.from(decoded, "latin1")];
}
