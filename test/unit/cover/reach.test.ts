import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findReachProblems } from "../../../provider/cover/reach";
import { readCoverUrl } from "../../../provider/cover/readCoverUrl";
import { runs } from "../../support/long";

const internal = "names an internal endpoint of OSS, so viewers cannot load the picture";
const inPath = "has the bucket in its path, which OSS refuses, so viewers cannot load the picture";
const [publicUrl, ownBucket] = [
  "http://b-1.oss-cn-hangzhou.aliyuncs.com/a.jpg",
  "give the URL at the bucket's public endpoint",
];

describe("a URL that no viewer can load", () => {
  it.each([
    ["http://b-1.oss-cn-hangzhou-internal.aliyuncs.com/a.jpg", [internal], publicUrl],
    ["http://b-1.vpc100-oss-cn-hangzhou.aliyuncs.com/a.jpg", [internal], publicUrl],
    ["http://oss-cn-hangzhou.aliyuncs.com/b-1/a.jpg", [inPath], publicUrl],
    ["http://oss-cn-hangzhou-internal.aliyuncs.com/b-1/a.jpg", [internal, inPath], publicUrl],
    [
      "http://oss-accelerate.aliyuncs.com/b-1/a.jpg",
      [inPath],
      "http://b-1.oss-accelerate.aliyuncs.com/a.jpg",
    ],
    ["http://oss.aliyuncs.com/b-1/a.jpg", [inPath], "http://b-1.oss.aliyuncs.com/a.jpg"],
    [
      "http://http//b-1.oss-cn-hangzhou.aliyuncs.com/a.jpg",
      ["has its scheme twice, so viewers cannot load the picture"],
      publicUrl,
    ],
    ["http://oss-cn-hangzhou.aliyuncs.com/a.jpg", [inPath], ownBucket],
    ["http://oss-cn-hangzhou.aliyuncs.com/B/a.jpg", [inPath], ownBucket],
  ])("is %s, and the fix says where it is reached", (url, rules, fix) => {
    const problems = findReachProblems(url);
    expect(problems.map(({ rule }) => rule)).toEqual(rules);
    for (const problem of problems) expect(problem.fix).toContain(fix);
  });

  it.each([
    "http://b-1.oss-cn-hangzhou.aliyuncs.com/a.jpg",
    "http://my-internal.oss-cn-hangzhou.aliyuncs.com/a.jpg",
    "http://img.example.com/oss-cn-hangzhou-internal.aliyuncs.com/a.jpg",
    "http://oss-cn-hangzhou-internal.aliyuncs.com.example.com/b-1/a.jpg",
    "http://127.0.0.1:8080/a.jpg",
  ])("is not %s", (url) => {
    expect(findReachProblems(url)).toEqual([]);
  });

  it("is never mended by a URL that is refused, or warned of again", () => {
    const labels = fc.constantFrom(
      "oss-cn-hangzhou",
      "-internal",
      "vpc100-",
      "aliyuncs.com",
      "b-1",
      ".",
      "oss",
      "s3",
    );
    const url = fc
      .tuple(fc.array(labels, { maxLength: 6 }), fc.webPath())
      .map(([host, path]) => `http://${host.join("")}.aliyuncs.com${path}`);
    let warned = 0;
    fc.assert(
      fc.property(url, (text) => {
        const read = readCoverUrl(text);
        for (const { fix = "" } of read.ok ? findReachProblems(read.value) : []) {
          const [offered] = /"http.*"/.exec(fix) ?? [];
          if (offered === undefined) continue;
          warned += 1;
          const mended: string = JSON.parse(offered);
          expect([readCoverUrl(mended).ok, findReachProblems(mended)]).toEqual([true, []]);
        }
      }),
      { numRuns: runs(2_000, 100_000) },
    );
    expect(warned).toBeGreaterThan(20);
  });
});
