import { describe, expect, it } from "vitest";
import { eachCover } from "../../../../provider/lifecycle/set/eachCover";
import {
  CallError,
  CredentialsError,
  MediaNotFoundError,
  ServiceError,
  TransportError,
} from "../../../../provider/mps/errors";
import { fakePorts } from "../../../support/fakeService";

const mediaIdOf = (index: number): string => index.toString(16).padStart(32, "0");
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => mediaIdOf(index));

function callError(cause: ServiceError | TransportError): CallError {
  return new CallError(
    { action: "UpdateMediaCover", cause, attempts: 1, elapsedMs: 10, reason: "trying again would not help" },
    "media 6cc3",
  );
}
const refusal = (code: string): CallError =>
  callError(
    new ServiceError({ code, message: "no", statusCode: 400, requestId: "REQ", retryAfterMs: undefined }),
  );
const noNetwork = (): CallError =>
  callError(
    new TransportError("no answer: nothing listens there", "ECONNREFUSED", "network", "check the network"),
  );

describe("the work on each cover", () => {
  it("is done for all, the failed ones grouped by their code in the order of the ids", async () => {
    const failing = new Map<string, Error>([
      [mediaIdOf(30), refusal("InvalidParameter.OutOfRange")],
      [mediaIdOf(4), new MediaNotFoundError("cn-hangzhou", mediaIdOf(4))],
      [mediaIdOf(7), refusal("InvalidParameter.OutOfRange")],
    ]);
    const done: string[] = [];
    const tally = await eachCover(fakePorts(), ids(50).toReversed(), async (mediaId) => {
      const error = failing.get(mediaId);
      if (error !== undefined) throw error;
      done.push(mediaId);
    });
    expect(done.toSorted()).toEqual(ids(50).filter((mediaId) => !failing.has(mediaId)));
    expect(tally.done).toBe(47);
    expect(tally.failures).toEqual([
      {
        code: "InvalidParameter.OutOfRange",
        fix: "correct the value",
        example: expect.stringMatching(/InvalidParameter\.OutOfRange: no \(HTTP 400, request id REQ\)/),
        mediaIds: [mediaIdOf(7), mediaIdOf(30)],
      },
      {
        code: "MediaNotFound",
        fix: "check the id, and that the media lives in cn-hangzhou",
        example: expect.stringContaining(`media ${mediaIdOf(4)} does not exist in region cn-hangzhou`),
        mediaIds: [mediaIdOf(4)],
      },
    ]);
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
    expect([begun, tally.done, tally.failures[0]?.mediaIds.length]).toEqual([2_000, 1, 1_999]);
  });

  it("stops where nothing can go well: those not begun fail with the reason, and what was done is kept", async () => {
    let begun = 0;
    const tally = await eachCover(fakePorts(), ids(2_000), async () => {
      begun += 1;
      await new Promise(setImmediate);
      if (begun > 500) throw noNetwork();
    });
    expect(begun).toBeLessThan(1_000);
    expect(tally.done + (tally.failures[0]?.mediaIds.length ?? 0)).toBe(2_000);
    expect(tally.failures).toMatchObject([{ code: "ECONNREFUSED", fix: "check the network" }]);
  });

  it("goes on where a failure that has nothing to do with the cover is a single one", async () => {
    let begun = 0;
    const tally = await eachCover(fakePorts(), ids(1_000), async () => {
      begun += 1;
      const mine = begun;
      await new Promise(setImmediate);
      if (mine % 9 === 0) throw noNetwork();
    });
    expect([begun, tally.done]).toEqual([1_000, 1_000 - 111]);
  });

  it.each([
    ["there are no credentials", new CredentialsError("no credentials"), 400],
    ["nothing is permitted", refusal("NoPermission"), 400],
  ])("fails as a whole when %s, with one error", async (_what, error, most) => {
    let begun = 0;
    const work = eachCover(fakePorts(), ids(5_000), async () => {
      begun += 1;
      await new Promise(setImmediate);
      throw error;
    });
    await expect(work).rejects.toBe(error);
    expect(begun).toBeLessThanOrEqual(most);
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
      if (mediaId === mediaIdOf(1)) throw new MediaNotFoundError("cn-hangzhou", mediaId);
    });
    expect(events).toEqual(["of 2", "done", "failed", "end"]);
  });
});
