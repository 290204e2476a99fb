import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeProblem, invalid, valid } from "../../../provider/cover/problem";
import { check } from "../../../provider/lifecycle/check";
import { unknownValue } from "../../../provider/lifecycle/unknown";
import { refusedUrls } from "../../support/urls";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const coverUrl = "http://covers.oss-cn-hangzhou.aliyuncs.com/a.jpg";
const here = valid("cn-hangzhou");
const reasonsOf = (news: Record<string, unknown>, defaultRegion = here): string[] =>
  check(news, defaultRegion).problems.map(describeProblem);

describe("check", () => {
  it("completes good arguments: canonical URL, region and onDelete filled in", () => {
    expect(
      check({ mediaId, coverUrl: "HTTP://Covers.OSS-cn-hangzhou.aliyuncs.com/封 面.jpg" }, here),
    ).toEqual({
      inputs: {
        mediaId,
        coverUrl: "http://covers.oss-cn-hangzhou.aliyuncs.com/%E5%B0%81%20%E9%9D%A2.jpg",
        region: "cn-hangzhou",
        onDelete: "retain",
      },
      problems: [],
    });
  });

  it("reports every failure at once", () => {
    expect(
      reasonsOf({ mediaId: 5, coverUrl: "ftp://h/a", region: "Moon!", onDelete: "x", media_id: mediaId }),
    ).toEqual([
      "mediaId must be 32 characters of 0-9 and a-f, as a string; got 5",
      'coverUrl must be an http: URL; got "ftp://h/a"; put the picture where http: serves it, such as an OSS bucket',
      'region must be the id of a region, such as cn-hangzhou; got "Moon!"',
      'onDelete must be "retain" or "restore"; got "x"',
      "media_id is not an argument of MediaCover; did you mean mediaId?",
    ]);
  });

  it.each([
    ["wrong length", "6cc3", "copy the id"],
    ["capitals", mediaId.toUpperCase(), `write "${mediaId}"`],
    ["blanks around it", ` ${mediaId} `, `write "${mediaId}"`],
    ["hyphens of a UUID", "6cc3aa66-d1cb-4bb2-adf1-4e726c0a0001", `write "${mediaId}"`],
    ["empty", "", "copy the id"],
    ["other letters", `g${mediaId.slice(1)}`, "copy the id"],
  ])("refuses a mediaId with %s, and says what to write", (_what, value, fix) => {
    const reasons = reasonsOf({ mediaId: value, coverUrl });
    expect(reasons).toEqual([expect.stringMatching(/^mediaId must /)]);
    expect(reasons[0]).toContain(`got ${JSON.stringify(value)}`);
    expect(reasons[0]).toContain(fix);
  });

  it.each([[null], [undefined]])("asks for what is missing (%s)", (value) => {
    expect(reasonsOf({ mediaId: value, coverUrl: value })).toEqual([
      "mediaId is required; give the id of a video, as AddMedia or the console shows it",
      "coverUrl is required; give the http: URL of the picture",
    ]);
  });

  it.each(refusedUrls)("refuses a coverUrl with its name, rule and value: $note", ({ url }) => {
    const reasons = reasonsOf({ mediaId, coverUrl: url });
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toMatch(/^coverUrl must .*; got "/s);
  });

  it("cuts a long value to 80 characters", () => {
    const [reason] = reasonsOf({ mediaId, coverUrl: `ftp://${"ä".repeat(500)}` });
    expect(reason).toContain(`got "ftp://${"ä".repeat(73)}…"`);
  });

  it.each([
    "http://user:hush@h/a.jpg?Signature=hush",
    " http://user:hush@h/a.jpg?Signature=hush",
    "//user:hush@h/a.jpg?Signature=hush",
    "user:hush@h/a",
    "http://u:pa/hush@h/a",
    ["http://h/a?x=hush", "http://user:hush@h/b"],
  ])("shows neither a password nor a signature of %j, nor in what it says to write", (refused) => {
    const reasons = reasonsOf({ mediaId, coverUrl: refused });
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.join()).not.toContain("hush");
  });

  it("says to write only what it would take", () => {
    expect(reasonsOf({ mediaId, coverUrl: ` ${coverUrl} ` })[0]).toContain(`write "${coverUrl}"`);
    expect(reasonsOf({ mediaId, coverUrl: "https://h:99999/a" })[0]).not.toContain("write");
    expect(reasonsOf({ mediaId, coverUrl: `https://h/${"a".repeat(4000)}` })[0]?.length).toBeLessThan(300);
  });

  it("names what to set when there is no region", () => {
    expect(reasonsOf({ mediaId, coverUrl }, invalid("is not set", { fix: "set it" }))).toEqual([
      "region is not set; set it",
    ]);
  });

  it("blames the default when the default is wrong", () => {
    expect(reasonsOf({ mediaId, coverUrl }, valid("x"))).toEqual([
      'region must be the id of a region, such as cn-hangzhou, where the default is "x"',
    ]);
  });

  it("lets unknown values pass, whatever they stand for", () => {
    const news = {
      mediaId: unknownValue,
      coverUrl: unknownValue,
      region: unknownValue,
      onDelete: unknownValue,
    };
    expect(check(news, invalid("is not set", { fix: "set it" }))).toEqual({ inputs: news, problems: [] });
  });

  it("takes what the engine adds", () => {
    expect(check({ mediaId, coverUrl, __provider: "text" }, here)).toMatchObject({
      problems: [],
      inputs: { __provider: "text" },
    });
  });

  it("never throws, whatever it is given, and never passes what it would change again", () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withObjectString: true });
    const news = fc.record({
      mediaId: fc.oneof(fc.constant(mediaId), anything),
      coverUrl: fc.oneof(
        fc.webUrl({ validSchemes: ["http"] }),
        fc.webPath().map((path) => `http://h${path}`),
        anything,
      ),
      region: fc.oneof(fc.constant(undefined), anything),
      onDelete: fc.oneof(fc.constant(undefined), anything),
    });
    let passed = 0;
    fc.assert(
      fc.property(news, (given) => {
        const { inputs, problems } = check(given, here);
        if (problems.length > 0) return;
        passed += 1;
        expect(check(inputs, here)).toEqual({ inputs, problems: [] });
      }),
      { numRuns: 500 },
    );
    expect(passed).toBeGreaterThan(5);
  });

  it("refuses whatever is not an argument", () => {
    fc.assert(
      fc.property(fc.string(), fc.anything(), (name, value) => {
        fc.pre(!["mediaId", "coverUrl", "region", "onDelete", "__provider", "__proto__"].includes(name));
        expect(reasonsOf({ mediaId, coverUrl, [name]: value })).toEqual([
          expect.stringContaining("is not an argument of MediaCover"),
        ]);
      }),
    );
  });
});
