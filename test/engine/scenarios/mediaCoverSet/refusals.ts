import { expect } from "vitest";
import { errorsOf, messagesOf, newCalls, output, stepsOf, workingKeys } from "../../../support/project";
import type { Scenario } from "../scenario";
import { coverOf, coversOf, liveCovers, occurrences, openLibrary, upTo } from "./library";
import { mediaIdFor } from "../../../support/mediaIds";

/** What is refused before anything is done. */
export const refusalScenarios: readonly Scenario[] = [
  {
    name: "every bad entry is refused in the preview, by its media, all at once",
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 2);
      declare({
        library: {
          covers: {
            ...coversOf([1, 2]),
            "not-an-id": coverOf(3),
            [mediaIdFor(4)]: "https://c.example/4.jpg",
            [mediaIdFor(5)]: 5,
            [`cn-hangzhou/${mediaIdFor(6)}`]: coverOf(6),
          },
          onDelete: "x",
        },
      });
      const refused = await stack.preview();
      expect(refused.succeeded).toBe(false);
      const errors = errorsOf(refused);
      for (const part of [
        'covers["not-an-id"] has a key that must be 32 characters of 0-9 and a-f',
        `covers["${mediaIdFor(4)}"] must be an http: URL, as the service does not take https:`,
        'write "http://c.example/4.jpg"',
        `covers["${mediaIdFor(5)}"] must be a string: the http: URL of the picture; got 5`,
        `covers["cn-hangzhou/${mediaIdFor(6)}"] has a key that must be the media id alone; write "${mediaIdFor(6)}": the region is an argument of the set`,
        'must be "retain" or "restore"; got "x"',
      ]) {
        expect(errors).toContain(part);
      }
      expect(errors).not.toContain(mediaIdFor(1));
      expect(newCalls(emulator)).toEqual({});
    },
  },
  {
    name: "of thirty bad entries twenty are told in full, and the number of the others",
    async run({ open }) {
      const { stack, declare } = await openLibrary(open, 0);
      const bad = upTo(30).map((index) => [mediaIdFor(index), `https://c.example/${index}.jpg`]);
      declare({ library: { covers: Object.fromEntries(bad) } });
      const errors = errorsOf(await stack.preview());
      expect(occurrences(errors, 'write "http://c.example/')).toBe(20);
      expect(errors).toContain('write "http://c.example/20.jpg"');
      expect(errors).toContain("covers has 10 more problems like these");
    },
  },
  {
    name: "covers that are missing, or not an object, are refused with what to write instead",
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 1);
      declare({ library: { isSet: true } });
      expect(errorsOf(await stack.preview())).toContain(
        'is required; give the covers by media id, { "<mediaId>": "http://…" }, or {} for none',
      );
      for (const covers of [[coverOf(1)], "covers.json", 7]) {
        declare({ library: { covers } });
        expect(errorsOf(await stack.preview())).toContain(
          "must be an object: the URL of each cover by its media id",
        );
      }
      expect(newCalls(emulator)).toEqual({});
    },
  },
  {
    name: "a video that two resources hold is refused, naming both: a cover and a set, or two sets, also when the covers come late",
    isRace: true,
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 3);
      const held = `${mediaIdFor(2)} is managed by two resources of this program, "one" and "two"`;
      const two = { covers: coversOf([2, 3]), region: "cn-hangzhou" };
      declare({ one: { mediaId: mediaIdFor(2), coverUrl: coverOf(2) }, two });
      const coverAndSet = await stack.preview();
      declare({ one: { covers: coversOf([1, 2]) }, two });
      const twoSets = await stack.preview();
      expect([coverAndSet, twoSets].map(({ succeeded }) => succeeded)).toEqual([false, false]);
      expect([coverAndSet, twoSets].map(errorsOf)).toEqual([
        expect.stringContaining(held),
        expect.stringContaining(held),
      ]);
      expect(newCalls(emulator)).toEqual({});

      declare({ one: { covers: coversOf([1, 2]) }, two: { covers: output(coversOf([2, 3])) } });
      const late = await stack.up();
      expect([late.succeeded, errorsOf(late)]).toEqual([false, expect.stringContaining(held)]);
      expect(emulator.media.get(mediaIdFor(3))?.cover).toBeUndefined();
    },
  },
  {
    name: "the same video in another region is another one",
    async run({ open }) {
      const seed = ["cn-hangzhou", "cn-beijing"].map((region) => ({ mediaId: mediaIdFor(1), region }));
      const project = await openLibrary(open, 1, { emulator: { seed } });
      const { stack, emulator, declare } = project;
      declare({
        here: { covers: coversOf([1]) },
        there: { covers: coversOf([1], "second"), region: "cn-beijing" },
      });
      expect(errorsOf(await stack.up())).toBe("");
      expect(liveCovers(project, [1])).toEqual([coverOf(1)]);
      expect(emulator.media.get(mediaIdFor(1), "cn-beijing")?.cover).toBe(coverOf(1, "second"));
    },
  },
  {
    name: "the options import and id, which a set cannot have, get an error that says what to do",
    async run({ open }) {
      const { stack, declare } = await openLibrary(open, 1);
      for (const opts of [{ import: "cn-hangzhou" }, { id: "cn-hangzhou" }]) {
        declare({ library: { covers: coversOf([1]), opts } });
        const refused = await stack.preview();
        expect(refused.succeeded).toBe(false);
        expect(errorsOf(refused)).toContain(
          'MediaCoverSet "library": a set cannot be imported or looked up by an id; leave out the option',
        );
      }
    },
  },
  {
    name: "a maxQps that is no pace is refused in the preview, naming it",
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 1);
      declare({ library: { covers: coversOf([1]) } });
      for (const maxQps of ["0", "-1", "abc"]) {
        await stack.setConfig("mediacover:maxQps", maxQps);
        const refused = await stack.preview();
        expect(refused.succeeded).toBe(false);
        expect(errorsOf(refused)).toContain(
          `mediacover:maxQps must be a number of calls a second, 0.1 or more; got "${maxQps}"`,
        );
      }
      expect(newCalls(emulator)).toEqual({});
    },
  },
  {
    name: "a maxQps above what accounts may do is a warning that names the limit, once",
    async run({ open }) {
      const { stack, declare } = await openLibrary(open, 2, {
        config: { ...workingKeys, "mediacover:maxQps": "150" },
      });
      declare({ library: { covers: coversOf([1]) }, others: { covers: coversOf([2]) } });
      const created = await stack.up();
      expect([errorsOf(created), stepsOf(created).toSorted()]).toEqual([
        "",
        ["create library", "create others"],
      ]);
      expect(messagesOf(created, "warning")).toBe(
        "mediacover:maxQps is 150, where an account may make 100 calls of a kind a second, unless its limit was raised",
      );
    },
  },
];
