import { describe, expect, it } from "vitest";
import { readPreview } from "../../../../cli/report/readPreview";
import { readStack } from "../../../../cli/report/readStack";
import { changeLine, recorded } from "../../../support/reports";
import { mediaIdFor } from "../../../support/mediaIds";

const source = (text: string) => ({ text, name: "p.json", command: "pulumi preview --json" });
const preview = (steps: unknown[]) => readPreview(source(JSON.stringify({ steps })));
const urn = (name: string, type: string): string =>
  `urn:pulumi:dev::p::pulumi-nodejs:dynamic/mediacover:${type}::${name}`;
const resource = (name: string, type: string, properties: object) => ({
  urn: urn(name, type),
  type: `pulumi-nodejs:dynamic/mediacover:${type}`,
  ...properties,
});

const cover = (coverUrl: string, more: object = {}) => {
  const properties = { mediaId: mediaIdFor(1), coverUrl, region: "r", onDelete: "restore", ...more };
  return resource("a", "MediaCover", { inputs: properties, outputs: properties });
};
const step = (oldState: object, newState: object) =>
  preview([{ op: "update", urn: urn("a", "MediaCover"), oldState, newState }]).changes[0];

describe("a preview", () => {
  it("tells media by media what happens to covers, of resources and of sets", () => {
    const { changes, errors } = readPreview(recorded("preview-changes"));
    expect(errors).toEqual([]);
    expect(changes.map(changeLine)).toEqual([
      'unchanged archive 14 "": 14.jpg -> 14.jpg',
      'removed archive 15 "": 15.jpg -> 15.jpg',
      'new archive 17 "": undefined -> 17.jpg',
      'new fresh 9 "": undefined -> fresh.jpg',
      'removed gone 6 "Episode 6": gone.jpg -> gone.jpg',
      'drifted greeting 3 "مرحبا بالعالم": http://elsewhere.example/console.jpg -> greeting.jpg',
      'changed hidden 7 "Episode 7": secret -> secret',
      'restored interview 4 "Interview": interview.jpg -> old/4.jpg',
      'drifted library 10 "": http://elsewhere.example/snapshot.jpg -> 10.jpg',
      'restored library 11 "": 11.jpg -> none',
      'changed library 12 "": 12.jpg -> 12-b.jpg',
      'unchanged library 13 "": 13.jpg -> 13.jpg',
      'new library 16 "": undefined -> 16.jpg',
      'removed moved 5 "Episode 5": moved.jpg -> moved.jpg',
      'new moved 8 "": undefined -> moved.jpg',
      'unchanged renamed 2 "Keynote <b>2026</b>": keynote.jpg -> keynote.jpg',
      'changed trailer 1 "Trailer": trailer.jpg -> trailer-2.jpg',
    ]);
  });

  it("tells of covers that failed in the last run, with the reason", () => {
    const { changes, remarks } = readPreview(recorded("preview-failed"));
    const failed = changes.filter(({ kind }) => kind === "failed");
    expect(failed.map(changeLine)).toEqual(['failed library 13 "": old/13.jpg -> 13.jpg']);
    expect(failed[0]?.note).toBe("Failed in the last run: InvalidParameter; correct the value.");
    expect(remarks).toEqual([
      "8 unchanged resources are not listed in the preview; pulumi preview --json --show-sames lists them.",
    ]);
  });

  it("says that nothing changes, and that it has an error", () => {
    expect(readPreview(recorded("preview-unchanged"))).toMatchObject({
      changes: [],
      nothing: "no cover changes",
    });
    const { nothing, errors } = readPreview(recorded("preview-error"));
    expect(nothing).toBe("the preview has an error");
    expect(errors).toEqual([expect.stringContaining("must be 32 characters of 0-9 and a-f")]);
  });

  it("takes what only pulumi up will know for that, and leaves out what the program does not manage", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const inputs = { mediaId: unknown, coverUrl: unknown, region: "cn-hangzhou", onDelete: "retain" };
    const { changes, remarks } = preview([
      { op: "create", urn: urn("a", "MediaCover"), newState: resource("a", "MediaCover", { inputs }) },
      {
        op: "create",
        urn: urn("s", "MediaCoverSet"),
        newState: resource("s", "MediaCoverSet", { inputs: { ...inputs, covers: unknown } }),
      },
      {
        op: "read",
        urn: urn("r", "MediaCover"),
        newState: resource("r", "MediaCover", { external: true, inputs }),
      },
      {
        op: "create",
        urn: "urn:x::y::aws:s3/bucket:Bucket::b",
        newState: { urn: "b", type: "aws:s3/bucket:Bucket" },
      },
    ]);
    expect(changes).toMatchObject([{ kind: "new", media: "(the video of a)", after: "unknown" }]);
    expect(remarks).toEqual(["The covers of s are secret, or not known before pulumi up."]);
  });

  it("of a refresh by itself tells of drift, and tells nothing of a URL in another spelling", () => {
    expect(
      step(cover("http://c.example/a.jpg"), cover("http://c.example/x.jpg", { drifted: true })),
    ).toMatchObject({
      kind: "drifted",
      before: { url: "http://c.example/x.jpg" },
      after: { url: "http://c.example/a.jpg" },
    });
    expect(step(cover("http://c.example/a.jpg"), cover("http://C.example:80/%61.jpg"))?.kind).toBe(
      "unchanged",
    );
  });
});

const released = (oldState: object) =>
  preview([{ op: "delete", urn: urn("a", "MediaCover"), oldState }]).changes[0];

describe("a cover that is let go of", () => {
  const before = { previousCoverUrl: "http://c.example/before.jpg" };

  it("is restored, unless the resource is only forgotten", () => {
    const old = cover("http://c.example/a.jpg", before);
    expect(released(old)).toMatchObject({ kind: "restored", after: { url: before.previousCoverUrl } });
    expect(released({ ...old, retainOnDelete: true })?.kind).toBe("removed");
  });

  it("by a set that stays is restored or not as the set says now", () => {
    const covers = { [mediaIdFor(1)]: "http://c.example/a.jpg" };
    const outputs = {
      covers,
      region: "r",
      previousCovers: { [mediaIdFor(1)]: "http://c.example/before.jpg" },
    };
    const kindOf = (was: string, becomes: string): string | undefined =>
      preview([
        {
          op: "update",
          urn: urn("s", "MediaCoverSet"),
          oldState: resource("s", "MediaCoverSet", { outputs: { ...outputs, onDelete: was } }),
          newState: resource("s", "MediaCoverSet", {
            inputs: { covers: {}, region: "r", onDelete: becomes },
          }),
        },
      ]).changes[0]?.kind;
    expect([kindOf("restore", "restore"), kindOf("restore", "retain"), kindOf("retain", "restore")]).toEqual([
      "restored",
      "removed",
      "restored",
    ]);
  });
});

describe("a secret cover", () => {
  it("of a set that changes is changed only where the engine says so", () => {
    const covers = { [mediaIdFor(1)]: "[secret]", [mediaIdFor(2)]: "[secret]" };
    const properties = { covers, region: "r", onDelete: "retain" };
    const { changes } = preview([
      {
        op: "update",
        urn: urn("s", "MediaCoverSet"),
        oldState: resource("s", "MediaCoverSet", { outputs: properties }),
        newState: resource("s", "MediaCoverSet", { inputs: properties }),
        detailedDiff: { [`covers.${mediaIdFor(2)}`]: { kind: "update", inputDiff: true } },
      },
    ]);
    expect(changes.map(({ media, kind }) => [media, kind])).toEqual([
      [mediaIdFor(1), "unchanged"],
      [mediaIdFor(2), "changed"],
    ]);
  });
});

describe("an error of a preview", () => {
  it("is told without colours and without where in the SDK it was thrown", () => {
    const message =
      "error: Running program failed:\n\u001b[31mno cover\u001b[39m\n    at f (/home/me/x.js:1:2)\n    at g";
    const text = JSON.stringify({ diagnostics: [{ severity: "error", message }] });
    expect(readPreview(source(text)).errors).toEqual(["error: Running program failed:\nno cover"]);
  });
});

const lines = (name: string): string[] =>
  readStack(recorded(name))
    .changes.filter(({ kind }) => kind !== "recorded")
    .map(changeLine);

describe("a stack's state", () => {
  it("tells of failed and drifted covers, and of the others as they are recorded", () => {
    expect(lines("stack-failed")).toEqual(['failed library 13 "": undefined -> old/13.jpg']);
    expect(lines("stack-drifted")).toEqual([
      'drifted greeting 3 "مرحبا بالعالم": undefined -> http://elsewhere.example/console.jpg',
      'drifted library 10 "": undefined -> http://elsewhere.example/snapshot.jpg',
    ]);
  });

  it("shows nothing of a secret, nor of its ciphertext", () => {
    const { changes } = readStack(recorded("stack-failed"));
    expect(changes.find(({ owner }) => owner === "hidden")?.after).toBe("secret");
    expect(JSON.stringify(changes)).not.toContain("v1:");
  });
});

describe("lines around the JSON of a preview", () => {
  const plainPreview = recorded("preview-changes");
  const plain = readPreview(plainPreview);

  it.each([
    ["npm's banner", "\n> covers@1.0.0 preview\n> pulumi preview --json\n\n", ""],
    ["a notice in braces", "{notice} a new version of Pulumi is there\n", ""],
    ["a notice after it", "", "\nwarning: A new version of Pulumi is available. {To upgrade}\n"],
    ["an event before and lines of Windows", '{"event": 1}\r\n', "\r\nbye\r\n"],
  ])("are passed over: %s", (_what, before, after) => {
    expect(readPreview({ ...plainPreview, text: `${before}${plainPreview.text}${after}` })).toEqual(plain);
  });
});

it("what Pulumi printed is found on one line, too, as jq -c writes it", () => {
  const { changes } = readPreview(recorded("preview-changes"));
  const line = JSON.stringify(JSON.parse(recorded("preview-changes").text));
  expect(readPreview(source(`Loading .env\n{"level":"info"}\n${line}\ndone`)).changes).toEqual(changes);
});

it("the covers of the packaged provider are the same in a report", () => {
  const { text } = recorded("preview-changes");
  const packaged = text.replaceAll("pulumi-nodejs:dynamic/mediacover:", "mediacover:index:");
  expect(packaged).not.toBe(text);
  expect(readPreview(source(packaged))).toEqual(readPreview(source(text)));
});

describe("what is no such file is refused with the reason and the fix", () => {
  it.each([
    ["", /^p.json is empty; run pulumi preview --json > FILE again$/],
    [recorded("preview-changes").text.slice(0, 5_000), /^p.json is not JSON, or cut off \(.*; run pulumi/],
    ['{"a":1}\n{"b":2}', /^p.json holds one event a line, not one JSON text/],
    ["<html>", /^p.json is not JSON/],
    [
      'npm warn something\n{"steps": [',
      /^p.json is not JSON, or cut off: line 1 is in the way, "npm warn something"/,
    ],
    ["{}", /has none of steps, changeSummary and diagnostics; is it of another command, or another version/],
    ['{"steps":[{"op":1,"urn":"u"}]}', /steps.0.op: .*expected string/],
    ["[]", /is not what pulumi preview --json prints/],
    [recorded("stack-failed").text, /^p.json is the state of a stack; give it with --stack$/],
  ])("as a preview: %#", (text, message) => {
    expect(() => readPreview(source(text))).toThrow(message);
  });

  it.each([
    [recorded("preview-failed").text, /^p.json is a preview; give it with --preview$/],
    ['{"version":5,"deployment":{}}', /version: must be 3 or 4/],
  ])("as a state: %#", (text, message) => {
    expect(() => readStack(source(text))).toThrow(message);
  });
});
