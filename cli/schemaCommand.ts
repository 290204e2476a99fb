import { manifestJsonSchema } from "../provider/manifest/shape";
import type { Terminal } from "./terminal";

/** Runs `mediacover schema`: prints the JSON Schema of manifests, which the package also holds as a file. */
export function runSchema(terminal: Terminal): void {
  terminal.print(JSON.stringify(manifestJsonSchema(), undefined, 2));
}
