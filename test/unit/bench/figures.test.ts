import { describe, expect, it } from "vitest";
import { judge } from "../../../bench/figures.ts";
import type { LaterRuns } from "../../../bench/measure.ts";
import { goodLater, goodRun, resultOf } from "./results.ts";

const conditions = { latencyMs: 30, isRealCli: true, canWatchMemory: true };

const missed = (result: ReturnType<typeof resultOf>, other: Partial<typeof conditions> = {}): string[] =>
  judge([result], { ...conditions, ...other })
    .filter(({ met }) => !met)
    .map(({ figure }) => figure.what);

const withLater = (changes: Partial<LaterRuns>): ReturnType<typeof resultOf> =>
  resultOf("media-cover-set", {}, { ...goodLater, ...changes });

describe("the figures", () => {
  it("are all reached by a good result, at 1,000 and at 10,000", () => {
    const large = {
      ...resultOf(
        "media-cover-set",
        { serviceSeconds: 102.9, seconds: 110 },
        { ...goodLater, refresh: { ...goodRun, calls: 1000, serviceSeconds: 10.4 } },
      ),
      n: 10_000,
    };
    expect([missed(resultOf("media-cover-set")), missed(large)]).toEqual([[], []]);
  });

  it.each([
    ["service time ÷ limit, from 1,000 covers", resultOf("media-cover-set", { serviceSeconds: 10.41 })],
    ["refused calls in all runs", resultOf("media-cover-set", { refused: 1 })],
    ["refused calls in all runs", withLater({ changed: { ...goodRun, refused: 1 } })],
    ["covers wrong after any run", withLater({ refresh: { ...goodLater.refresh, wrong: 1 } })],
    [
      "memory of the provider process, MB, up to 10,000 covers",
      resultOf("media-cover-set", { memoryBytes: 200e6 }),
    ],
    [
      "memory of the provider process, MB, up to 10,000 covers",
      resultOf("media-cover-set", { memoryBytes: undefined }),
    ],
    ["state ÷ catalogue, from 1,000 covers", withLater({ stateBytes: 400_000 })],
    ["calls of the second up", withLater({ second: { ...goodRun, calls: 1 } })],
    ["one percent changed: writes missing, too many or of other covers", withLater({ strayWrites: 1 })],
    ["calls of the refresh", withLater({ refresh: { ...goodRun, calls: 99 } })],
    [
      "whole up beyond its service time, s, from 1,000 covers",
      resultOf("media-cover-set", { seconds: 14.4 }),
    ],
  ])("%s: is missed where it is not reached or not measured", (what, result) => {
    expect(missed(result)).toEqual([what]);
  });

  it("count as missed when the later runs are missing, or one of them failed", () => {
    expect(missed({ ...resultOf("media-cover-set"), later: undefined })).toContain(
      "refused calls in all runs",
    );
    expect(
      missed(withLater({ refresh: { ...goodLater.refresh, failure: "pulumi refresh failed" } })),
    ).toEqual(["refused calls in all runs", "covers wrong after any run"]);
  });

  it("ask nothing of the other contenders, and no time of Pulumi's from the test engine", () => {
    expect(judge([resultOf("media-cover", { wrong: 1000 })], conditions)).toEqual([]);
    expect(missed(resultOf("media-cover-set", { seconds: 99 }), { isRealCli: false })).toEqual([]);
  });
});
