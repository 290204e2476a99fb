import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { startEmulator } from "../dist/emulator/index.js";
import type { RunResult } from "../test/engine/harness/stack.ts";
import { chooseEngine } from "./engine.ts";
import { configurationFor, watchService } from "./service.ts";

/**
 * The quickstart's whole life on an emulator: preview, up, nothing to do, one cover changed, somebody overwriting one,
 * refresh, mending, destroy. Nothing leaves this machine.
 */
const { keep } = parseArgs({ options: { keep: { type: "boolean", default: false } } }).values;
const programDir = resolve(import.meta.dirname, "../examples/quickstart");
const other = "http://covers.oss-cn-hangzhou.aliyuncs.com/trailer-2.jpg";
const foreign = "http://covers.oss-cn-hangzhou.aliyuncs.com/snapshot-of-a-workflow.jpg";
const keynoteId = "6cc3aa66d1cb4bb2adf14e726c0a0002";

const emulator = await startEmulator({
  seed: JSON.parse(readFileSync(resolve(programDir, "library.json"), "utf8")),
});
const { open, description } = await chooseEngine();
const stack = await open({
  programDir,
  projectName: "mediacover-quickstart",
  config: configurationFor(emulator),
});
const changeOfService = watchService(emulator);

console.log(`The service: an emulator at ${emulator.url} with ${emulator.media.list().length} videos`);
console.log(`Run by: ${description}`);

try {
  await step("pulumi preview", "what would happen", () => stack.preview());
  await step("pulumi up", "covers are set", () => stack.up());
  await step("pulumi up", "again: nothing to do", () => stack.up());
  await stack.setConfig("trailerCover", other);
  await step(
    `pulumi config set trailerCover ${other} && pulumi up`,
    "one cover changed: one call to change it",
    () => stack.up(),
  );
  emulator.media.setCover(keynoteId, foreign);
  show("(somebody overwrites the keynote's cover, as a workflow's snapshot step does)", []);
  await step("pulumi refresh", "the drift is found", () => stack.refresh());
  await step("pulumi up", "and mended", () => stack.up());
  await step("pulumi destroy", "the interview's old cover is put back, the others stay", () =>
    stack.destroy(),
  );
} finally {
  await stack.close();
  if (!keep) await emulator.close();
}
if (keep) sayHowToGoOn();

async function step(command: string, meaning: string, run: () => Promise<RunResult>): Promise<void> {
  const result = await run();
  const steps = result.steps.filter(({ type, op }) => type.endsWith(":MediaCover") && op !== "same");
  show(`$ ${command}`, [
    `${meaning}: ${steps.map(({ op, name }) => `${op} ${name}`).join(", ") || "no change"}`,
  ]);
  if (result.succeeded) return;
  console.error(result.text);
  throw new Error(`${command} failed`);
}

function show(title: string, lines: string[]): void {
  const { calls, covers } = changeOfService();
  console.log(["", title, ...lines, `calls: ${calls || "none"}`, ...covers].join("\n   "));
}

function sayHowToGoOn(): void {
  console.log(
    [
      "",
      "The emulator goes on; Ctrl-C stops it. By hand, in another terminal here:",
      "   export PULUMI_BACKEND_URL=file://~ PULUMI_CONFIG_PASSPHRASE=demo",
      "   pulumi stack init dev",
      `   pulumi config set mediacover:endpoint ${emulator.url}`,
      "   pulumi config set alicloud:region cn-hangzhou",
      "   pulumi config set alicloud:accessKey testid",
      "   pulumi config set --secret alicloud:secretKey testsecret",
      "   pulumi up",
    ].join("\n"),
  );
}
