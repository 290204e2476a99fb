import { describe, expect, it } from "vitest";
import { dynamicDiff } from "../../../provider/dynamic/methods";

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
