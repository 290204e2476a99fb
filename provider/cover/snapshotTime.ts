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
  const text = String(value).trim();
  const percent = percentPattern.exec(text)?.[1];
  if (percent !== undefined) {
    if (Number(percent) <= 100) return valid({ unit: "percent", percent: Number(percent) });
    return invalid("must be at most 100% of the duration", { got: describeValue(value) });
  }
  const ms = millisecondsOf(text);
  if (ms === undefined)
    return invalid("must be a time in the video", { got: describeValue(value), fix: fixFor(text) });
  if (ms <= maxMs) return valid({ unit: "ms", ms });
  return invalid("must be less than ten days", {
    got: describeValue(value),
    fix: "write it in seconds, not milliseconds",
  });
}

const examples = '12.5, "1m30s", "00:01:30.500" or "50%"';

function millisecondsOf(text: string): number | undefined {
  const [, ...parts] = (text === "" ? null : (clockPattern.exec(text) ?? unitsPattern.exec(text))) ?? [];
  if (parts.length === 0) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = parts.map((part: string | undefined) => Number(part ?? 0));
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
}

function fixFor(text: string): string {
  if (text.startsWith("-")) return "write 0 for the first frame: there is nothing before it";
  const milliseconds = /^(\d+)\s*ms$/.exec(text)?.[1];
  if (milliseconds !== undefined) return `write ${Number(milliseconds) / 1000} for ${milliseconds} ms`;
  return `write it like ${examples}`;
}

/** A moment in its one spelling, of which the picture's name is made: `90500ms`, `50%`. */
export function describeSnapshotTime(time: SnapshotTime): string {
  return time.unit === "ms" ? `${time.ms}ms` : `${time.percent}%`;
}
