import { describe, expect, it } from "vitest";
import { describeProblem, valid } from "../../../provider/cover/problem";
import { readCoverUrl } from "../../../provider/cover/readCoverUrl";
import { acceptedUrls, refusedUrls } from "../../support/urls";

const problemsOf = (url: string): string[] => {
  const read = readCoverUrl(url);
  return read.ok ? [] : read.problems.map(describeProblem);
};
const fixesOf = (url: string): (string | undefined)[] => {
  const read = readCoverUrl(url);
  return read.ok ? [] : read.problems.map(({ fix }) => fix);
};

describe("reading a cover URL", () => {
  it.each(acceptedUrls)("takes it in the canonical form of the table: $note", ({ url, canonical }) => {
    expect(readCoverUrl(url)).toEqual(valid(canonical));
  });

  it.each(refusedUrls)("refuses it as the table does: $note", ({ url }) => {
    expect(readCoverUrl(url).ok).toBe(false);
  });

  it("reports every rule that is broken, and offers the URL as it should be", () => {
    const rules = [
      "must not begin or end with blanks",
      "must be an http: URL, as the service does not take https:",
      "must not hold a user or password",
      "must have no ?query, as a signature in it would expire",
      "must have no #fragment",
    ];
    expect(problemsOf(" https://user:pw@h/ä.jpg?Expires=1&Signature=x#top")).toEqual(
      rules.map((rule) =>
        expect.stringMatching(
          new RegExp(`^${rule.replace("?", "\\?")}; got .*; write "http://h/%C3%A4.jpg"$`),
        ),
      ),
    );
  });

  it.each([
    [
      "#",
      "http://h/season#1.jpg",
      'write "http://h/season", or %23 for # if it belongs to the object\'s name',
    ],
    ["?", "http://h/what?.jpg", 'write "http://h/what", or %3F for ? if it belongs to the object\'s name'],
    [
      "both",
      "http://h/a?b#c",
      'write "http://h/a", or %3F for ? and %23 for # if it belongs to the object\'s name',
    ],
    ["a signature", "http://h/a.jpg?Expires=1&Signature=x", 'write "http://h/a.jpg"'],
    ["what may be a password", "http://h:/a#b@c", "take it out"],
    ["what is no name", "http://h/a?100%", 'write "http://h/a"'],
  ])("gives both readings of %s, where both can be meant", (_what, url, fix) => {
    expect(new Set(fixesOf(url))).toEqual(new Set([fix]));
  });

  it.each([
    "http://user:/secret@h/a.jpg",
    "http://user:80/secret@h/a.jpg",
    "http://user.name:/secret@h/a.jpg",
  ])("refuses what may be a password with a slash: %s", (url) => {
    expect(problemsOf(url)).toEqual([expect.stringContaining("must not hold a user or password")]);
    expect(problemsOf(url).join()).not.toContain("secret");
  });

  it("takes an @ in a name on a host with a port", () => {
    expect(readCoverUrl("http://127.0.0.1:8080/photo@2x.jpg").ok).toBe(true);
    expect(readCoverUrl("http://user:80/secret%40h/a.jpg").ok).toBe(true);
  });

  it.each(["\u034f", "\u115f", "\u3164", "\uffa0"])("refuses what is not drawn: %j", (character) => {
    expect(fixesOf(`http://h/a${character}.jpg`)).toEqual([
      `write "http://h/a.jpg", or ${encodeURIComponent(character)} for U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")} if it belongs to the object's name`,
    ]);
  });

  it("takes the selector that an emoji has", () => {
    expect(readCoverUrl("http://h/☀\ufe0f.jpg").ok).toBe(true);
  });

  it("leaves the choice of a reading open where there is more to mend", () => {
    expect(fixesOf("https://u:p@h/season#1.jpg")).toEqual([
      "use http: instead",
      "take them out",
      'write "http://h/season", or %23 for # if it belongs to the object\'s name',
    ]);
  });

  it.each([
    ["c..example.com", "correct the host"],
    [".example.com", "correct the host"],
    ["a b.example.com", "correct the host"],
    ["例え.テスト", 'write "http://xn--r8jz45g.xn--zckzah/a.jpg"'],
    ["BÜCHER.example", 'write "http://xn--bcher-kva.example/a.jpg"'],
  ])("never offers a host that it refuses: %s", (host, fix) => {
    expect(fixesOf(`http://${host}/a.jpg`)).toEqual([fix]);
  });

  it.each([
    ["\u200b", "http://h/a.jpg\u200b", "U+200B (zero width space) at character 15", "%E2%80%8B for U+200B"],
    [
      "a soft hyphen",
      "http://h/co\u00adver.jpg",
      "U+00AD (soft hyphen) at character 12",
      "%C2%AD for U+00AD",
    ],
    [
      "an override",
      "http://h/\u202egpj.jpg",
      "U+202E (right-to-left override) at character 10",
      "%E2%80%AE for U+202E",
    ],
    ["a tag", "http://h/a\u{e0041}.jpg", "U+E0041 at character 11", "%F3%A0%81%81 for U+E0041"],
    [
      "more than one",
      "http://h/\u200ea\u200f.jpg",
      "U+200E (left-to-right mark) at character 10 and 1 more",
      "%E2%80%8E for U+200E and %E2%80%8F for U+200F",
    ],
  ])("refuses invisible characters by code point and position: %s", (_what, url, place, encoded) => {
    const offered = url.replaceAll(/\p{Cf}/gu, "");
    expect(problemsOf(url)).toEqual([
      expect.stringContaining(`must not hold line breaks or other invisible characters: ${place}; got "`),
    ]);
    expect(fixesOf(url)).toEqual([`write "${offered}", or ${encoded} if it belongs to the object's name`]);
  });

  it.each(["\ufeffhttp://h/a.jpg", "http://h/a.jpg\r\n", "http://h\u200b/a.jpg", "http://h/a\u2028.jpg"])(
    "offers %j without invisible characters where they can belong to no name",
    (url) => {
      expect(fixesOf(url)).toEqual(['write "http://h/a.jpg"']);
    },
  );

  it("refuses every format character of Unicode, and takes its escape", () => {
    const formats = Array.from({ length: 0x11_0000 }, (_, codePoint) => codePoint)
      .filter((codePoint) => codePoint < 0xd800 || codePoint > 0xdfff)
      .map((codePoint) => String.fromCodePoint(codePoint))
      .filter((character) => /\p{Cf}/u.test(character));
    const encoded = formats.map((character) => `http://h/${encodeURIComponent(character)}.jpg`);
    expect(formats.length).toBeGreaterThan(150);
    expect(formats.filter((character) => readCoverUrl(`http://h/${character}.jpg`).ok)).toEqual([]);
    expect(encoded.filter((url) => !readCoverUrl(url).ok)).toEqual([]);
  });

  it.each([
    ["a replacement character", "http://h/a\ufffd.jpg", "U+FFFD at character 11"],
    ["half of a surrogate pair", "http://h/a\ud800.jpg", "U+D800 at character 11"],
    ["both, and more that is wrong", "https://h/\udfff\ufffd.jpg", "U+DFFF at character 11"],
  ])("refuses %s, and offers no URL in which a character is missing", (_what, url, place) => {
    expect(problemsOf(url)[0]).toContain(place);
    expect(fixesOf(url).join()).not.toContain('"');
  });
});
