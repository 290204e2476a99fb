import { readFileSync } from "node:fs";
import { invalid, type Result, valid } from "../cover/problem";
import { decodeText } from "../files/decodeText";
import { describeFileError, find } from "../files/findFile";
import { manifestLimits } from "./limits";

/** The text of a manifest, and the path of its file without symlinks. */
export function readText(root: string, path: string): Result<{ path: string; text: string }> {
  const found = find(root, path);
  if (!found.ok) return found;
  const { stats, path: realPath } = found.value;
  if (stats.isDirectory()) return invalid("is a folder", { fix: "name a file in it" });
  if (!stats.isFile()) return invalid("is not a file");
  if (stats.size > manifestLimits.maxFileBytes) {
    const [most, size] = [manifestLimits.maxFileBytes, stats.size].map((each) =>
      each.toLocaleString("en-US"),
    );
    const fix = "divide it, and name the parts in include";
    return invalid(`must be at most ${most} bytes long, where it has ${size}`, { fix });
  }
  try {
    return valid({ path: realPath, text: decodeText(readFileSync(realPath)) });
  } catch (error) {
    return error instanceof TypeError
      ? invalid("is not text in UTF-8 or UTF-16", { fix: "save it as UTF-8" })
      : invalid(describeFileError(error));
  }
}
