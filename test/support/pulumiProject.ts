import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./temporaryFolder";

/**
 * A Pulumi project with a program `pulumi` of its own beside it, which goes away with the test.
 *
 * @param script What `pulumi` does, JavaScript.
 * @returns the folder: the command's working directory, and its `PATH`
 */
export function projectWithPulumi(script: string): string {
  const folder = temporaryFolder("project");
  writeFileSync(join(folder, "Pulumi.yaml"), "name: covers\nruntime: nodejs\n");
  writeFileSync(join(folder, "pulumi"), `#!${process.execPath}\n${script}`, { mode: 0o755 });
  return folder;
}

/** The same, whose selected stack has this configuration; each time that it is asked is noted in the file `asked`. */
export function projectWithConfig(config: Readonly<Record<string, string>>): string {
  const entries = Object.entries(config).map(([key, value]) => [key, { value, secret: key.endsWith("Key") }]);
  return projectWithPulumi(`
const words = process.argv.slice(2).join(" ");
require("node:fs").appendFileSync(__dirname + "/asked", words + "\\n");
if (words !== "config --json --show-secrets --non-interactive") process.exit(1);
console.log(${JSON.stringify(JSON.stringify(Object.fromEntries(entries)))});`);
}
