// Runs before `npm test` and `npm run demo`, on whatever Node there is: says in one line what is missing.
import { existsSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

/** Tests put packages, states and pictures there, and remove them again. */
const neededBytes = 500 * 2 ** 20;

const { bavail, bsize } = statfsSync(tmpdir());
const freeBytes = bavail * bsize;

/** @param {string} line */
function stop(line) {
  console.error(line);
  process.exit(1);
}

if (!existsSync(new URL("../node_modules/vitest", import.meta.url))) {
  stop("The packages are not installed: run `npm ci` first.");
}
if (freeBytes < neededBytes) {
  stop(
    `${tmpdir()} has ${Math.floor(freeBytes / 2 ** 20)} MiB left, and tests need ${neededBytes / 2 ** 20}: free some, or set TMPDIR to another folder.`,
  );
}
