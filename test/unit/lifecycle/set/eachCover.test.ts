import { describe, expect, it } from "vitest";
import { CancelledError } from "../../../../provider/lifecycle/cancelled";
import { eachCover } from "../../../../provider/lifecycle/set/eachCover";
import {
  CallError,
  ConfigurationError,
  CredentialsError,
  MediaNotFoundError,
  ServiceError,
  TransportError,
} from "../../../../provider/mps/errors";
import { fakePorts } from "../../../support/fakeService";
import { mediaIdFor } from "../../../support/mediaIds";

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => mediaIdFor(index));

function callError(cause: ServiceError | TransportError): CallError {
  return new CallError(
    {
      action: "UpdateMediaCover",
      cause,
      attempts: 1,
      elapsedMs: 10,
      reason: "trying again would not help",
      fix: cause instanceof TransportError ? "check the network" : "correct the value",
    },
    "video 6cc3",
  );
}
const refusal = (code: string): CallError =>
  callError(
    new ServiceError({ code, message: "no", statusCode: 400, requestId: "REQ", retryAfterMs: undefined }),
  );
const noNetwork = (): CallError =>
  callError(
    new TransportError("no answer: nothing listens there", "ECONNREFUSED", "network", "checkNetwork"),
  );

/** What is said of covers that all fail, each for a reason of its own. */
async function reasonOfAll(errors: readonly Error[]): Promise<Error | undefined> {
  const tally = await eachCover(fakePorts(), ids(errors.length), async (mediaId) => {
    throw errors[Number.parseInt(mediaId, 16)] ?? new Error("there is no such cover");
  });
  return tally.abortedBy;
}

describe("the work on each cover", () => {
  it("is done for all, the failed ones grouped by their code in the order of the ids", async () => {
    const failing = new Map<string, Error>([
      [mediaIdFor(30), refusal("InvalidParameter.OutOfRange")],
      [mediaIdFor(4), new MediaNotFoundError("cn-hangzhou", mediaIdFor(4))],
      [mediaIdFor(7), refusal("InvalidParameter.OutOfRange")],
    ]);
    const done: string[] = [];
    const tally = await eachCover(fakePorts(), ids(50).toReversed(), async (mediaId) => {
      const error = failing.get(mediaId);
      if (error !== undefined) throw error;
      done.push(mediaId);
    });
    expect(done.toSorted()).toEqual(ids(50).filter((mediaId) => !failing.has(mediaId)));
    expect(tally).toEqual({
      failures: [
        {
          code: "InvalidParameter.OutOfRange",
          fix: "correct the value",
          example: expect.stringMatching(/InvalidParameter\.OutOfRange: no \(HTTP 400, request id REQ\)/),
          mediaIds: [mediaIdFor(7), mediaIdFor(30)],
        },
        {
          code: "MediaNotFound",
          fix: "check the id, and that the video is in cn-hangzhou",
          example: expect.stringContaining(`video ${mediaIdFor(4)} does not exist in region cn-hangzhou`),
          mediaIds: [mediaIdFor(4)],
        },
      ],
    });
  });

  it("starts ten at once, so that they can be read in one call, and never more than 400", async () => {
    let underWay = 0;
    let most = 0;
    let begun = 0;
    await eachCover(fakePorts(), ids(1_000), async () => {
      begun += 1;
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      expect(begun % 10).toBe(0);
      underWay -= 1;
    });
    expect([begun, most]).toEqual([1_000, 400]);
  });

  it("goes on past any number of covers that are themselves the reason", async () => {
    let begun = 0;
    const tally = await eachCover(fakePorts(), ids(2_000), async (mediaId) => {
      begun += 1;
      const mine = begun;
      await new Promise(setImmediate);
      if (mine < 2_000) throw new MediaNotFoundError("cn-hangzhou", mediaId);
    });
    expect([begun, tally.failures[0]?.mediaIds.length, tally.abortedBy]).toEqual([2_000, 1_999, undefined]);
  });

  it("stops where nothing can go well any more: those not begun are recorded as that, and what was done is kept", async () => {
    let begun = 0;
    const tally = await eachCover(fakePorts(), ids(2_000), async () => {
      begun += 1;
      const mine = begun;
      await new Promise(setImmediate);
      if (mine > 500) throw noNetwork();
    });
    expect(begun).toBeLessThan(1_000);
    expect(tally).toMatchObject({
      failures: [
        { code: "ECONNREFUSED", fix: "check the network", mediaIds: { length: begun - 500 } },
        { code: "NotTried", fix: "see ECONNREFUSED: check the network", mediaIds: { length: 2_000 - begun } },
      ],
    });
    expect(tally.abortedBy).toBeUndefined();
  });

  it("counts a call that failed for ten covers once", async () => {
    const oneCall = noNetwork();
    const tally = await eachCover(fakePorts(), ids(1_000), async (mediaId) => {
      await new Promise(setImmediate);
      if (Number.parseInt(mediaId, 16) < 10) throw oneCall.about(`video ${mediaId}`);
    });
    expect(tally.failures).toMatchObject([{ code: "ECONNREFUSED", mediaIds: { length: 10 } }]);
  });

  it.each([
    [
      "failures that have nothing to do with a cover come now and then",
      (mine: number) => mine % 9 === 0,
      noNetwork,
    ],
    ["a code that nobody knows comes for many", (mine: number) => mine <= 700, () => refusal("Unheard.Of")],
    [
      "a bucket cannot be read",
      (mine: number) => mine <= 700,
      () => refusal("PermissionDenied.ResourceAccess"),
    ],
  ])("goes on where %s", async (_what, fails, error) => {
    let begun = 0;
    const tally = await eachCover(fakePorts(), ids(1_000), async () => {
      begun += 1;
      const mine = begun;
      await new Promise(setImmediate);
      if (fails(mine)) throw error();
    });
    expect(begun).toBe(1_000);
    expect(tally.failures).toHaveLength(1);
    expect(tally.failures[0]?.code).not.toBe("NotTried");
  });

  it.each([
    ["there are no credentials", () => new CredentialsError("no credentials")],
    [
      "a setting is wrong",
      () => new ConfigurationError([{ path: ["mediacover:endpoint"], rule: "is not a URL" }]),
    ],
    ["nothing is permitted", () => refusal("NoPermission")],
    ["the key is not known", () => refusal("InvalidAccessKeyId.NotFound")],
    ["there is no network", noNetwork],
  ])("says when nothing went well since %s, and begins no more", async (_what, error) => {
    let begun = 0;
    const tally = await eachCover(fakePorts(), ids(5_000), async () => {
      begun += 1;
      await new Promise(setImmediate);
      throw error();
    });
    expect(tally.abortedBy).toEqual(error());
    expect(begun).toBeLessThanOrEqual(400);
  });

  it("says so of a few covers, too, but not where a cover is the reason", async () => {
    expect(await reasonOfAll([noNetwork(), noNetwork()])).toEqual(noNetwork());
    expect(await reasonOfAll([noNetwork(), refusal("InvalidParameter.OutOfRange")])).toBeUndefined();
  });

  it("is not begun any more once the operation is cancelled, and what waits for its call is not tried either", async () => {
    const controller = new AbortController();
    const done: string[] = [];
    const tally = await eachCover(
      { ...fakePorts(), cancelled: controller.signal },
      ids(1_000),
      async (mediaId) => {
        await new Promise(setImmediate);
        controller.signal.throwIfAborted();
        done.push(mediaId);
        if (done.length === 7) controller.abort(new CancelledError());
      },
    );
    const rest = ids(1_000).filter((mediaId) => !done.includes(mediaId));
    expect(done).toHaveLength(7);
    expect(tally).toEqual({
      failures: [
        {
          code: "NotTried",
          fix: "run the operation again",
          example: "the operation was cancelled",
          mediaIds: rest,
        },
      ],
    });
  });

  it("says that the operation was cancelled where that was before anything was done", async () => {
    const cancelled = AbortSignal.abort(new CancelledError());
    const { abortedBy } = await eachCover({ ...fakePorts(), cancelled }, ids(3), async () => {});
    expect(abortedBy).toEqual(new CancelledError());
  });

  it("tells of its progress", async () => {
    const events: string[] = [];
    const startProgress = (total: number) => {
      events.push(`of ${total}`);
      return {
        done: () => events.push("done"),
        failed: () => events.push("failed"),
        end: () => events.push("end"),
      };
    };
    await eachCover({ ...fakePorts(), startProgress }, ids(2), async (mediaId) => {
      if (mediaId === mediaIdFor(1)) throw new MediaNotFoundError("cn-hangzhou", mediaId);
    });
    expect(events).toEqual(["of 2", "done", "failed", "end"]);
  });
});
