import fc from "fast-check";
import { expect } from "vitest";
import { errorsOf, openProject, secret } from "../../support/project";
import type { RunResult } from "../harness/stack";
import type { Scenario } from "./scenario";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const otherId = mediaId.replace(/1$/, "2");
const canary = "C4N4RY";
const seed = [{ mediaId }];

/** With characters that end a password or a signature in a well-formed URL; another one holds any printable ones. */
const secrets = [
  `@/:?#&=%+\\"' ${canary}`,
  ...fc
    .sample(fc.string({ minLength: 20, maxLength: 20 }), { numRuns: 1, seed: 13 })
    .map((text) => `${text}${canary}`),
];

const everything = (results: readonly RunResult[]): string =>
  results.map(({ text, diagnostics }) => text + JSON.stringify(diagnostics)).join("\n");

/** What a user sees of a URL that is refused. */
export const refusedUrlScenarios: readonly Scenario[] = [
  {
    name: "a signed URL, or one with a password, plain or as a secret, is refused without a part of what is hidden, whichever argument it was given to",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, { emulator: { seed } });
      const results: RunResult[] = [];
      for (const text of secrets) {
        const signed = `http://c.example.com/a.jpg?Expires=1&Signature=${text}`;
        const withPassword = `https://user:${text}@c.example.com/a.jpg`;
        declare({ trailer: { mediaId: signed, coverUrl: signed, coverURL: signed, region: withPassword } });
        results.push(await stack.preview());
        declare({ library: { covers: { [mediaId]: withPassword, [signed]: mediaId }, onDelete: signed } });
        results.push(await stack.up());
        declare({
          trailer: { mediaId, coverUrl: secret(signed) },
          library: { covers: { [otherId]: secret(signed) } },
        });
        results.push(await stack.preview());
      }
      expect(results.filter(({ succeeded }) => succeeded)).toEqual([]);
      const errors = results.map(errorsOf).join("\n");
      expect(errors).toContain("coverUrl must have no ?query");
      expect(errors).toContain("coverUrl is a secret, and is not shown here: it must have no ?query");
      expect(errors).toContain(
        `covers["${otherId}"] is a secret, and is not shown here: it must have no ?query`,
      );
      expect(everything(results)).not.toContain(canary);
      expect(emulator.requests.count()).toBe(0);
    },
  },
  {
    name: "a secret argument of any kind that is refused is not printed",
    async run({ open }) {
      const { stack, declare } = await openProject(open, { emulator: { seed } });
      const coverUrl = "http://c.example.com/a.jpg";
      const results: RunResult[] = [];
      for (const argument of ["mediaId", "region", "onDelete"]) {
        declare({ trailer: { mediaId, coverUrl, [argument]: secret(canary) } });
        const refused = await stack.preview();
        expect(errorsOf(refused)).toContain(`${argument} is a secret, and is not shown here: it must be`);
        results.push(refused);
      }
      declare({ library: { covers: {}, region: secret(canary) } });
      const refused = await stack.preview();
      expect(errorsOf(refused)).toContain("region is a secret, and is not shown here");
      expect(everything([...results, refused])).not.toContain(canary);
    },
  },
  {
    name: "a URL with an invisible character, or with half of a surrogate pair, is refused with code point and position",
    async run({ open }) {
      const { stack, declare } = await openProject(open, { emulator: { seed } });
      declare({ trailer: { mediaId, coverUrl: "http://c.example.com/a.jpg\u200b" } });
      const unseen = await stack.preview();
      expect(unseen.succeeded).toBe(false);
      expect(errorsOf(unseen)).toContain(
        'coverUrl must not hold line breaks or other invisible characters: U+200B (zero width space) at character 27; got "http://c.example.com/a.jpg\\u200b"; ' +
          'write "http://c.example.com/a.jpg", or %E2%80%8B for U+200B if it belongs to the object\'s name',
      );
      declare({ trailer: { mediaId, coverUrl: "http://c.example.com/\ud83c.jpg" } });
      const lost = await stack.preview();
      expect(lost.succeeded).toBe(false);
      const errors = errorsOf(lost);
      expect(errors).toContain(
        'MediaCover "trailer": coverUrl must be text that has a UTF-8 form, without half of a surrogate pair: U+D83C at character 22; got "http://c.example.com/\\ud83c.jpg"',
      );
      expect(errors).not.toMatch(/^ +at /m);
    },
  },
  {
    name: "a cover that no viewer could load gets a warning with the URL that they can, and is set all the same",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, { emulator: { seed } });
      const coverUrl = "http://oss-cn-hangzhou-internal.aliyuncs.com/covers/a.jpg";
      declare({ trailer: { mediaId, coverUrl } });
      const done = await stack.up();
      expect(done.succeeded).toBe(true);
      const warnings = done.diagnostics
        .filter(({ severity }) => severity === "warning")
        .map(({ message }) => message);
      expect(warnings.join("\n")).toContain(
        "coverUrl names an internal endpoint of OSS, so viewers cannot load the picture",
      );
      expect(warnings.join("\n")).toContain('write "http://covers.oss-cn-hangzhou.aliyuncs.com/a.jpg"');
      expect(emulator.media.get(mediaId)?.cover).toBe(coverUrl);
    },
  },
];
