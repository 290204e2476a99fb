import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { ProcessError, runNode, runProcess, startProcess, stopAll } from "../../support/childProcess";
import { root } from "../../support/lockFile";

/** Says the id of a process that it starts, and goes on for ever, as that one does. */
const endlessFamily = `
const endless = "setInterval(() => {}, 1000)";
const { pid } = require("node:child_process").spawn(process.execPath, ["-e", endless]);
console.log(pid);
eval(endless);`;

const isRunning = (pid: number): boolean => {
  try {
    // A zombie, which nobody has waited for yet, has no command line.
    return readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "";
  } catch {
    return false;
  }
};

it("kills an endless process and its child at the deadline, and shows the command and its last output", async () => {
  const { ended } = startProcess(process.execPath, ["-e", endlessFamily], { deadlineMs: 1_000 });
  const error: unknown = await ended.catch((rejected: unknown) => rejected);
  expect(error).toBeInstanceOf(ProcessError);
  const [, line = "", pid] =
    /^(.*) did not end within 1 s\. The end of its output:\n(\d+)$/s.exec(String(error)) ?? [];
  expect(line).toContain("-e '\nconst endless");
  expect(Number(pid)).toBeGreaterThan(0);
  await vi.waitFor(() => expect(isRunning(Number(pid))).toBe(false), { timeout: 5_000 });
});

it("rejects with the command, the exit code and the last output of a process that fails", async () => {
  const script = `console.log("x".repeat(10_000)); console.error("the last line"); process.exitCode = 3;`;
  const error: unknown = await runNode(["-e", script]).catch((rejected: unknown) => rejected);
  expect(String(error)).toMatch(/-e '.*' ended with code 3\. The end of its output:\nx+\nthe last line$/s);
  expect(String(error).length).toBeLessThan(5_000);
});

it("says which command cannot be started", async () => {
  await expect(runProcess("no-such-command", ["a b"])).rejects.toThrow(
    "no-such-command 'a b' cannot be started: spawn no-such-command ENOENT",
  );
});

it("gives a process its input, and keeps its two streams apart", async () => {
  const script = `process.stdin.on("data", (text) => { console.log("out " + text); console.error("err"); });`;
  expect(await runNode(["-e", script], { input: "hello" })).toEqual({
    code: 0,
    output: "out hello\n",
    errors: "err\n",
    text: expect.stringMatching(/out hello\n/),
  });
});

it("names the processes that nobody has ended, and ends them", async () => {
  const { pid } = startProcess(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  expect(stopAll()).toEqual([expect.stringMatching(/ -e 'setInterval/)]);
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 5_000 });
});

it("is the only file of tests, demo, benchmark and documentation that starts processes", () => {
  const files = globSync("{test,demo,bench,docs,tools}/**/*.{ts,mts,cts,js,mjs,cjs}", { cwd: root });
  const starting = files.filter((file) => /child_process/.test(readFileSync(join(root, file), "utf8")));
  expect(starting.toSorted()).toEqual([
    "test/support/childProcess.ts",
    "test/unit/support/childProcess.test.ts",
  ]);
});
