import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { remove } from "../../../../provider/lifecycle/set/delete";
import { diff } from "../../../../provider/lifecycle/set/diff";
import { describeFailures, type FailureRecord } from "../../../../provider/lifecycle/set/failures";
import { read } from "../../../../provider/lifecycle/set/read";
import type { SetOutputs } from "../../../../provider/lifecycle/set/resource";
import { create } from "../../../../provider/lifecycle/set/create";
import { update } from "../../../../provider/lifecycle/set/update";
import { CallError, ServiceError, TransportError } from "../../../../provider/mps/errors";
import { fakePorts } from "../../../support/fakeService";
import { mediaIdFor } from "../../../support/mediaIds";

const region = "cn-hangzhou";
const [a, b, c] = [mediaIdFor(10), mediaIdFor(11), mediaIdFor(12)];
const keyed = (covers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(covers).map(([mediaId, url]) => [`${region}/${mediaId}`, url]));
const writesOf = ({ calls }: { calls: string[] }): string[] =>
  calls.filter((call) => call.startsWith("set ")).map((call) => call.replace(`set ${region}/`, ""));
const inputs = (covers: Record<string, string>, onDelete = "retain") => ({ covers, region, onDelete });

const noNetwork = {
  action: "UpdateMediaCover",
  cause: new TransportError("no answer (ECONNREFUSED)", "ECONNREFUSED", "network", "checkNetwork"),
  attempts: 6,
  elapsedMs: 9_000,
  reason: "every attempt failed",
  fix: "check the network",
};

/** A service on which setting the cover of some videos is refused. */
function refusing(covers: Record<string, string>, refused: readonly string[]): ReturnType<typeof fakePorts> {
  const ports = fakePorts(keyed(covers));
  const { setCover } = ports.service;
  ports.service.setCover = async (where, mediaId, coverUrl) => {
    if (!refused.includes(mediaId)) return setCover(where, mediaId, coverUrl);
    const answer = { message: "no", statusCode: 400, requestId: "REQ", retryAfterMs: undefined };
    const cause = new ServiceError({ code: "InvalidParameter.OutOfRange", ...answer });
    const failure = {
      action: "UpdateMediaCover",
      cause,
      attempts: 1,
      elapsedMs: 1,
      reason: "no use",
      fix: "correct the value",
    };
    throw new CallError(failure, `video ${mediaId}`);
  };
  return ports;
}

const catalogues = fc.dictionary(
  fc.integer({ min: 0, max: 30 }).map(mediaIdFor),
  fc.constantFrom("http://h/1.jpg", "http://h/2.jpg", "http://h/3.jpg"),
);
/** Every video that there is, and its cover: some have none. */
const libraries = fc
  .array(fc.constantFrom("", "http://h/1.jpg", "http://h/9.jpg"), { minLength: 31, maxLength: 31 })
  .map((covers) => Object.fromEntries(covers.map((url, index) => [mediaIdFor(index), url])));
const sets = { onDelete: fc.constantFrom("retain", "restore"), library: libraries };

describe("a set", () => {
  it("ends with every cover as wanted, whatever was recorded, in one write for each that differs", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ before: catalogues, wanted: catalogues, ...sets }),
        async ({ before, wanted, onDelete, library }) => {
          const ports = fakePorts(keyed(library));
          const { outs } = await create(ports, inputs(before, onDelete));
          // Another process, which remembers nothing.
          const later = fakePorts(ports.covers);
          const old = { ...ports.covers };
          const { outs: updated } = await update(later, outs, inputs(wanted, onDelete));
          for (const [mediaId, url] of Object.entries(wanted))
            expect(ports.covers[`${region}/${mediaId}`]).toBe(url);
          expect(updated).toMatchObject({ covers: wanted, count: Object.keys(wanted).length, failures: [] });
          expect(diff({ info: () => {} }, updated, inputs(wanted, onDelete))).toEqual({ changed: [] });

          const changed = Object.keys(old).filter((id) => old[id] !== later.covers[id]);
          expect(writesOf(later)).toHaveLength(changed.length);
          const asked = later.calls.filter((call) => call.startsWith("find ")).length;
          const differ = Object.keys(wanted).filter((mediaId) => wanted[mediaId] !== before[mediaId]);
          const left = Object.keys(before).filter((mediaId) => !Object.hasOwn(wanted, mediaId));
          expect(asked).toBeLessThanOrEqual(differ.length + (onDelete === "restore" ? 2 * left.length : 0));
        },
      ),
    );
  });

  it("that is taken down with restore leaves the library as it was", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ before: catalogues, wanted: catalogues, library: libraries }),
        async ({ before, wanted, library }) => {
          const ports = fakePorts(keyed(library));
          const { outs } = await create(ports, inputs(before, "restore"));
          const { outs: updated } = await update(fakePorts(ports.covers), outs, inputs(wanted, "restore"));
          await remove(fakePorts(ports.covers), updated);
          expect(ports.covers).toEqual(keyed(library));
        },
      ),
    );
  });

  it("that is taken down with retain makes no call", async () => {
    const ports = fakePorts(keyed({ [a]: "http://h/1.jpg" }));
    const { outs } = await create(ports, inputs({ [a]: "http://h/2.jpg" }));
    const later = fakePorts(ports.covers);
    await remove(later, outs);
    expect(later.calls).toEqual([]);
    expect(outs.previousCovers).toEqual({});
  });
});

const failuresOf = (count: number): FailureRecord => ({
  code: "X",
  fix: "y",
  example: "z",
  mediaIds: Array.from({ length: count }, (_, index) => mediaIdFor(index)),
});

describe("covers that fail", () => {
  const library = { [a]: "http://h/old.jpg", [b]: "http://h/old.jpg" };
  const wanted = { [a]: "http://h/1.jpg", [b]: "http://h/1.jpg", [c]: "http://h/1.jpg" };

  it("are recorded by their code, the others are set, and the next run sends only the rest", async () => {
    const { outs, id } = await create(refusing(library, [b]), inputs(wanted));
    expect(id).toBe(region);
    expect(outs).toMatchObject({ covers: { [a]: "http://h/1.jpg" }, count: 1, region, onDelete: "retain" });
    expect(outs.failures.map(({ code, mediaIds }) => [code, mediaIds])).toEqual([
      ["InvalidParameter.OutOfRange", [b]],
      ["MediaNotFound", [c]],
    ]);

    const later = fakePorts(keyed({ ...library, [a]: "http://h/1.jpg", [c]: "" }));
    const { outs: repaired } = await update(later, outs, inputs(wanted));
    expect(writesOf(later)).toEqual([`${b} http://h/1.jpg`, `${c} http://h/1.jpg`]);
    expect(repaired).toMatchObject({ covers: wanted, count: 3, failures: [] });
  });

  it("are named up to twenty, then counted", () => {
    const [all, more] = [describeFailures("h", [failuresOf(20)]), describeFailures("h", [failuresOf(1_022)])];
    expect(all.split("\n").slice(20)).toEqual([`  video ${mediaIdFor(19)}: X: y`, "for example: z"]);
    expect(more.split("\n").slice(20)).toEqual([
      `  video ${mediaIdFor(19)}: X: y`,
      "  and 1,002 more",
      "for example: z",
    ]);
  });

  it("make no call any more when they are taken out of the program", async () => {
    const { outs } = await create(refusing(library, [b]), inputs(wanted, "restore"));
    const later = fakePorts();
    const { outs: without } = await update(later, outs, inputs({ [a]: "http://h/1.jpg" }, "restore"));
    expect(later.calls).toEqual([]);
    expect(without).toMatchObject({ count: 1, failures: [], previousCovers: { [a]: "http://h/old.jpg" } });
  });

  it("keep what was there before them, should the call have had effect all the same", async () => {
    const { outs } = await create(refusing(library, [b]), inputs(wanted, "restore"));
    const later = fakePorts(keyed({ ...library, [b]: "http://h/1.jpg", [c]: "" }));
    const { outs: repaired } = await update(later, outs, inputs(wanted, "restore"));
    expect(repaired.previousCovers[b]).toBe("http://h/old.jpg");
  });

  it("are looked at again where the program goes back, as the call may have had effect", async () => {
    const ours = { [b]: "http://h/1.jpg" };
    const { outs } = await create(fakePorts(keyed(library)), inputs(ours));
    const { outs: failed } = await update(refusing(ours, [b]), outs, inputs({ [b]: "http://h/2.jpg" }));
    expect(failed).toMatchObject({ covers: ours, count: 0, failedAt: "2026-01-02T00:00:00.000Z" });
    const later = fakePorts(keyed({ [b]: "http://h/2.jpg" }));
    const { outs: back } = await update(later, failed, inputs(ours));
    expect(writesOf(later)).toEqual([`${b} http://h/1.jpg`]);
    expect(back).toMatchObject({ covers: ours, count: 1, failedAt: "", failures: [] });
  });

  it("are recorded with what was there before, though nothing went well, once a video was looked at", async () => {
    const ports = fakePorts(keyed({ [a]: "http://h/old.jpg" }));
    ports.service.setCover = async () => {
      throw new CallError(noNetwork, `video ${a}`);
    };
    const { outs } = await create(ports, inputs({ [a]: "http://h/1.jpg" }, "restore"));
    expect(outs).toMatchObject({
      covers: {},
      failures: [{ code: "ECONNREFUSED" }],
      previousCovers: { [a]: "http://h/old.jpg" },
    });
    ports.service.findMedia = async () => {
      throw new CallError(noNetwork, `video ${a}`);
    };
    await expect(create(ports, inputs({ [a]: "http://h/1.jpg" }, "restore"))).rejects.toThrow("ECONNREFUSED");
  });

  it("to be put back stay recorded, and are put back by the next run", async () => {
    const ports = fakePorts(keyed(library));
    const ours = { [a]: "http://h/1.jpg", [b]: "http://h/1.jpg" };
    const { outs } = await create(ports, inputs(ours, "restore"));
    const { outs: stuck } = await update(refusing(ours, [b]), outs, inputs({}, "restore"));
    expect(stuck).toMatchObject({ covers: { [b]: "http://h/1.jpg" }, failures: [{ mediaIds: [b] }] });
    const later = fakePorts(keyed({ ...library, [b]: "http://h/1.jpg" }));
    expect((await update(later, stuck, inputs({}, "restore"))).outs).toMatchObject({
      covers: {},
      failures: [],
    });
    expect(later.covers).toEqual(keyed(library));
  });

  it("to be put back by destroy are named; what was put back is not written again", async () => {
    const ours = { [a]: "http://h/1.jpg", [b]: "http://h/1.jpg" };
    const { outs } = await create(fakePorts(keyed(library)), inputs(ours, "restore"));
    const ports = refusing(ours, [b]);
    await expect(remove(ports, outs)).rejects.toThrow(
      new RegExp(
        `^1 of 2 covers could not be put back:\n {2}video ${b}: InvalidParameter\\.OutOfRange: correct the value\n`,
      ),
    );
    const later = fakePorts(ports.covers);
    await remove(later, outs);
    expect(writesOf(later)).toEqual([`${b} http://h/old.jpg`]);
  });
});

describe("a cover that a refresh found to be somebody else's", () => {
  const library = { [a]: "http://h/old.jpg" };
  const ours = { [a]: "http://h/1.jpg" };
  const theirs = { [a]: "http://h/theirs.jpg" };

  async function drifted(): Promise<SetOutputs> {
    const { outs } = await create(fakePorts(keyed(library)), inputs(ours, "restore"));
    return (await read(fakePorts(keyed(theirs)), region, outs)).props;
  }

  it("is left as it is by destroy, and when it is taken out of the set", async () => {
    const ports = fakePorts(keyed(theirs));
    await remove(ports, await drifted());
    const { outs } = await update(ports, await drifted(), inputs({}, "restore"));
    expect([ports.calls, outs.previousCovers]).toEqual([[], {}]);
  });

  it("is ours again once it was mended: then destroy puts back what was there first", async () => {
    const ports = fakePorts(keyed(theirs));
    const { outs } = await update(ports, await drifted(), inputs(ours, "restore"));
    expect(outs).toMatchObject({ drifted: [], previousCovers: library });
    await remove(fakePorts(ports.covers), outs);
    expect(ports.covers).toEqual(keyed(library));
  });
});

describe("a cover that somebody else set after the last refresh", () => {
  it("is left as it is by destroy, and when it is taken out of the set", async () => {
    const theirs = keyed({ [a]: "http://h/theirs.jpg" });
    const { outs } = await create(
      fakePorts(keyed({ [a]: "http://h/old.jpg" })),
      inputs({ [a]: "http://h/1.jpg" }, "restore"),
    );
    const ports = fakePorts(theirs);
    await remove(ports, outs);
    await update(ports, outs, inputs({}, "restore"));
    expect([writesOf(ports), ports.covers]).toEqual([[], theirs]);
  });
});

describe("what was there before", () => {
  const had = "http://h/old.jpg?Expires=1&x=2";

  it("is kept without its signature, and only under restore", async () => {
    const { outs } = await create(
      fakePorts(keyed({ [a]: had })),
      inputs({ [a]: "http://h/1.jpg" }, "restore"),
    );
    expect(outs.previousCovers).toEqual({ [a]: "http://h/old.jpg?x=2" });
    const later = await update(fakePorts(), outs, inputs({ [a]: "http://h/1.jpg" }, "retain"));
    expect(later.outs.previousCovers).toEqual({});
  });

  it("is not known of a cover that was ours before the set became restore", async () => {
    const { outs } = await create(fakePorts(keyed({ [a]: had })), inputs({ [a]: "http://h/1.jpg" }));
    const ports = fakePorts(keyed({ [a]: "http://h/1.jpg" }));
    const later = await update(ports, outs, inputs({ [a]: "http://h/2.jpg" }, "restore"));
    expect(later.outs.previousCovers).toEqual({});
  });

  it("is recorded in the order of the ids, as the covers are", async () => {
    const ports = fakePorts(keyed({ [b]: "http://h/b.jpg", [a]: "http://h/a.jpg" }));
    const { outs } = await create(ports, inputs({ [b]: "http://h/1.jpg", [a]: "http://h/1.jpg" }, "restore"));
    expect([Object.keys(outs.covers), Object.keys(outs.previousCovers)]).toEqual([
      [a, b],
      [a, b],
    ]);
  });
});

describe("a set that is read", () => {
  const recorded: SetOutputs = {
    covers: { [a]: "http://h/1.jpg", [b]: "http://h/1.jpg", [c]: "http://h/1.jpg" },
    count: 3,
    drifted: [],
    failedAt: "",
    failures: [],
    onDelete: "retain",
    previousCovers: {},
    region,
  };

  it("shows drift, drops media that are gone, and takes spelling and a signature for no drift", async () => {
    const ports = fakePorts(keyed({ [a]: "HTTP://h/%31.jpg?Expires=1", [b]: "http://h/other.jpg" }));
    const live = { [a]: "http://h/1.jpg", [b]: "http://h/other.jpg" };
    expect(await read(ports, region, recorded)).toEqual({
      id: region,
      props: { ...recorded, covers: live, count: 2, drifted: [b] },
      inputs: { covers: live, onDelete: "retain", region },
    });
    expect(writesOf(ports)).toEqual([]);
  });

  it("forgets the cover before, and the drift, of a video that is gone", async () => {
    const had = { drifted: [a, b], previousCovers: { [a]: "http://h/a.jpg", [b]: "http://h/b.jpg" } };
    const ports = fakePorts(keyed({ [a]: "http://h/1.jpg" }));
    const { props } = await read(ports, region, { ...recorded, onDelete: "restore", ...had });
    expect(props).toMatchObject({ drifted: [a], previousCovers: { [a]: "http://h/a.jpg" } });
    expect(Object.keys(props.previousCovers)).toEqual([a]);
  });

  it("keeps what is recorded of covers that could not be read, and tells of them", async () => {
    const ports = fakePorts(keyed({ [a]: "http://h/other.jpg", [c]: "http://h/1.jpg" }));
    const { findMedia } = ports.service;
    ports.service.findMedia = async (where, mediaId) => {
      if (mediaId === b) throw new Error("no answer");
      return findMedia(where, mediaId);
    };
    const { props } = await read(ports, region, {
      ...recorded,
      failures: [{ code: "X", fix: "", example: "", mediaIds: [b, a] }],
    });
    expect(props.covers).toEqual({ ...recorded.covers, [a]: "http://h/other.jpg" });
    expect(props.failures).toEqual([{ code: "X", fix: "", example: "", mediaIds: [b] }]);
    expect(ports.warnings).toEqual([
      expect.stringMatching(
        new RegExp(
          `^1 of 3 covers could not be read, and stay recorded as they were:\n {2}video ${b}: Error: see the example below\nfor example: no answer$`,
        ),
      ),
    ]);
  });

  it("fails when not one cover could be read, whatever the reasons", async () => {
    const ports = fakePorts();
    ports.service.findMedia = () => Promise.reject(new Error("no answer"));
    await expect(read(ports, region, recorded)).rejects.toThrow(/^3 of 3 covers could not be read/);
    expect(ports.warnings).toEqual([]);
  });

  it("reads covers that failed as well, so that the next preview shows what they are", async () => {
    const failures = [{ code: "X", fix: "", example: "", mediaIds: [a] }];
    const ports = fakePorts(keyed({ [a]: "http://h/live.jpg" }));
    const { props, inputs: live } = await read(ports, region, { ...recorded, covers: {}, failures });
    expect([props.failures, live.covers]).toEqual([[], { [a]: "http://h/live.jpg" }]);
  });

  it("makes no call for a set of nothing", async () => {
    const ports = fakePorts();
    await read(ports, region, { ...recorded, covers: {}, count: 0 });
    expect(ports.calls).toEqual([]);
  });

  it("is refused in a get, which has nothing recorded", async () => {
    await expect(read(fakePorts(), region, {})).rejects.toThrow(
      "a MediaCoverSet cannot be looked up by an id",
    );
  });
});
