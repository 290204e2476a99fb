import { expect, it } from "vitest";
import { maskUrlSecrets } from "../../../provider/cover/redact";

it.each([
  ["http://user:hush@h/a", "http://***@h/a"],
  ["http://user@h/a", "http://user@h/a"],
  ["user:hush@h", "***@h"],
  ["http://h/a?Signature=hush#top", "http://h/a?***#top"],
  [`['http://a:hush@h', "http://b:hush@i"]`, `['http://***@h', "http://***@i"]`],
  ["http://a:hush@http://b:hush@h", "http://***@http://***@h"],
  ["a text: nothing in it", "a text: nothing in it"],
])("a URL is shown without what may be secret in it: %s", (text, shown) => {
  expect(maskUrlSecrets(text)).toBe(shown);
});

it.each(["//:", ":", "https://", "?", "@"])(
  "masking grows with the length of the text only: %j, many times",
  (piece) => {
    const long = piece.repeat(300_000);
    const before = process.cpuUsage();
    maskUrlSecrets(long);
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  },
);
