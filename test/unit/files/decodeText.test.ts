import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../../provider/files/decodeText";

const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

describe("a text file", () => {
  it("is read whatever editor wrote it: UTF-8 or UTF-16, with or without a byte order mark", () => {
    const texts = fc.string({ unit: "grapheme" }).map((text) => `{${text}`);
    fc.assert(
      fc.property(texts, (text) => {
        const forms = [text, `\ufeff${text}`].flatMap((each) => [
          Buffer.from(each, "utf8"),
          Buffer.from(each, "utf16le"),
          utf16be(each),
        ]);
        expect(forms.map((bytes) => decodeText(bytes))).toEqual(forms.map(() => text));
      }),
    );
  });

  it("is refused where it is no text", () => {
    expect(() => decodeText(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toThrow(TypeError);
  });

  it("may be empty", () => {
    expect(decodeText(new Uint8Array())).toBe("");
  });
});
