import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalizedQuery, percentEncode } from "../../../emulator/gateway/percentEncode.ts";

describe("percentEncode", () => {
  it.each([
    ["AZaz09-_.~", "AZaz09-_.~"],
    [" +*!'()", "%20%2B%2A%21%27%28%29"],
    ["/:?#[]@&=,;$%", "%2F%3A%3F%23%5B%5D%40%26%3D%2C%3B%24%25"],
    ["封", "%E5%B0%81"],
    ["🎬", "%F0%9F%8E%AC"],
    ["", ""],
  ])("of %j is %s", (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded);
  });

  it("keeps unreserved characters only, and loses nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(percentEncode(text)).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(percentEncode(text))).toBe(text);
      }),
    );
  });
});

describe("canonicalizedQuery", () => {
  it("sorts by name, keeps empty values and repeated names", () => {
    const pairs = [
      ["b", "2"],
      ["a", ""],
      ["B", "1"],
      ["b", "1"],
    ] as const;
    expect(canonicalizedQuery(pairs)).toBe("B=1&a=&b=1&b=2");
  });

  it("does not depend on the order that parameters come in", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (pairs) => {
        expect(canonicalizedQuery(pairs.toReversed())).toBe(canonicalizedQuery(pairs));
      }),
    );
  });
});
