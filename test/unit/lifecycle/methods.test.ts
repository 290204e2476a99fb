import { describe, expect, it } from "vitest";
import { create } from "../../../provider/lifecycle/create";
import { remove } from "../../../provider/lifecycle/delete";
import { read } from "../../../provider/lifecycle/read";
import { update } from "../../../provider/lifecycle/update";
import { CallError, ServiceError, TransportError, UnexpectedAnswerError } from "../../../provider/mps/errors";
import { fakePorts } from "../../support/fakeService";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const region = "cn-hangzhou";
const id = `${region}/${mediaId}`;
const [before, ours, other] = ["http://h/before.jpg", "http://h/ours.jpg", "http://h/other.jpg"];
const news = { mediaId, coverUrl: ours, region, onDelete: "retain" };
const olds = { ...news, previousCoverUrl: before, title: "a title", fileUrl: "http://videos/a.mp4" };
const set = (url: string): string => `set ${id} ${url}`;

const failedWith = (cause: CallError["cause"], attempts: number): CallError =>
  new CallError(
    {
      action: "UpdateMediaCover",
      cause,
      attempts,
      elapsedMs: 9000,
      reason: "every attempt failed",
      fix: "wait",
    },
    `video ${mediaId}`,
  );

/** The call was made, and made again, and no answer came. */
const lostAnswers = failedWith(new TransportError("no answer", "ECONNRESET", "network", "tryAgainLater"), 6);
const refusal = (code: string, attempts = 1): CallError => {
  const details = { code, message: "no", statusCode: 400, requestId: undefined, retryAfterMs: undefined };
  return failedWith(new ServiceError(details), attempts);
};

describe("create", () => {
  it.each([
    ["were lost", lostAnswers],
    [
      "were none of the service's",
      failedWith(new UnexpectedAnswerError("half", "temporary", "tryAgain", 0), 6),
    ],
    [
      "were those of somebody else",
      failedWith(new UnexpectedAnswerError("a page", "never", "tryAgain", 0), 1),
    ],
    ["were lost at first, and refusals then", refusal("Throttling", 9)],
  ])("remembers the cover before, though the answers to its write %s", async (_what, failure) => {
    const ports = fakePorts({ [id]: before });
    ports.service.setCover = async () => {
      ports.covers[id] = ours;
      throw failure;
    };
    expect((await create(ports, news)).outs.previousCoverUrl).toBe(before);
  });

  it("takes a refusal for definite, without another look", async () => {
    const ports = fakePorts({ [id]: before });
    ports.service.setCover = () => Promise.reject(refusal("NoPermission"));
    await expect(create(ports, news)).rejects.toThrow("NoPermission");
    expect(ports.calls).toEqual([`find ${id}`]);
  });

  it("fails when all answers were lost and the cover is not there", async () => {
    const ports = fakePorts({ [id]: before });
    ports.service.setCover = () => Promise.reject(lostAnswers);
    await expect(create(ports, news)).rejects.toBe(lostAnswers);
  });

  it("remembers no signature of the cover before, which would have expired", async () => {
    const ports = fakePorts({
      [id]: `${before}?x-oss-process=image/resize,w_9&Expires=1&OSSAccessKeyId=k&Signature=hush`,
    });
    expect((await create(ports, news)).outs.previousCoverUrl).toBe(
      `${before}?x-oss-process=image/resize,w_9`,
    );
  });

  it.each([
    ["a video without cover", "", [`find ${id}`, set(ours)]],
    ["a video with another cover", before, [`find ${id}`, set(ours)]],
    ["a video that has this cover already", ours, [`find ${id}`]],
    ["a video that has this cover in another spelling", "HTTP://H/ours.jpg", [`find ${id}`]],
  ])("adopts %s, and remembers what was there", async (_what, live, calls) => {
    const ports = fakePorts({ [id]: live });
    expect(await create(ports, news)).toEqual({ id, outs: { ...olds, previousCoverUrl: live } });
    expect(ports.calls).toEqual(calls);
  });

  it("names the video that does not exist, and its region", async () => {
    await expect(create(fakePorts(), news)).rejects.toThrow(
      `video ${mediaId} does not exist in region ${region}`,
    );
  });

  it("returns outputs in a stable order", async () => {
    const { outs } = await create(fakePorts({ [id]: "" }), news);
    expect(Object.keys(outs)).toEqual(Object.keys(outs).toSorted());
  });
});

describe("update", () => {
  it.each([
    ["sets a changed cover", { coverUrl: other }, ours, [`find ${id}`, set(other)]],
    ["sends nothing when the service has it already", { coverUrl: other }, other, [`find ${id}`]],
    ["asks nothing when only onDelete changed", { onDelete: "restore" }, ours, []],
    ["asks nothing when only the spelling changed", { coverUrl: "http://H/ours.jpg" }, ours, []],
  ])("%s", async (_what, change, live, calls) => {
    const ports = fakePorts({ [id]: live });
    expect(await update(ports, olds, { ...news, ...change })).toEqual({ outs: { ...olds, ...change } });
    expect(ports.calls).toEqual(calls);
  });

  it("accepts a state that lacks what later versions added", async () => {
    const { outs } = await update(
      fakePorts({ [id]: ours }),
      { mediaId, region, coverUrl: ours },
      { ...news, coverUrl: other },
    );
    expect(outs).toMatchObject({ coverUrl: other, previousCoverUrl: "", onDelete: "retain" });
  });
});

describe("read", () => {
  it.each([
    ["finds no drift", ours, ours],
    ["takes another spelling for no drift", "HTTP://H:80/ours.jpg", ours],
    ["takes an added query for no drift", `${ours}?Expires=1`, ours],
    ["finds a drifted cover", other, other],
    ["finds a drifted cover and keeps no signature of it", `${other}?Signature=x`, other],
    ["finds that the cover is gone", "", ""],
  ])("%s", async (_what, live, coverUrl) => {
    expect(await read(fakePorts({ [id]: live }), id, olds)).toEqual({
      id,
      props: { ...olds, coverUrl, ...(coverUrl !== ours && { drifted: true }) },
      inputs: { ...news, coverUrl },
    });
  });

  it("remembers that a cover is somebody else's, until ours is set again", async () => {
    const first = await read(fakePorts({ [id]: other }), id, olds);
    const second = await read(fakePorts({ [id]: other }), id, first.props);
    expect(second.props).toMatchObject({ coverUrl: other, drifted: true });
    const { outs } = await update(fakePorts({ [id]: other }), second.props, news);
    expect(outs.drifted).toBeUndefined();
  });

  it("drops a resource only when the service says that the video does not exist", async () => {
    expect(await read(fakePorts(), id, olds)).toEqual({});
  });

  it("keeps the resource, by failing, when the service cannot be asked", async () => {
    const ports = fakePorts();
    ports.service.findMedia = () => Promise.reject(lostAnswers);
    await expect(read(ports, id, olds)).rejects.toBe(lostAnswers);
  });

  it("keeps what deleting does", async () => {
    const { inputs, props } = await read(fakePorts({ [id]: other }), id, { ...olds, onDelete: "restore" });
    expect([inputs?.onDelete, props?.onDelete]).toEqual(["restore", "restore"]);
  });

  it("refuses a recorded state that is not ours, rather than taking it for none", async () => {
    await expect(read(fakePorts({ [id]: ours }), id, { mediaId: 5 })).rejects.toThrow(
      "recorded state of this MediaCover cannot be read",
    );
  });

  it("serves .get, where nothing is recorded", async () => {
    expect(await read(fakePorts({ [id]: before }), id, { __provider: "text" })).toEqual({
      id,
      props: { ...olds, coverUrl: before, previousCoverUrl: before },
      inputs: { ...news, coverUrl: before },
    });
  });

  it("refuses .get of a video that does not exist", async () => {
    await expect(read(fakePorts(), id, {})).rejects.toThrow(`video ${mediaId} does not exist`);
  });

  it.each(["", mediaId, `${region}/short`, `${region}/${mediaId}/more`, `urn:${region}/${mediaId}`])(
    "names the form of an id: %j",
    async (wrong) => {
      await expect(read(fakePorts(), wrong, {})).rejects.toThrow(
        "the id of a MediaCover is <region>/<mediaId>",
      );
    },
  );
});

describe("delete", () => {
  const restore = { ...olds, onDelete: "restore" };

  it.each([
    ["leaves the cover by default, without a call", olds, ours, [], ours],
    ["puts back the cover before", restore, ours, [`find ${id}`, set(before)], before],
    [
      "knows its cover in another spelling",
      restore,
      "http://H/ours.jpg",
      [`find ${id}`, set(before)],
      before,
    ],
    [
      "never touches a cover that a refresh found to be another",
      { ...restore, coverUrl: other, drifted: true },
      other,
      [],
      other,
    ],
    ["never touches a cover that is not ours any more", restore, other, [`find ${id}`], other],
    [
      "sends nothing when both covers are the same",
      { ...restore, previousCoverUrl: ours },
      ours,
      [`find ${id}`],
      ours,
    ],
    ["takes a video that is gone for a success", restore, undefined, [`find ${id}`], undefined],
    [
      "goes back to no cover",
      { ...restore, previousCoverUrl: "" },
      ours,
      [`find ${id}`, set(""), `find ${id}`],
      "",
    ],
  ])("%s", async (_what, state, live, calls, after) => {
    const ports = fakePorts({ [id]: live });
    await remove(ports, state);
    expect(ports.calls).toEqual(calls);
    expect(ports.covers[id]).toBe(after);
    expect(ports.warnings).toEqual([]);
  });

  it("takes a video that goes in between for a success", async () => {
    const ports = fakePorts({ [id]: ours });
    const { findMedia } = ports.service;
    ports.service.findMedia = async (...where) => {
      const media = await findMedia(...where);
      delete ports.covers[id];
      return media;
    };
    await remove(ports, restore);
    expect(ports.calls).toEqual([`find ${id}`, set(before)]);
  });

  it("says so when the service keeps the cover though there was none before", async () => {
    const ports = fakePorts({ [id]: ours });
    ports.service.setCover = () => Promise.resolve();
    await remove(ports, { ...restore, previousCoverUrl: "" });
    expect(ports.warnings).toEqual([expect.stringContaining(`video ${mediaId}`)]);
  });

  it.each(["InvalidParameter.EmptyValue", "MissingCoverURL"])(
    "does not fail when the service refuses no cover with %s",
    async (code) => {
      const ports = fakePorts({ [id]: ours });
      ports.service.setCover = () => Promise.reject(refusal(code));
      await remove(ports, { ...restore, previousCoverUrl: "" });
      expect(ports.warnings).toEqual([expect.stringContaining("its cover stays")]);
    },
  );

  it.each([
    ["NoPermission", ""],
    ["MissingSecurityToken", ""],
    ["InvalidParameter", before],
  ])("fails when the service refuses with %s to put back %j", async (code, previousCoverUrl) => {
    const ports = fakePorts({ [id]: ours });
    ports.service.setCover = () => Promise.reject(refusal(code));
    await expect(remove(ports, { ...restore, previousCoverUrl })).rejects.toThrow(code);
  });

  it("does not undo a cover that this run created under a new name", async () => {
    const ports = fakePorts({ [id]: ours });
    await create(ports, { ...news, onDelete: "restore" });
    await remove(ports, restore);
    expect(ports.covers[id]).toBe(ours);
  });
});
