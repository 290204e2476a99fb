import { cpSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { runProcess, type RunningProcess } from "../support/childProcess";
import { errorsOf, newCalls, type Project, recordedOutputs } from "../support/project";
import { openManaged } from "../engine/scenarios/crash";
import { coverOf, coversOf, liveCovers, upTo } from "../engine/scenarios/mediaCoverSet/library";
import type { StackOptions } from "../engine/harness/stack";
import { type CliOnlyStack, cliStackOpener } from "./cliStack";
import { findCliFor } from "./findCli";
import { mediaIdFor } from "../support/mediaIds";

const interruptions = ["killed", "Ctrl-C once", "Ctrl-C twice", "disk full"];
const cli = await findCliFor(interruptions);
const path = cli.found ? cli.path : "";

const media = upTo(4);

/** A stack with a set of four covers, each run of whose CLI is known; put back by destroy. */
async function openInterrupted(): Promise<{ project: Project; stack: CliOnlyStack; runs: RunningProcess[] }> {
  const runs: RunningProcess[] = [];
  const opened: CliOnlyStack[] = [];
  const openCli = cliStackOpener(path, { onCliStarted: (run) => runs.push(run) });
  const open = async (options: StackOptions): Promise<CliOnlyStack> => {
    const stack = await openCli(options);
    opened.push(stack);
    return stack;
  };
  const project = await openManaged(open, media.length);
  const [stack] = opened;
  if (stack === undefined) throw new Error("no stack was opened");
  return { project, stack, runs };
}

/** Sets the covers of the set to a version. */
const declareVersion = ({ declare }: Project, version: string): void =>
  declare({ library: { covers: coversOf(media, version), onDelete: "restore" } });

/** Begins an update in which the last cover's write takes long, and waits until it is under way. */
async function beginUpdate(
  { project, stack }: { project: Project; stack: CliOnlyStack },
  writeMs: number,
): Promise<{ up: ReturnType<CliOnlyStack["up"]>; pids: number[] }> {
  const { emulator } = project;
  declareVersion(project, "first");
  expect(errorsOf(await stack.up())).toBe("");
  const write = { action: "UpdateMediaCover", mediaId: mediaIdFor(4) };
  emulator.faults.add({ ...write, fault: { kind: "latency", latencyMs: writeMs }, times: Infinity });
  declareVersion(project, "second");
  const pids: number[] = [];
  const up = stack.up({ onProviderStarted: (pid) => pids.push(pid) });
  await vi.waitFor(() => expect(liveCovers(project, [4])).toEqual([coverOf(4, "second")]), {
    timeout: 60_000,
  });
  return { up, pids };
}

/** The same command again ends it; the one after that has nothing to do; and destroy puts back what was there first. */
async function expectToEnd(project: Project): Promise<void> {
  const { stack, emulator } = project;
  emulator.faults.clear();
  const again = await stack.up();
  expect([again.succeeded, errorsOf(again)]).toEqual([true, ""]);
  expect(liveCovers(project, media)).toEqual(media.map((index) => coverOf(index, "second")));
  expect(await recordedOutputs(stack, "library")).toMatchObject({
    covers: coversOf(media, "second"),
    failures: [],
  });
  newCalls(emulator);
  expect(errorsOf(await stack.up())).toBe("");
  expect(newCalls(emulator)).toEqual({});
  expect(errorsOf(await stack.destroy())).toBe("");
  expect(liveCovers(project, media)).toEqual(media.map((index) => coverOf(index, "before")));
}

describe.skipIf(!cli.found)("a crash on the real CLI", () => {
  it("loses nothing when the CLI itself is killed: pulumi cancel, which it asks for, and the same up again", async () => {
    const opened = await openInterrupted();
    const { up } = await beginUpdate(opened, 600_000);
    const run = opened.runs.at(-1);
    const others = await descendantsOf(run?.pid);
    run?.child.kill("SIGKILL");
    // They outlive the CLI: the provider waits for an answer, the language host for its program.
    for (const pid of others.filter(isRunning)) process.kill(pid, "SIGKILL");
    expect([others.length > 1, (await up).succeeded]).toEqual([true, false]);

    const locked = await opened.stack.up();
    expect([locked.succeeded, locked.text]).toEqual([false, expect.stringContaining("pulumi cancel")]);
    await opened.stack.cancel();
    await expectToEnd(opened.project);
  });

  it("lets what is under way come to its end at the first Ctrl-C, and records it", async () => {
    const opened = await openInterrupted();
    const { up } = await beginUpdate(opened, 3_000);
    opened.runs.at(-1)?.child.kill("SIGINT");
    await up;
    expect(await recordedOutputs(opened.stack, "library")).toMatchObject({
      covers: coversOf(media, "second"),
    });
    await expectToEnd(opened.project);
  });

  it("ends at once at the second Ctrl-C, and the same up ends what was under way", async () => {
    const opened = await openInterrupted();
    const { up, pids } = await beginUpdate(opened, 600_000);
    const run = opened.runs.at(-1)?.child;
    run?.kill("SIGINT");
    // Two that come too close are one.
    await vi.waitFor(() => expect(run?.kill("SIGINT") && run.exitCode === null).toBe(false), {
      timeout: 60_000,
      interval: 500,
    });
    expect((await up).succeeded).toBe(false);
    expect(pids.filter(isRunning)).toEqual([]);
    await expectToEnd(opened.project);
  });

  it.skipIf(!canMount())("loses nothing when the disk is full while the state is written", async () => {
    const opened = await openInterrupted();
    const { project, stack } = opened;
    const disk = await ownDiskFor(stack.backendDir);
    const { up } = await beginUpdate(opened, 2_000);
    disk.fill();
    const cutOff = await up;
    expect([cutOff.succeeded, cutOff.text]).toEqual([
      false,
      expect.stringContaining("no space left on device"),
    ]);
    disk.emptyOut();
    await expectToEnd(project);
  });
});

/** Puts a small disk under a folder, with what is in it. */
async function ownDiskFor(folder: string): Promise<{ fill: () => void; emptyOut: () => void }> {
  const [aside, filler] = [`${folder}-aside`, join(folder, "filler")];
  cpSync(folder, aside, { recursive: true });
  await runProcess("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]);
  onTestFinished(async () => void (await runProcess("umount", ["--lazy", folder])));
  cpSync(aside, folder, { recursive: true });
  return {
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
    },
    emptyOut: () => rmSync(filler),
  };
}

/** The processes that a process has started, and those that they have. */
async function descendantsOf(ancestor: number | undefined): Promise<number[]> {
  const { output } = await runProcess("ps", ["-e", "-o", "pid=,ppid="]);
  const lines = output.trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (parent: number | undefined): number[] =>
    pairs.flatMap(([pid, of]) => (pid !== undefined && of === parent ? [pid, ...childrenOf(pid)] : []));
  return childrenOf(ancestor);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Whether a small disk can be had: on Linux, by root. */
function canMount(): boolean {
  return process.getuid?.() === 0 && process.platform === "linux";
}
