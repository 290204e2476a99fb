import { invisibleCharacterRule, lostCharacterRules } from "./invisible";
import { describeValue, invalid, type Result, valid } from "./problem";
import { readCoverUrl } from "./readCoverUrl";

/** The source file of a video: how people write its address, and how the service knows it. */

/** An object in OSS. Bucket names are lower-case; an object may have any name. */
const ossPattern = /^oss:\/\/(?<bucket>[a-z0-9][a-z0-9-]{1,61}[a-z0-9])\/(?<key>[^/].*)$/su;

/** Files that break no rule, to be copied from. */
const examples = "http://videos.oss-cn-hangzhou.aliyuncs.com/trailer.mp4 or oss://videos/trailer.mp4";

/** Longest object name, in bytes of UTF-8. Source: "Object naming conventions" in the documentation of OSS. */
const maxKeyBytes = 1023;

/**
 * Checks the source file of a video: an `http:` URL, or `oss://<bucket>/<object>` with the object's name as it is, not
 * percent-encoded. The value stays as written, because the service compares files character by character.
 */
export function checkMediaFile(value: unknown): Result<string> {
  const fix = `write it like ${examples}`;
  if (value === undefined || value === null) return invalid("is required", { fix });
  const got = describeValue(value);
  if (typeof value !== "string" || value.trim() === "")
    return invalid("must be the address of the video's source file", { got, fix });
  const [lost] = lostCharacterRules(value);
  if (lost !== undefined) return invalid(lost, { got, fix: "write the character that was there" });
  if (!/^https?:/i.test(value)) {
    const key = ossPattern.exec(value)?.groups?.["key"];
    if (key === undefined) return invalid("must be an http: URL or oss://<bucket>/<object>", { got, fix });
    const invisible = invisibleCharacterRule(value);
    if (invisible !== undefined) {
      const encode = "write the file's http: URL with it percent-encoded if it belongs to the object's name";
      return invalid(invisible, { got, fix: `take it out, or ${encode}` });
    }
    const bytes = Buffer.byteLength(key);
    if (bytes <= maxKeyBytes) return valid(value);
    const rule = `must name an object by at most ${maxKeyBytes} bytes, where it has ${bytes}`;
    return invalid(rule, { got, fix: "use a shorter name" });
  }
  const read = readCoverUrl(value);
  return read.ok ? valid(value) : read;
}

/**
 * Checks a source file that may be relative to a base: `season-1/1.mp4` to `oss://videos/`. A file with a scheme is absolute.
 *
 * @param base As `checkMediaBase` returns it. Default: none, so that the file must be absolute.
 */
export function locateMediaFile(file: string, base?: string): Result<string> {
  if (base === undefined || /^[a-z][a-z0-9+.-]*:/i.test(file)) return checkMediaFile(file);
  const path = base.startsWith("oss:") ? file : escapePath(file);
  return checkMediaFile(`${base}${base.endsWith("/") ? "" : "/"}${path}`);
}

/** Checks the base of source files: `oss://<bucket>/`, with or without a prefix, or an `http:` URL. */
export function checkMediaBase(value: unknown): Result<string> {
  return typeof value === "string" && value !== "" && locateMediaFile("file", value).ok
    ? valid(value)
    : invalid("must be oss://<bucket>/, with or without a prefix, or an http: URL", {
        got: describeValue(value),
      });
}

/**
 * The URLs under which the service may know a file, the likeliest first: as written, then with other escapes, because there
 * are videos with and without.
 *
 * @param file As `checkMediaFile` returns it.
 */
export function candidateFileUrls(file: string, region: string): string[] {
  const { bucket, key } = ossPattern.exec(file)?.groups ?? {};
  if (bucket !== undefined && key !== undefined) {
    const origin = `http://${bucket}.oss-${region}.aliyuncs.com`;
    return [...new Set([`${origin}/${escapePath(key)}`, `${origin}/${key}`])];
  }
  return [...new Set([file, otherSpelling(file)])];
}

/** Percent-encodes everything in a path that has another meaning in a URL. */
export function escapePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function otherSpelling(url: string): string {
  const read = readCoverUrl(url);
  const canonical = read.ok ? read.value : url;
  return canonical === url ? unescaped(url) : canonical;
}

function unescaped(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
