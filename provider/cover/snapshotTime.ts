import { describeValue, invalid, type Result, valid } from "./problem";

/** Which moment of a video a picture shows: so many milliseconds from its beginning, or a part of its duration. */
export type SnapshotTime = { unit: "ms"; ms: number } | { unit: "percent"; percent: number };

/** Longest time that a person can mean: ten days. */
const maxMs = 10 * 24 * 3600 * 1000;

const number = String.raw`\d+(?:\.\d+)?`;
/** `12.5` and `12.5s`, `1m30s`, `2h`, `1h2m3.5s`. */
const unitsPattern = new RegExp(`^(?:(\\d+)h)?(?:(\\d+)m)?(?:(${number})s?)?$`);
/** `1:30`, `00:01:30.500`. */
const clockPattern = new RegExp(`^(?:(\\d+):)?(\\d+):([0-5]?\\d(?:\\.\\d+)?)$`);
const percentPattern = new RegExp(`^(${number})%$`);

/**
 * Reads a moment of a video: seconds as a number or a text, `12.5s`, `1m30s`, `00:01:30.500`, or `50%` of the duration.
 * What is finer than a millisecond is rounded.
 */
export function readSnapshotTime(value: unknown): Result<SnapshotTime> {
  if (value === undefined || value === null)
    return invalid("is required", { fix: `give the moment of the picture, such as ${examples}` });
  if (typeof value !== "number" && typeof value !== "string")
    return invalid("must be a number of seconds or a text", {
      got: describeValue(value),
      fix: `write it like ${examples}`,
    });
  const got = describeValue(value);
  const percent = typeof value === "string" ? percentPattern.exec(value.trim())?.[1] : undefined;
  if (percent !== undefined) {
    if (Number(percent) <= 100) return valid({ unit: "percent", percent: Number(percent) });
    return invalid("must be at most 100% of the duration", { got, fix: `write it like ${examples}` });
  }
  const ms = typeof value === "number" ? millisecondsOf(value) : readMilliseconds(value.trim());
  if (ms === undefined)
    return invalid("must be a time in the video", { got, fix: fixFor(String(value).trim()) });
  if (ms <= maxMs) return valid({ unit: "ms", ms });
  const isInMilliseconds = ms / 1000 <= maxMs;
  const fix = isInMilliseconds ? `write ${ms / 1_000_000} for ${ms / 1000} ms` : `write it like ${examples}`;
  return invalid("must be less than ten days", { got, fix });
}

const examples = '12.5, "1m30s", "00:01:30.500" or "50%"';

/** `undefined` for a number that is no time. Sums and products of times may be as small as `1e-16`. */
function millisecondsOf(seconds: number): number | undefined {
  return Number.isFinite(seconds) && seconds >= 0 ? Math.round(Math.abs(seconds) * 1000) : undefined;
}

function readMilliseconds(text: string): number | undefined {
  const [, ...parts] = (text === "" ? null : (clockPattern.exec(text) ?? unitsPattern.exec(text))) ?? [];
  if (parts.length === 0) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = parts.map((part: string | undefined) => Number(part ?? 0));
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
}

function fixFor(text: string): string {
  if (text.startsWith("-")) return "write 0 for the first frame: there is nothing before it";
  const milliseconds = Number(/^(\d+)\s*ms$/.exec(text)?.[1]);
  if (milliseconds <= maxMs) return `write ${milliseconds / 1000} for ${milliseconds} ms`;
  return `write it like ${examples}`;
}

/** A moment in its one spelling, of which the picture's name is made: `90500ms`, `50%`. */
export function describeSnapshotTime(time: SnapshotTime): string {
  return time.unit === "ms" ? `${time.ms}ms` : `${time.percent}%`;
}
