import { describe, expect, it } from "vitest";
import { dynamicDiff, dynamicMethods } from "../../../provider/dynamic/methods";
import { createHost } from "../../../provider/host/host";
import { systemChance, systemClock } from "../../../provider/host/system";

const update = { path: ["coverUrl"], kind: "update", onChange: "update" } as const;
const replace = { path: ["region"], kind: "update", onChange: "replace" } as const;
const retry = { path: ["covers", "6cc3"], kind: "update", onChange: "update", isRetry: true } as const;

describe("what the SDK's process is told of a diff", () => {
  it("is no change where nothing changed", () => {
    expect(dynamicDiff({ changed: [] })).toEqual({ changes: false });
  });

  it("leaves the engine to find what is updated, so that replaceOnChanges works", () => {
    expect(dynamicDiff({ changed: [update] })).toEqual({ replaces: [], deleteBeforeReplace: true });
  });

  it("names the arguments whose change replaces the resource", () => {
    expect(dynamicDiff({ changed: [replace, update] })).toEqual({
      replaces: ["region"],
      deleteBeforeReplace: true,
    });
  });

  it("says that there are changes where the arguments do not show them", () => {
    expect(dynamicDiff({ changed: [retry] })).toMatchObject({ changes: true, replaces: [] });
  });
});

it("a check names no property to the engine, which would print its whole value", async () => {
  const log = { warn: () => {}, info: () => {}, status: () => {}, heard: async () => {} };
  const ports = { clock: systemClock, chance: systemChance, isOnTerminal: () => false, environment: {} };
  const host = createHost({ ...ports, log });
  const { check } = dynamicMethods(host, host.mediaCover);
  const { failures } = await check({}, { mediaId: 5, coverUrl: "http://h/a?Signature=hush", coverURL: "x" });
  expect(failures).toEqual([
    { property: "", reason: expect.stringMatching(/^mediaId must be/) },
    {
      property: "",
      reason: expect.stringMatching(/^coverUrl must have no \?query.*got "http:\/\/h\/a\?\*\*\*"/),
    },
    { property: "", reason: expect.stringMatching(/^region is not set/) },
    { property: "", reason: expect.stringMatching(/^coverURL is not an argument of MediaCover/) },
  ]);
});
