import { describeValue, invalid, problemsIn, type Result, valid } from "./problem";

/** An object in OSS. Its key is the name as it is, not percent-encoded. */
export interface OssObject {
  bucket: string;
  key: string;
}

/** An object, and the region of its bucket where the address names one. */
export interface OssAddress extends OssObject {
  region?: string;
}

/** Names of buckets and objects: the pages "Bucket naming conventions" and "Object naming conventions" of OSS. */
const bucketPattern = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
const maxKeyBytes = 1023;

/** `http://<bucket>.oss-<region>.aliyuncs.com/<key>`, also the endpoint inside Alibaba Cloud. */
const urlPattern =
  /^https?:\/\/(?<bucket>[a-z0-9-]+)\.oss-(?<region>[a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com(?::\d+)?\/(?<path>[^?#]+)/i;
const ossPattern = /^oss:\/\/(?<bucket>[^/]*)\/(?<key>.*)$/is;

/** Reads where an object is: `oss://<bucket>/<key>`, or the URL of it at the bucket's own endpoint. */
export function readOssAddress(value: unknown): Result<OssAddress> {
  const fix = "write it like oss://<bucket>/<object>";
  if (typeof value !== "string")
    return invalid("must be the place of an object in OSS", { got: describeValue(value), fix });
  const oss = ossPattern.exec(value)?.groups;
  if (oss !== undefined) return checkObject(value, { bucket: oss["bucket"] ?? "", key: oss["key"] ?? "" });
  const url = urlPattern.exec(value)?.groups;
  const key = url?.["path"] === undefined ? undefined : decode(url["path"]);
  if (key === undefined) {
    return invalid("must be an object in OSS: MPS takes pictures from no other place", {
      got: describeValue(value),
      fix,
    });
  }
  const address = { bucket: (url?.["bucket"] ?? "").toLowerCase(), key };
  const checked = checkObject(value, address);
  return checked.ok ? valid({ ...checked.value, region: (url?.["region"] ?? "").toLowerCase() }) : checked;
}

/** The name of a bucket. */
export function checkBucket(value: unknown): Result<string> {
  if (value === undefined || value === null)
    return invalid("is required", { fix: "give the name of the bucket that the picture goes to" });
  if (typeof value === "string" && bucketPattern.test(value)) return valid(value);
  return invalid("must be the name of an OSS bucket: 3 to 63 characters of a-z, 0-9 and hyphens", {
    got: describeValue(value),
  });
}

/** The name of an object, by the rules of OSS and of MPS. */
export function checkObjectKey(key: string): Result<string> {
  const got = describeValue(key);
  const bytes = Buffer.byteLength(key);
  if (key === "") return invalid("must name an object");
  if (bytes > maxKeyBytes)
    return invalid(`must name an object by at most ${maxKeyBytes} bytes of UTF-8, where it has ${bytes}`, {
      got,
    });
  if (/^[/\\]/.test(key)) return invalid("must name an object that begins with neither / nor \\", { got });
  // What XML 1.0 cannot hold, MPS does not take; half a surrogate pair has no UTF-8 form.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\ufffe\uffff]|\p{Surrogate}/u.test(key))
    return invalid("must name an object without line breaks and other control characters", { got });
  return valid(key);
}

function checkObject(written: string, { bucket, key }: OssObject): Result<OssObject> {
  const [checkedBucket, checkedKey] = [checkBucket(bucket), checkObjectKey(key)];
  const problems = [checkedBucket, checkedKey].flatMap(problemsIn);
  if (problems.length === 0) return valid({ bucket, key });
  return { ok: false, problems: problems.map((problem) => ({ ...problem, got: describeValue(written) })) };
}

/** `undefined` for escapes that are no UTF-8. */
function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
