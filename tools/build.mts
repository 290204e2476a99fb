// `npm run build`: what is published, compiled by TypeScript 7, which takes a tenth of the time of the one that programs
// have, and what is made of it.
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { runNode } from "../test/support/childProcess.ts";
import { sideBySide } from "./sideBySide.mts";

const node = process.execPath;
const tsc = [node, "node_modules/typescript7/bin/tsc", "-p"];

// Nothing stays of files that are gone.
rmSync("dist", { recursive: true, force: true });
// One after the other: the package imports the stored files by name, so their types must be there first.
await sideBySide({ "build of the stored files": [...tsc, "tsconfig.provider.json"] });
await sideBySide({ "build of the package": [...tsc, "tsconfig.json"] });
cpSync("emulator/page/assets", "dist/emulator/page/assets", { recursive: true });
await sideBySide({
  // Later: a file of types is compiled for both, and the page needs its own form.
  "build of the emulator's page": [...tsc, "emulator/page/client"],
  "bundle of the packaged provider": [node, "tools/plugin/bundle.mts"],
});
writeFileSync("dist/manifest.schema.json", (await runNode(["dist/cli/main.js", "schema"])).output);
