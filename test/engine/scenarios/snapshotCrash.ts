import { expect } from "vitest";
import { lookAt } from "../../contract/emulator/support/snapshotJobs";
import { isLong } from "../../support/long";
import { mediaIdFor } from "../../support/mediaIds";
import { type DeclaredCover, errorsOf, newCalls, openProject, stepsOf } from "../../support/project";
import { type Point, unheard, upUntil } from "./crash";
import type { OpenStack } from "../harness/stack";
import type { Scenario } from "./scenario";

/** A provider's process that is killed at each point from the look at the video to the end of its snapshot's job. */

const bucketUrl = "http://covers.oss-cn-hangzhou.aliyuncs.com/";
const videoOf = (title: string, index: number) => ({
  mediaId: mediaIdFor(index),
  title,
  fileUrl: `http://videos.oss-cn-hangzhou.aliyuncs.com/${index}.mp4`,
  durationSeconds: 20,
});
const [trailer, keynote] = [videoOf("Trailer", 1), videoOf("Keynote", 2)];

/** A frame of a video, and its cover. */
const frame = ({ mediaId }: typeof keynote, time: number): DeclaredCover => ({
  mediaId,
  time,
  bucket: "covers",
  coverOf: mediaId,
});

/** A point, and whether it is one of a job: the service takes the picture after the call. */
interface SnapshotPoint extends Point {
  isOfJob?: true;
  isShort?: true;
}
const hang = { kind: "hang" } as const;
const points: readonly SnapshotPoint[] = [
  { name: "before it has looked at the video", action: "QueryMediaList", fault: hang },
  { name: "before its submission has arrived", action: "SubmitSnapshotJob", fault: hang },
  {
    name: "after the picture is taken, before it heard so",
    action: "SubmitSnapshotJob",
    fault: unheard,
    isShort: true,
  },
  {
    name: "while its job is worked on",
    action: "QuerySnapshotJobList",
    fault: hang,
    isOfJob: true,
    isShort: true,
  },
  {
    name: "after its job was asked for, before it heard the answer",
    action: "QuerySnapshotJobList",
    fault: unheard,
    isOfJob: true,
  },
];

export const snapshotCrashScenarios: readonly Scenario[] = points
  .filter(({ isShort }) => isLong || isShort)
  .flatMap((point) =>
    (["creating", "updating"] as const)
      .filter((step) => isLong || step === "creating")
      .map((step) => ({
        name: `a snapshot whose provider is killed ${point.name}, ${step} it: the same up takes that picture and no other, and the next one has nothing to do`,
        needsProcesses: true as const,
        run: ({ open }: { open: OpenStack }) => crash(point, step, open),
      })),
  );

async function crash(point: SnapshotPoint, step: "creating" | "updating", open: OpenStack): Promise<void> {
  const project = await openProject(open, { emulator: { seed: [trailer, keynote] } });
  const { stack, emulator, declare } = project;
  const recorded = { trailer: frame(trailer, 3) };
  declare(step === "creating" ? recorded : { ...recorded, keynote: frame(keynote, 5) });
  expect(errorsOf(await stack.up())).toBe("");

  newCalls(emulator);
  declare({ ...recorded, keynote: frame(keynote, 7) });
  const tooLong = { kind: "error", code: "SnapshotTimeOut" } as const;
  if (point.isOfJob) emulator.faults.add({ action: "SubmitSnapshotJob", fault: tooLong });
  await upUntil(point, project);

  newCalls(emulator);
  const again = await stack.up();
  expect(errorsOf(again)).toBe("");
  expect(newCalls(emulator)).toMatchObject({ SubmitSnapshotJob: 1, UpdateMediaCover: 1 });
  const cover = emulator.media.get(keynote.mediaId)?.cover ?? "";
  expect(cover).toBe(again.outputs["keynote"]);
  expect(await lookAt(emulator, cover.replace(bucketUrl, ""))).toBe("640 x 360: Keynote 00:00:07.000");

  const quiet = await stack.up();
  expect([errorsOf(quiet), newCalls(emulator)]).toEqual(["", {}]);
  expect(stepsOf(quiet).filter((each) => !each.startsWith("same "))).toEqual([]);
}
