import { InvalidArgumentError } from "commander";
import type { EmulatorAccessKey } from "../emulator";
import { coverLimits } from "../provider/cover/limits";
import { regionPattern } from "../provider/cover/regions";
import { UsageError } from "./terminal";

/**
 * Reads the values of options. An `InvalidArgumentError` repeats the value in front of its message, so whatever may hold a
 * secret throws a `UsageError` instead.
 */

/** @returns a reader of whole numbers from 0 to `max` */
export function wholeNumber(max = 1_000_000): (text: string) => number {
  return (text) => {
    if (/^\d{1,7}$/.test(text) && Number(text) <= max) return Number(text);
    throw new InvalidArgumentError(`Write a whole number from 0 to ${max}.`);
  };
}

/** The id of a region. */
export function region(text: string): string {
  if (regionPattern.test(text)) return text;
  throw new InvalidArgumentError("Write the id of a region, such as cn-hangzhou.");
}

/** The id of a video. */
export function mediaId(text: string): string {
  if (new RegExp(`^[0-9a-f]{${coverLimits.mediaIdLength}}$`).test(text)) return text;
  throw new InvalidArgumentError(`Write ${coverLimits.mediaIdLength} characters of 0-9 and a-f.`);
}

/** `KEY=VALUE`, added to those before. */
export function keyValue(text: string, before: ReadonlyMap<string, string> = new Map()): Map<string, string> {
  const [, key, value] = /^((?:alicloud|mediacover):\w+)=(.*)$/s.exec(text) ?? [];
  if (key !== undefined && value !== undefined) return new Map([...before, [key, value]]);
  throw new UsageError("--config: write KEY=VALUE, e.g. --config alicloud:region=cn-hangzhou");
}

/** `ID:SECRET`, added to those before. */
export function accessKey(text: string, before: readonly EmulatorAccessKey[] = []): EmulatorAccessKey[] {
  const [accessKeyId, accessKeySecret, ...more] = text.split(":");
  if (accessKeyId && accessKeySecret && more.length === 0)
    return [...before, { accessKeyId, accessKeySecret }];
  throw new UsageError("--access-key: write ID:SECRET, e.g. --access-key testid:testsecret");
}
