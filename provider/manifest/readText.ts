import { readFileSync } from "node:fs";
import { decodeText } from "../files/decodeText";
import { find, reasonOf } from "../files/findFile";
import { manifestLimits } from "./limits";

/** The text of a manifest, or the rule that its file breaks. */
export function readText(root: string, path: string): { path: string; text: string } | { problem: string } {
  const found = find(root, path);
  if ("problem" in found) return found;
  if (found.stats.isDirectory()) return { problem: "is a folder; name a file in it" };
  if (!found.stats.isFile()) return { problem: "is not a file" };
  if (found.stats.size > manifestLimits.maxFileBytes) {
    return {
      problem: `must be at most ${manifestLimits.maxFileBytes.toLocaleString("en-US")} bytes long, where it has ${found.stats.size.toLocaleString("en-US")}; divide it, and name the parts in include`,
    };
  }
  try {
    return {
      path: found.path,
      text: decodeText(readFileSync(found.path)),
    };
  } catch (error) {
    const isEncoding = error instanceof TypeError;
    return { problem: isEncoding ? "is not text in UTF-8 or UTF-16; save it as UTF-8" : reasonOf(error) };
  }
}
