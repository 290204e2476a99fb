import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskSecrets, maskUrlSecrets } from "../../../provider/cover/redact";
import { describeValue } from "../../../provider/cover/problem";

describe("a text of a service that repeats a secret", () => {
  const secret = `a b/c+d=e&f"g'h<i>j\\k{l}é`;
  it.each([
    ["as it is", secret],
    ["percent-encoded", encodeURIComponent(secret)],
    ["percent-encoded twice, in lower case", encodeURIComponent(encodeURIComponent(secret)).toLowerCase()],
    ["as JSON has it", JSON.stringify(secret).slice(1, -1)],
    [
      "as XML has it",
      secret.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replace("é", "&#xE9;"),
    ],
  ])("is shown without it: %s", (_how, repeated) => {
    expect(maskSecrets(`signed with ${repeated}, and ${repeated}.`, [secret])).toBe(
      "signed with ***, and ***.",
    );
  });

  it("keeps what is too short for a secret", () => {
    expect(maskSecrets("a test", ["test", ""])).toBe("a test");
  });
});

describe("a URL in an error", () => {
  it.each([
    ["http://user:hush@h/a", "http://***@h/a"],
    ["http://token@h/a", "http://***@h/a"],
    ["http://user:h@sh@127.0.0.1:9", "http://***@127.0.0.1:9"],
    ["http://user:hu/sh@127.0.0.1:9", "http://***@127.0.0.1:9"],
    ["http://user:hu?sh@127.0.0.1:9", "http://***@127.0.0.1:9"],
    ["http://user:hu#sh@127.0.0.1:9", "http://***@127.0.0.1:9"],
    [String.raw`http://DOMAIN\user:hush@h:9`, "http://***@h:9"],
    [String.raw`http:\\user:hush@h:9`, String.raw`http:\\***@h:9`],
    ["user:hush@h", "***@h"],
    ["http:user:hush@h", "***@h"],
    ["http://user:hush", "http://***"],
    ["http://user:hu/sh?a#b", "http://***"],
    ["http://user:hu@sh !", "http://***"],
    ["http://user:hu@sh+sh", "http://***"],
    ["http://user:hush@[::1]:9", "http://***@[::1]:9"],
    ["http://user:hush@例え.テスト/a", "http://***@例え.テスト/a"],
    ["http://127.0.0.1:1/?token=hu@sh", "http://***"],
    ["http://h.example/a?Signature=hush#sh", "http://h.example/a?***"],
    ["http://h.example/a?Signature=hu@sh", "http://h.example/a?***"],
    ["http://h.example?", "http://h.example?"],
    ["http://proxy:99999", "http://proxy:99999"],
    ["http://proxy.example:3128", "http://proxy.example:3128"],
    ["a text: nothing in it", "a text: nothing in it"],
  ])("is shown without what may be secret in it: %s", (text, shown) => {
    expect(maskUrlSecrets(text)).toBe(shown);
  });

  it.each(["http://covers.example/photo@2x.jpg", "pictures/photo@2x.jpg"])(
    "keeps an @ that stands in a picture's name: %s",
    (text) => {
      expect(describeValue(text)).toBe(JSON.stringify(text));
    },
  );

  it("is masked inside of lists and objects, too", () => {
    expect(describeValue({ a: ["http://u:hush@h", { b: "http://u:hush@h" }], "u:hush@h": 1 })).not.toContain(
      "hush",
    );
  });

  it("shows no part of a password or a signature, whatever characters stand between the parts", () => {
    const between = fc.string({ unit: "binary-ascii", maxLength: 12 });
    const secret = fc.array(between, { minLength: 2, maxLength: 4 }).map((parts) => parts.join("CANARY"));
    const before = fc.constantFrom(
      "http://user:",
      "https://user:",
      "user:",
      String.raw`http://D\user:`,
      "http:/u:",
    );
    const after = fc.constantFrom("@127.0.0.1:9", "@proxy.example:3128", "@h/a.jpg", "@[::1]:9", "@");
    fc.assert(
      fc.property(before, secret, after, (start, password, end) => {
        const text = `${start}${password}${end}`;
        expect(maskUrlSecrets(text)).not.toContain("CANARY");
        expect(describeValue(text)).not.toContain("CANARY");
        expect(describeValue([text])).not.toContain("CANARY");
        expect(maskUrlSecrets(`http://covers.example/a.jpg?Signature=${password}`)).not.toContain("CANARY");
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(["//:", ":", "https://", "?", "@", "a.", "a@b?"])(
    "is masked in time that grows with its length only: %j, many times",
    (piece) => {
      const long = piece.repeat(300_000);
      const before = process.cpuUsage();
      maskUrlSecrets(long);
      describeValue(long);
      expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
    },
  );
});
