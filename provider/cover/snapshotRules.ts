import { checkObjectKey } from "./ossObject";
import { describeValue, invalid, type Result, valid } from "./problem";
import { checkCoverUrl } from "./rules";
import { joinUrl, snapshotKey } from "./snapshotObject";

/** The rules for the arguments of snapshots. */

/** Which frame a picture shows: the very one at the time, or the nearest key frame, which the service finds quicker. */
export const frameTypes = ["normal", "intra"] as const;
export type FrameType = (typeof frameTypes)[number];

/** Smallest and largest side of a picture. Source: SnapshotConfig in the API reference of MPS, version 2014-06-18. */
const pixels = { min: 8, max: 4096 };

/** Sides whose ratio is beyond this are allowed, but hardly meant. */
const maxLikelyRatio = 4;

/** Checks which frame is taken; `"normal"` if the value is missing. */
export function checkFrameType(value: unknown): Result<FrameType> {
  const type = frameTypes.find((each) => each === (value ?? "normal"));
  if (type !== undefined) return valid(type);
  return invalid('must be "normal", for the very frame, or "intra", for the nearest key frame', {
    got: describeValue(value),
  });
}

/** Checks a side of the picture. */
export function checkPixels(value: unknown): Result<number> {
  const isInRange = Number.isInteger(value) && Number(value) >= pixels.min && Number(value) <= pixels.max;
  if (typeof value === "number" && isInRange) return valid(value);
  return invalid(`must be a whole number of pixels from ${pixels.min} to ${pixels.max}`, {
    got: describeValue(value),
  });
}

/** What is unlikely to be meant of a picture's size: the service distorts what does not fit. */
export function hasOddRatio(width: unknown, height: unknown): boolean {
  if (typeof width !== "number" || typeof height !== "number") return false;
  return Math.max(width / height, height / width) > maxLikelyRatio;
}

/** Checks what the picture's object begins with; `covers/` if the value is missing. */
export function checkPrefix(value: unknown): Result<string> {
  const prefix = value ?? "covers/";
  const got = describeValue(value);
  if (typeof prefix !== "string") return invalid("must be the beginning of an object's name", { got });
  // The service would put other texts in their place: {FileName}, {Count} and more.
  if (/[{}]/.test(prefix))
    return invalid("must not have { or }, which the service takes for placeholders", { got });
  const checked = checkObjectKey(snapshotKey(prefix, ""));
  return checked.ok
    ? valid(prefix)
    : { ok: false, problems: checked.problems.map((problem) => ({ ...problem, got })) };
}

/** Checks where pictures are served. */
export function checkSnapshotBase(value: unknown): Result<string> {
  const rule = "must be the http: URL at which the bucket is served";
  if (typeof value !== "string") return invalid(rule, { got: describeValue(value) });
  const checked = checkCoverUrl(joinUrl(value, "cover.jpg"));
  return checked.ok ? valid(value) : checked;
}

/** Checks the id of a pipeline. */
export function checkPipelineId(value: unknown): Result<string> {
  if (typeof value === "string" && /^[0-9a-f]{32}$/.test(value)) return valid(value);
  return invalid("must be the id of a pipeline: 32 characters of 0-9 and a-f", { got: describeValue(value) });
}

/** Checks the values whose change takes the picture again. */
export function checkTriggers(value: unknown): Result<readonly unknown[]> {
  if (!Array.isArray(value))
    return invalid("must be a list of values, any of which takes the picture again when it changes", {
      got: describeValue(value),
      fix: "write it in brackets",
    });
  if (!hasJson(value)) return invalid("must hold values that JSON can write", { fix: "write them as texts" });
  return valid(value);
}

function hasJson(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}
