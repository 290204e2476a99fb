import { checkBucket, readOssAddress } from "../../cover/ossObject";
import { at, describeValue, type Problem, type Result, valid } from "../../cover/problem";
import { checkCoverUrl, checkMediaId, checkRegion } from "../../cover/rules";
import { hashOrigin, joinUrl, snapshotKey } from "../../cover/snapshotObject";
import {
  checkFrameType,
  checkPipelineId,
  checkPixels,
  checkPrefix,
  checkSnapshotBase,
  checkTriggers,
} from "../../cover/snapshotRules";
import { describeSnapshotTime, readSnapshotTime } from "../../cover/snapshotTime";
import { type CheckResult, checkArguments } from "../checkArguments";
import { isUnknown, unknownValue } from "../unknown";
import { ossObject, snapshotTime } from "./values";

type Values = Readonly<Record<string, unknown>>;

/**
 * Validates the arguments of a CoverSnapshot and completes them, with the place of the picture: so a preview knows its URL
 * wherever it knows the video. Never throws.
 *
 * @param news The arguments as the program passes them.
 * @param defaultRegion The region if the arguments name none, or the reason why there is none.
 */
export function check(news: Values, defaultRegion: Result<string>): CheckResult {
  const { inputs, problems } = checkArguments("CoverSnapshot", news, {
    mediaId: optional(checkMediaId),
    fileUrl: optional((value) => asWritten(value, readOssAddress(value))),
    time: (value) => asWritten(value, readSnapshotTime(value)),
    frameType: checkFrameType,
    width: optional(checkPixels),
    height: optional(checkPixels),
    bucket: checkBucket,
    prefix: checkPrefix,
    baseUrl: optional(checkSnapshotBase),
    region: (value) => checkRegion(value, defaultRegion),
    pipelineId: optional(checkPipelineId),
    triggers: optional(checkTriggers),
  });
  const all = [...problems, ...sourceProblems(news)];
  if (all.length > 0) return { inputs, problems: all };
  const objectKey = findKey(inputs);
  const coverUrl = at(["baseUrl"], findUrl({ ...inputs, objectKey }));
  if (!coverUrl.ok) return { inputs, problems: coverUrl.problems };
  return { inputs: { ...inputs, objectKey, coverUrl: coverUrl.value }, problems: regionProblems(inputs) };
}

const isMissing = (value: unknown): boolean => value === undefined || value === null;

function optional(rule: (value: unknown) => Result<unknown>): (value: unknown) => Result<unknown> {
  return (value) => (isMissing(value) ? valid(undefined) : rule(value));
}

/** A value that obeys its rules stays as the program has it. */
function asWritten(value: unknown, checked: Result<unknown>): Result<unknown> {
  return checked.ok ? valid(value) : checked;
}

function sourceProblems({ mediaId, fileUrl }: Values): Problem[] {
  if (isMissing(mediaId) !== isMissing(fileUrl)) return [];
  const rule = isMissing(mediaId)
    ? "give the video: its mediaId, or the fileUrl of its source file"
    : "give one of mediaId and fileUrl, not both";
  return [{ path: [], rule }];
}

/** The service reads files of its own region only. */
function regionProblems({ fileUrl, region }: Values): Problem[] {
  if (isMissing(fileUrl) || isUnknown(fileUrl) || isUnknown(region)) return [];
  const address = readOssAddress(fileUrl);
  const isElsewhere = address.ok && address.value.region !== undefined && address.value.region !== region;
  if (!isElsewhere) return [];
  const rule = `must be in a bucket of the region ${String(region)}, as MPS reads no others`;
  return [{ path: ["fileUrl"], rule, got: describeValue(fileUrl), fix: "set region to that of the file" }];
}

/** The name of the picture's object, as far as it is known. */
function findKey(inputs: Values): string {
  const { mediaId, fileUrl, time, frameType, width, height, prefix, triggers = [] } = inputs;
  const parts = [mediaId, fileUrl, time, frameType, width, height, prefix, triggers];
  if (JSON.stringify(parts).includes(unknownValue)) return unknownValue;
  const hash = hashOrigin({
    source: isMissing(mediaId) ? describeFile(String(fileUrl)) : String(mediaId),
    time: describeSnapshotTime(snapshotTime(time)),
    frameType: String(frameType),
    width: isMissing(width) ? undefined : Number(width),
    height: isMissing(height) ? undefined : Number(height),
    triggers: Array.isArray(triggers) ? triggers : [],
  });
  return snapshotKey(String(prefix), hash);
}

function describeFile(fileUrl: string): string {
  const { bucket, key } = ossObject(fileUrl);
  return `oss://${bucket}/${key}`;
}

/** The URL of the picture in canonical form, as far as it is known. */
function findUrl({ objectKey, bucket, region, baseUrl }: Values): Result<string> {
  const publicBase = [bucket, region].some(isUnknown)
    ? unknownValue
    : `http://${String(bucket)}.oss-${String(region)}.aliyuncs.com/`;
  const base = isMissing(baseUrl) ? publicBase : baseUrl;
  if ([objectKey, base].some(isUnknown)) return valid(unknownValue);
  return checkCoverUrl(joinUrl(String(base), String(objectKey)));
}
