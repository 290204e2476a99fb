import fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { valid } from "../../provider/cover/problem";
import { check } from "../../provider/lifecycle/snapshot/check";
import { loadManifest } from "../../provider/manifest/loadManifest";
import type { ManifestEntry } from "../../provider/manifest/entry";
import { ManifestError, type ManifestProblem } from "../../provider/manifest/problem";
import { everyCase, fuzzTimeoutMs } from "./support/everyCase";
import { documentedProblems } from "./support/rfc2396";
import { anyText, mutated } from "./support/texts";

const folder = mkdtempSync(join(tmpdir(), "fuzz-manifest-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "covers.yaml");

const id = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const seeds = [
  `defaults: {region: cn-hangzhou, onDelete: restore, baseUrl: "http://c.example/"}\ncovers:\n  - {mediaId: ${id}, url: "http://c.example/a.jpg"}\n  - file: oss://videos/b.mp4\n    url: http://c.example/b.jpg\n    region: cn-beijing\n`,
  JSON.stringify({
    covers: [{ mediaId: id, url: "http://c.example/a.jpg" }],
    include: ["more.yaml"],
    pictures: ".",
  }),
  `covers: &all\n  - &one {mediaId: ${id}, url: http://c.example/a.jpg}\n  - <<: *one\n  - *one\n`,
  `covers:\n  - mediaId: ${id}\n    image: a.jpg\n  - mediaId: ${id.replace("1", "2")}\n    image: ../../etc/passwd\n`,
  `defaults: {bucket: my-covers, snapshot: 10%, region: cn-hangzhou}\ncovers:\n  - {mediaId: ${id}}\n  - file: oss://videos/b.mp4\n    snapshot: 1m12.5s\n`,
  "covers: |\n  text\n  more\n---\n- a\n? b\n",
];
const pieces = [
  ..."{}[],:&*!|>'\"%@`#?-\n\t ".split(""),
  ..."covers defaults include pictures mediaId file url image snapshot bucket region onDelete __proto__ constructor <<: *one &one !!binary !!js/function null ~ 0x1 1e3 .. ../ / oss:// http:// restore 12.5s 00:01:30 101%".split(
    " ",
  ),
  "\n  - ",
  "\n    ",
  "---\n",
  "\r\n",
  "\u2028",
];
const anyManifest = fc.oneof(
  { weight: 1, arbitrary: anyText },
  { weight: 1, arbitrary: fc.json() },
  {
    weight: 2,
    arbitrary: fc
      .record(
        { covers: fc.anything(), defaults: fc.anything(), include: fc.anything() },
        { requiredKeys: [] },
      )
      .map(
        (value) =>
          JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? `${each}` : each)) ?? "",
      ),
  },
  { weight: 6, arbitrary: mutated(seeds, pieces) },
);

it(
  "any text is a manifest of covers that the documentation allows, or refused with places that are in it",
  () => {
    everyCase(anyManifest, [700, 150_000], (text) => {
      writeFileSync(path, text);
      const { entries, problems } = load();
      expect(entries.flatMap(problemsOf)).toEqual([]);
      const lines = text.split("\n").length;
      const astray = problems.filter(({ line, column }) => line < 1 || line > lines + 1 || column < 1);
      expect(astray).toEqual([]);
      expect(problems.filter(({ file, message }) => file !== path || message === "")).toEqual([]);
    });
  },
  fuzzTimeoutMs,
);

/** What is wrong with the cover of an entry that was taken. */
function problemsOf({ coverUrl, snapshot, region = "cn-hangzhou" }: ManifestEntry): readonly unknown[] {
  if (snapshot === undefined) return documentedProblems(coverUrl ?? "none");
  return check({ mediaId: id, ...snapshot }, valid(region)).problems;
}

function load(): { entries: ManifestEntry[]; problems: readonly ManifestProblem[] } {
  try {
    return { entries: loadManifest(path, { snapshots: true }), problems: [] };
  } catch (error) {
    if (error instanceof ManifestError && error.problems.length > 0)
      return { entries: [], problems: error.problems };
    throw error;
  }
}
