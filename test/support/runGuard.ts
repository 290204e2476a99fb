import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Reporter, TestCase, TestModule, TestSpecification } from "vitest/node";
import { runVariable, startedByVariable } from "./childProcess.ts";

/** How long processes that are ending may take for it. */
const graceMs = 2_000;

/**
 * A reporter of vitest that lets no run go on for ever and no process outlive it. When the run's deadline passes, it names
 * what is running and ends the run. When the run is over, it looks for processes that tests have started and left behind:
 * each fails the run, by its command. It sees them where there is a `/proc`, as on Linux.
 */
export class RunGuard implements Reporter {
  private readonly underWay = new Set<TestModule>();
  private readonly failures: string[] = [];
  private readonly run = `${process.pid}-${Date.now()}`;
  private readonly minutesFor: (projects: ReadonlySet<string>) => number;
  private timer: NodeJS.Timeout | undefined;

  /** @param minutesFor How long a run with tests of these projects may take. */
  constructor(minutesFor: (projects: ReadonlySet<string>) => number) {
    this.minutesFor = minutesFor;
  }

  readonly onInit = (): void => {
    process.env[runVariable] = this.run;
  };

  readonly onTestRunStart = (specifications: readonly TestSpecification[]): void => {
    const minutes = this.minutesFor(new Set(specifications.map(({ project }) => project.name)));
    this.timer = setTimeout(() => this.stop(minutes), minutes * 60_000);
  };

  readonly onTestModuleStart = (module: TestModule): void => void this.underWay.add(module);
  readonly onTestModuleEnd = (module: TestModule): void => void this.underWay.delete(module);

  readonly onTestCaseResult = (test: TestCase): void => {
    const { errors = [] } = test.result();
    const name = `${test.module.relativeModuleId} > ${test.fullName}`;
    for (const { message } of errors) this.failures.push(`${name}: ${message}`);
  };

  readonly onTestRunEnd = async (): Promise<void> => {
    clearTimeout(this.timer);
    let left = this.leftProcesses();
    for (let waitedMs = 0; left.length > 0 && waitedMs < graceMs; waitedMs += 100) {
      await delay(100);
      left = this.leftProcesses();
    }
    if (left.length === 0) return;
    process.exitCode = 1;
    console.error(`\nThe run fails, as tests left these processes behind, which are killed now:`);
    for (const { pid, command } of left) {
      console.error(`  ${command} (process ${pid})`);
      kill(pid);
    }
  };

  private stop(minutes: number): void {
    console.error(`\nThe run did not end within ${minutes} minutes. Under way:`);
    for (const module of this.underWay) {
      const unfinished = [...module.children.allTests("pending")].map(({ fullName }) => fullName);
      console.error(`  ${module.relativeModuleId} > ${unfinished[0] ?? "(before or after its tests)"}`);
    }
    for (const failure of this.failures) console.error(`Failed before: ${failure}`);
    for (const { pid } of this.leftProcesses()) kill(pid);
    process.exit(1);
  }

  private leftProcesses(): { pid: number; command: string }[] {
    return processIds().flatMap((pid) => {
      const isOurs = read(pid, "environ").includes(`${startedByVariable}=${this.run}`);
      return isOurs ? [{ pid, command: read(pid, "cmdline").join(" ").trim() }] : [];
    });
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended since.
  }
}

function processIds(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** The words of a file of a process; none where it is gone or somebody else's. */
function read(pid: number, file: "cmdline" | "environ"): string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8").split("\0");
  } catch {
    return [];
  }
}
