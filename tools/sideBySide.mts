import { ProcessError, runProcess } from "../test/support/childProcess.ts";

/** Each takes so long at most, on a machine that does other things besides. */
const deadlineMs = 10 * 60_000;

/** `npm run --silent` */
const isSilent = process.env["npm_config_loglevel"] === "silent";

/**
 * Runs commands side by side, each to its end. Prints how long each took. When one fails, prints what it said, and ends this
 * process with code 1.
 */
export async function sideBySide(commands: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const runs = Object.entries(commands).map(async ([name, [command = "", ...words]]) => {
    const begunMs = performance.now();
    await runProcess(command, words, { deadlineMs });
    if (!isSilent) console.log(`${name}: ${((performance.now() - begunMs) / 1000).toFixed(1)} s`);
  });
  const ends = await Promise.allSettled(runs);
  const reasons = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
  for (const reason of reasons) console.error(reason instanceof ProcessError ? reason.message : reason);
  if (reasons.length > 0) process.exit(1);
}
