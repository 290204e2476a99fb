import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorCodeFacts, errorCodes, type RetryClass } from "../../../provider/mps/errorCodes";
import { decideRetry, patience } from "../../../provider/mps/retry";

const longest = (): number => 0.999_999;

describe("a failed attempt", () => {
  it.each<[RetryClass, number[]]>([
    ["throttled", [1000, 2000, 4000, 8000, 10_000, 10_000]],
    ["temporary", [500, 1000, 2000, 4000, 8000]],
    ["network", [500, 1000, 2000, 4000, 8000]],
    ["nonce", [0, 0, 0]],
    ["credentials", [0]],
    ["never", []],
  ])("of class %s is tried again after at most %j ms", (retry, waits) => {
    const decided = Array.from({ length: 6 }, (_, index) =>
      decideRetry({ retry, attempt: index + 1, elapsedMs: 0 }, longest),
    );
    expect(
      decided.filter((decision) => decision.retry).map(({ delayMs }) => Math.ceil(delayMs / 10) * 10),
    ).toEqual(waits);
  });

  it("waits by chance, anything up to the longest", () => {
    const delays = [0, 0.25, 0.5].map((chance) =>
      decideRetry({ retry: "throttled", attempt: 3, elapsedMs: 0 }, () => chance),
    );
    expect(delays).toEqual([0, 1000, 2000].map((delayMs) => ({ retry: true, delayMs })));
  });

  it("waits as long as the service asks, not by chance", () => {
    expect(
      decideRetry({ retry: "throttled", retryAfterMs: 1234, attempt: 1, elapsedMs: 0 }, longest),
    ).toEqual({ retry: true, delayMs: 1234 });
  });

  it("ends when the service asks for more than a call may take, and says so", () => {
    expect(
      decideRetry({ retry: "throttled", retryAfterMs: 300_000, attempt: 1, elapsedMs: 0 }, longest),
    ).toEqual({
      retry: false,
      reason: "a call may take 60 s, and the service asks to wait 300 s",
    });
  });

  it("never begins again after the deadline, however the waits fall", () => {
    const histories = fc.array(
      fc.record({
        retry: fc.constantFrom<RetryClass>(
          "throttled",
          "temporary",
          "network",
          "nonce",
          "credentials",
          "never",
        ),
        retryAfterMs: fc.option(fc.nat(100_000), { nil: undefined }),
        tookMs: fc.nat(10_000),
        chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      }),
      { minLength: 30, maxLength: 100 },
    );
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 60_000 }), (attempts, deadlineMs) => {
        let startOfAttempt = 0;
        const failures = new Map<RetryClass, number>();
        attempts.every(({ retry, retryAfterMs, tookMs, chance }) => {
          const elapsedMs = startOfAttempt + tookMs;
          const attempt = (failures.get(retry) ?? 0) + 1;
          failures.set(retry, attempt);
          const decision = decideRetry({ retry, retryAfterMs, attempt, elapsedMs }, () => chance, deadlineMs);
          if (decision.retry) startOfAttempt = elapsedMs + decision.delayMs;
          return decision.retry;
        });
        expect(startOfAttempt).toBeLessThan(deadlineMs);
      }),
    );
  });
});

describe("an error code", () => {
  it.each([
    ["Throttling", 400, "throttled"],
    ["Throttling.User", 400, "throttled"],
    ["Throttling.Api", 503, "throttled"],
    ["Rejected.Throttling", 429, "throttled"],
    ["ServiceUnavailable", 503, "temporary"],
    ["InternalError", 500, "temporary"],
    ["InternalError.Something.New", 400, "temporary"],
    ["SignatureNonceUsed", 400, "nonce"],
    ["InvalidSecurityToken.Expired", 400, "credentials"],
    ["InvalidSecurityToken.Malformed", 400, "credentials"],
    ["InvalidSecurityToken.New", 400, "never"],
    ["Forbidden.RAM", 403, "never"],
    ["InvalidParameter.New", 400, "never"],
    ["MissingMediaId", 400, "never"],
    ["Unheard.Of", 400, "never"],
    ["Unheard.Of", 429, "throttled"],
    ["Unheard.Of", 502, "temporary"],
    ["constructor", 400, "never"],
  ])("%s with HTTP %i is %s", (code, status, retry) => {
    expect(errorCodeFacts(code, status).retry).toBe(retry);
  });

  it("has a timing for each code", () => {
    for (const [code, { retry }] of Object.entries(errorCodes)) expect(patience[retry], code).toBeDefined();
  });

  it.each([
    ["InvalidParameter.ResourceNotFound", true],
    ["InvalidParameter.ResourceDeleted", true],
    ["InvalidMediaId.NotFound", true],
    ["InvalidParameter.UUIDFormatInvalid", false],
    ["NoPermission", false],
  ])("%s says that the video is gone: %s", (code, gone) => {
    expect(errorCodeFacts(code, 400).mediaIsGone ?? false).toBe(gone);
  });
});
