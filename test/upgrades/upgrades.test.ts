import { globSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { version } from "../../provider/mps/version";
import { parseCheckpoint } from "../engine/harness/checkpoint";
import { errorsOf, type Project, stepsOf } from "../support/project";
import {
  accountsOf,
  beforeOf,
  changed,
  declared,
  openRecordedStack,
  recorded,
  recordedFor,
  urlOf,
} from "./stack";
import { mediaIdFor } from "../support/mediaIds";

const folder = resolve(import.meta.dirname, "../fixtures/states");
const versions = globSync("*.json", { cwd: folder })
  .map((file) => basename(file, ".json"))
  .toSorted();
const withoutFailing = (names: readonly string[]): string[] =>
  names.filter((step) => !step.includes("failing")).toSorted();

const same = ["same elsewhere", "same library", "same restored", "same single"];

/** The stack as a released version left it, on a service that has the covers of that time. */
async function openAt(release: string): Promise<Project> {
  const project = await openRecordedStack((index) => (index === 7 ? beforeOf(7) : urlOf(index)));
  const text = recordedFor(readFileSync(join(folder, `${release}.json`), "utf8"), project);
  await project.stack.loadCheckpoint(parseCheckpoint(JSON.parse(text)));
  project.declare(declared, accountsOf(project));
  return project;
}

it("this version records what test/fixtures/states holds of it: a change there is one in users' states", async () => {
  const project = await openRecordedStack(beforeOf);
  const { stack, emulator, declare } = project;
  emulator.faults.add({
    action: "UpdateMediaCover",
    mediaId: mediaIdFor(7),
    fault: { kind: "error", code: "InvalidParameter.OutOfRange", status: 400 },
    times: Infinity,
  });
  // A set that fails ends the program, so the others come first.
  const { failing, ...others } = declared;
  declare(others, accountsOf(project));
  expect(errorsOf(await stack.up())).toBe("");
  declare({ ...others, ...(failing && { failing }) }, accountsOf(project));
  expect(errorsOf(await stack.up())).toContain("1 failed, 1 are set");
  await expect(recorded(await stack.checkpoint(), project)).toMatchFileSnapshot(
    join(folder, `${version}.json`),
  );
});

describe.each(versions)("the state that %s recorded", (release) => {
  it("makes no difference, and no call, but for what had failed", async () => {
    const project = await openAt(release);
    const up = await project.stack.up();
    expect(errorsOf(up)).toBe("");
    expect(withoutFailing(stepsOf(up))).toEqual(same);
    const asked = project.emulator.requests.entries.map(({ parameters }) => JSON.stringify(parameters));
    expect(asked.filter((parameters) => !parameters.includes(mediaIdFor(7)))).toEqual([]);
  });

  it("is read, and then is as before", async () => {
    const { stack } = await openAt(release);
    const refreshed = await stack.refresh();
    expect([refreshed.succeeded, errorsOf(refreshed)]).toEqual([true, ""]);
    expect(withoutFailing(stepsOf(await stack.up()))).toEqual(same);
  });

  it("is updated", async () => {
    const project = await openAt(release);
    project.declare(changed, accountsOf(project));
    const up = await project.stack.up();
    expect([errorsOf(up), stepsOf(up).toSorted()]).toEqual([
      "",
      [
        "update elsewhere [coverUrl]",
        "update failing [covers]",
        "update library [covers]",
        "update restored [coverUrl]",
        "update single [coverUrl]",
      ],
    ]);
    const covers = [1, 2, 3, 4, 5, 6, 7].map((index) => project.emulator.media.get(mediaIdFor(index))?.cover);
    expect(covers).toEqual([11, 12, 13, 14, 15, 16, 17].map(urlOf));
  });

  it("is destroyed", async () => {
    const { stack, emulator } = await openAt(release);
    const destroyed = await stack.destroy();
    expect([destroyed.succeeded, errorsOf(destroyed)]).toEqual([true, ""]);
    expect((await stack.checkpoint()).resources).toEqual([]);
    expect(emulator.media.get(mediaIdFor(1))?.cover).toBe(urlOf(1));
  });
});

it("what had failed in the first release is tried again", async () => {
  const { stack, emulator } = await openAt("0.1.0");
  await stack.up();
  expect(emulator.media.get(mediaIdFor(7))?.cover).toBe(urlOf(7));
});

it("what was there before is put back from the state of the first release", async () => {
  const { stack, emulator } = await openAt("0.1.0");
  await stack.destroy();
  expect([2, 4, 5].map((index) => emulator.media.get(mediaIdFor(index))?.cover)).toEqual(
    [2, 4, 5].map(beforeOf),
  );
});
