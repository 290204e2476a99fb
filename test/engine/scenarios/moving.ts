import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { root } from "../../support/lockFile";
import { mediaIdFor } from "../../support/mediaIds";
import { errorsOf, newCalls, openProject, recordedOutputs } from "../../support/project";
import type { Scenario } from "./scenario";

const [dynamic, packaged] = ['"pulumi-mediacover"', '"pulumi-mediacover/plugin"'];
const coverOf = (name: string): string => `http://c.example.com/${name}.jpg`;

const covers = (url: string) => ({
  trailer: { mediaId: mediaIdFor(1), coverUrl: url, onDelete: "restore" },
  library: { covers: { [mediaIdFor(2)]: url, [mediaIdFor(3)]: url } },
});

export const movingScenarios: readonly Scenario[] = [
  {
    name: "a stack moves from the dynamic provider to the packaged one and back by its import alone: no call sets a cover",
    isDynamicOnly: true,
    async run({ open }) {
      const seed = [1, 2, 3].map((index) => ({ mediaId: mediaIdFor(index), cover: coverOf("before") }));
      const { stack, emulator, declare, programDir } = await openProject(open, {
        emulator: { seed },
        stack: { plugins: { mediacover: root } },
      });
      const change = (from: string, to: string): void => {
        const program = join(programDir, "index.js");
        const text = readFileSync(program, "utf8");
        expect(text).toContain(`|| ${from})`);
        writeFileSync(program, text.replace(`|| ${from})`, `|| ${to})`));
      };
      declare(covers(coverOf("first")));
      expect(errorsOf(await stack.up())).toBe("");

      for (const [from, to] of [
        [dynamic, packaged],
        [packaged, dynamic],
      ] as const) {
        change(from, to);
        newCalls(emulator);
        const preview = await stack.preview();
        expect([errorsOf(preview), Object.keys(preview.changes)]).toEqual(["", ["same"]]);
        const up = await stack.up();
        expect([errorsOf(up), Object.keys(up.changes)]).toEqual(["", ["same"]]);
        expect(newCalls(emulator)["UpdateMediaCover"]).toBeUndefined();
        expect(await recordedOutputs(stack, "trailer")).toMatchObject({
          previousCoverUrl: coverOf("before"),
        });
      }

      change(dynamic, packaged);
      declare(covers(coverOf("second")));
      expect((await stack.up()).changes).toMatchObject({ update: 2 });
      change(packaged, dynamic);
      expect((await stack.destroy()).succeeded).toBe(true);
      expect([1, 2, 3].map((index) => emulator.media.get(mediaIdFor(index))?.cover)).toEqual(
        ["before", "second", "second"].map(coverOf),
      );
    },
  },
];
