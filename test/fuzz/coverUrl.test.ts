import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../provider/lifecycle/check";
import { canonicalLiveUrl, isSameCover, withoutSignature } from "../../provider/cover/liveCoverUrl";
import { readCoverUrl } from "../../provider/cover/readCoverUrl";
import { checkMediaFile, candidateFileUrls } from "../../provider/cover/mediaFile";
import { describeProblem, valid } from "../../provider/cover/problem";
import { check as checkSet } from "../../provider/lifecycle/set/check";
import { everyCase, fuzzTimeoutMs } from "./support/everyCase";
import { documentedProblems } from "./support/rfc2396";
import { anyText, mutated } from "./support/texts";
import { runs } from "../support/long";
import { urlCases } from "../support/urls";

const pieces = [
  ..."%:/?#[]@!$&'()*+,;=~|^`{}<>\"\\. ".split(""),
  ..."%2F %2f %41 %e5 %FF // /../ :80 :0080 :65536 :// @ user:pw@ [::1] [:::] [1:2:3:4:5:6:7:8] [::ffff:1.2.3.4] ::".split(
    " ",
  ),
  ..."http https oss HTTP:// ſ K ä 漢字 例え.テスト xn-- _ * . .. a-".split(" "),
  ..."\u200b \ufeff \u202e \u2028 \ufffd \ud800 \n %E2%80%8B ?Expires=1 #top https:// c..h user:pw@".split(
    " ",
  ),
];
const anyUrl = fc.oneof(
  anyText,
  mutated(
    urlCases.map(({ url }) => url),
    pieces,
  ),
  fc.array(fc.constantFrom(...pieces)).map((parts) => `http://${parts.join("")}`),
);

/** URLs as people write them, right but for a few things: most can be mended. */
const likelyUrl = fc
  .tuple(
    fc.constantFrom("", "", "", " ", "\u200b", "\ufeff"),
    fc.constantFrom("http://", "http://", "https://", "HTTP://", "//", ""),
    fc.constantFrom("", "", "", "", "user:pw@", "user@", "u:p/w@"),
    fc.constantFrom(
      ..."c.example.com covers.oss-cn-hangzhou.aliyuncs.com c..example.com c.example.com. 例え.テスト Kä.example h 127.0.0.1 [::1] -a_*.b".split(
        " ",
      ),
    ),
    fc.constantFrom("", "", "", ":80", ":8080", ":", ":0", ":x"),
    fc
      .array(
        fc.constantFrom(
          ..."/ // a season 1 .jpg @2x é 漢 %20 %2f % %zz + & ; ~ . .. \u200d \u202e \u00ad ' ( | \\".split(
            " ",
          ),
          " ",
          "\n",
          "\ufffd",
        ),
        { maxLength: 6 },
      )
      .map((parts) => (parts.length === 0 ? "" : `/${parts.join("")}`)),
    fc.constantFrom("", "", "", "?", "?.jpg", "?w=1&h=%zz", "?Expires=1&Signature=x", "? 1", "?a\u200b"),
    fc.constantFrom("", "", "", "#", "#1.jpg", "#top?x", "##", "#%"),
    fc.constantFrom("", "", "", " ", "\n", "\u200b"),
  )
  .map((parts) => parts.join(""));
const region = valid("cn-hangzhou");

describe("any text as a cover URL", () => {
  it(
    "is refused with a rule, or goes on as a URL that the documentation allows, in its one spelling",
    () => {
      everyCase(anyUrl, [4_000, 300_000], (text) => {
        const read = readCoverUrl(text);
        if (read.ok) {
          const canonical = read.value;
          expect({ canonical, problems: documentedProblems(canonical) }).toEqual({ canonical, problems: [] });
          expect(readCoverUrl(canonical)).toEqual(valid(canonical));
          expect(isSameCover(canonical, text)).toBe(true);
        } else {
          const reasons = read.problems.map(describeProblem);
          expect(reasons.filter((reason) => reason.length === 0 || reason.length > 8_000)).toEqual([]);
          expect(reasons.length).toBeGreaterThan(0);
        }
      });
    },
    fuzzTimeoutMs,
  );

  it(
    "is refused only with fixes that are taken, in each reading that they give",
    () => {
      let count = 0;
      everyCase(fc.oneof(anyUrl, { weight: 9, arbitrary: likelyUrl }), [8_000, 1_000_000], (text) => {
        const read = readCoverUrl(text);
        const fixes = read.ok ? [] : read.problems.map(({ fix = "" }) => fix);
        const offered = fixes.flatMap((fix) => fix.match(/"http[^"]*"/g) ?? []).map((url) => JSON.parse(url));
        const readings = fixes
          .filter((fix) => fix.includes("if it belongs"))
          .map(() => secondReading(text, fixes));
        count += offered.length + readings.length;
        const refused = [...offered, ...readings].filter((url) => !readCoverUrl(url).ok);
        expect({ text, fixes, refused }).toEqual({ text, fixes, refused: [] });
      });
      expect(count).toBeGreaterThan(runs(4_000, 500_000));
    },
    fuzzTimeoutMs,
  );

  it(
    "can be what the service tells: comparing it and keeping it for later never fail",
    () => {
      everyCase(fc.tuple(anyUrl, anyUrl), [1_000, 50_000], ([known, live]) => {
        expect([isSameCover(known, live), isSameCover(known, known)]).toEqual([expect.any(Boolean), true]);
        expect(canonicalLiveUrl(canonicalLiveUrl(live))).toBe(canonicalLiveUrl(live));
        expect(withoutSignature(withoutSignature(live))).toBe(withoutSignature(live));
      });
    },
    fuzzTimeoutMs,
  );
});

describe("anything as the arguments of a resource", () => {
  const value = fc.oneof(anyUrl, fc.anything({ withNullPrototype: true, withSparseArray: true }));
  const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
  const names = fc.oneof(
    fc.constantFrom("mediaId", "coverUrl", "region", "onDelete", "covers", "__proto__"),
    anyText,
  );

  it(
    "is checked without failing, and whatever is taken is what the documentation allows",
    () => {
      const named = fc.dictionary(names, value);
      const likely = anyUrl.map((coverUrl) => ({ mediaId, coverUrl }));
      everyCase(fc.oneof(named, likely), [1_000, 75_000], (news) => {
        const { inputs, problems } = check(news, region);
        expect(problems.length === 0 ? documentedProblems(String(inputs["coverUrl"])) : []).toEqual([]);
        expect(checkSet(news, region)).toHaveProperty("problems");
      });
    },
    fuzzTimeoutMs,
  );

  it(
    "is checked as the covers of a set, too",
    () => {
      const ids = fc.oneof(fc.constantFrom(mediaId, "__proto__"), anyText);
      everyCase(fc.dictionary(ids, value), [1_000, 75_000], (covers) => {
        const { inputs, problems } = checkSet({ covers }, region);
        const taken = problems.length === 0 ? Object.entries(Object(inputs["covers"])) : [];
        expect(taken.flatMap(([, url]) => documentedProblems(String(url)))).toEqual([]);
        expect(taken.filter(([id]) => !/^[0-9a-f]{32}$/.test(id))).toEqual([]);
      });
    },
    fuzzTimeoutMs,
  );
});

describe("any text as the source file of a video", () => {
  const seeds = [
    "oss://videos/trailer.mp4",
    "oss://videos/a b/ü.mp4",
    "http://v.oss-cn-hangzhou.aliyuncs.com/a.mp4",
  ];
  it(
    "is refused, or asked for under at least one URL that the documentation allows",
    () => {
      everyCase(fc.oneof(mutated(seeds, pieces), anyUrl), [2_000, 100_000], (file) => {
        const checked = checkMediaFile(file);
        const urls = checked.ok ? candidateFileUrls(checked.value, "cn-hangzhou") : ["http://refused/"];
        const allowed = urls.filter((url) => documentedProblems(url).length === 0);
        expect({ urls, allowed: allowed.length > 0 }).toEqual({ urls, allowed: true });
      });
    },
    fuzzTimeoutMs,
  );
});

/** The URL in which what a fix names belongs to the object's name, with the other fixes done. */
function secondReading(text: string, fixes: readonly string[]): string {
  const has = (words: string): boolean => fixes.some((fix) => fix.includes(words));
  const visible = has("take it out") ? text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "") : text;
  const [, scheme, authority = "", name = ""] = /^(.*?):\/\/([^/?#]*)(.*)$/su.exec(visible.trim()) ?? [];
  const marks = fixes.flatMap((fix) => fix.match(/(?:%[0-9A-F]{2})+(?= for )/g) ?? []);
  const encoded = marks.reduce((path, mark) => path.replaceAll(decodeURIComponent(mark), mark), name);
  const host = has("take them out") ? authority.replace(/^.*@/s, "") : authority;
  const ascii = fixes.flatMap((fix) => fix.match(/(?<=^write the host as )\S+$/) ?? []).at(0);
  const named = ascii === undefined ? host : host.replace(/[^:@]*(?=:\d*$|$)/, ascii);
  return `${has("use http: instead") ? "http" : scheme}://${named}${encoded}`;
}
