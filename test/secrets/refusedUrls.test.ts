import fc from "fast-check";
import { expect, it } from "vitest";
import { describeProblem } from "../../provider/cover/problem";
import { dynamicMethods } from "../../provider/dynamic/methods";
import { createHost } from "../../provider/host/host";
import { systemChance, systemClock } from "../../provider/host/system";
import { checkMediaFile } from "../../provider/cover/mediaFile";
import { runs } from "../support/long";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
/** Whatever else a secret holds, this part of it is found in any quotes. */
const canary = "C4N4RY";

/** Any printable characters, and those that end a password or a signature in a well-formed URL. */
const anySecret = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(..."@/:?#&=%+[]\\\"' \t\u200b".split("")), maxLength: 3 }),
    fc.string({ maxLength: 12 }),
    fc.string({ unit: "grapheme", maxLength: 4 }),
  )
  .map(([special, ascii, other]) => `${special}${canary}${ascii}${canary}${other}`);

const forms: readonly ((secret: string) => string)[] = [
  (secret) => `http://c.oss-cn-hangzhou.aliyuncs.com/a.jpg?Expires=1&OSSAccessKeyId=x&Signature=${secret}`,
  (secret) => `https://c.example.com/a.jpg?Signature=${secret}&Expires=1`,
  (secret) => ` http://c..example.com/a b.jpg?x-oss-signature=${secret}#top`,
  (secret) => `http://user:${secret}@c.example.com/a.jpg`,
  (secret) => `https://user:80${secret}@c.example.com/a.jpg`,
  (secret) => `http://john.doe:80/${secret}@c.example.com/a.jpg#1`,
  (secret) => `https://john.doe:/${secret}@c.example.com/a.jpg`,
  (secret) => `//user:${secret}@c.example.com/a.jpg`,
  (secret) => `user:${secret}@c.example.com/a.jpg`,
  (secret) => `oss://user:${secret}@covers/a.jpg?Signature=${secret}`,
];
const anyUrl = fc.tuple(fc.constantFrom(...forms), anySecret).map(([form, secret]) => form(secret));

function newMethods() {
  const printed: string[] = [];
  const print = (line: string) => void printed.push(line);
  const log = { warn: print, info: print, status: print, heard: async () => {} };
  const ports = { clock: systemClock, chance: systemChance, isOnTerminal: () => false, environment: {} };
  const host = createHost({ ...ports, log });
  return {
    printed,
    cover: dynamicMethods(host, host.mediaCover),
    set: dynamicMethods(host, host.mediaCoverSet),
  };
}

it("a URL with a secret is refused without a part of it, whichever argument it was given to, and under no property", async () => {
  const { cover, set, printed } = newMethods();
  let refused = 0;
  const name = fc.constantFrom("mediaId", "coverUrl", "region", "onDelete", "coverURL");
  await fc.assert(
    fc.asyncProperty(anyUrl, name, async (url, argument) => {
      const [one, many, misplaced] = await Promise.all([
        cover.check({}, { mediaId, coverUrl: url, [argument]: url }),
        set.check({}, { covers: { [mediaId]: url, [url]: mediaId } }),
        set.check({}, { covers: url, Covers: { [mediaId]: url } }),
      ]);
      const failures = [one, many, misplaced].flatMap((result) => result.failures);
      refused += one.failures.length;
      const leaking = failures.filter(({ property, reason }) => property !== "" || reason.includes(canary));
      expect({ url, leaking }).toEqual({ url, leaking: [] });
    }),
    { numRuns: runs(1_000, 20_000) },
  );
  expect(refused).toBeGreaterThan(1_000);
  expect(printed.join("\n")).not.toContain(canary);
});

it("the source file of a video is refused without a part of a secret in it", () => {
  fc.assert(
    fc.property(anyUrl, (url) => {
      const checked = checkMediaFile(url);
      const told = checked.ok ? [] : checked.problems.map(describeProblem);
      expect(told.filter((problem) => problem.includes(canary))).toEqual([]);
    }),
    { numRuns: runs(1_000, 20_000) },
  );
});
