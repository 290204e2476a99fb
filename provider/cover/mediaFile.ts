import { invisibleCharacterRule, lostCharacterRules } from "./invisible";
import { describeValue, invalid, type Result, valid } from "./problem";
import { readCoverUrl } from "./readCoverUrl";

/** Where the source file of a media is: how a person writes it, and how the service knows it. */

/** A place in OSS: names of buckets are lower-case, an object's name is anything. */
const ossPattern = /^oss:\/\/(?<bucket>[a-z0-9][a-z0-9-]{1,61}[a-z0-9])\/(?<key>[^/].*)$/su;

/** Longest name of an object, in bytes of UTF-8: the page "Object naming conventions" of OSS. */
const maxKeyBytes = 1023;

/**
 * The source file of a media: its `http:` URL, or `oss://<bucket>/<object>` with the object's name as it is, not
 * percent-encoded. Goes on as it is, since the service knows files to the letter.
 */
export function checkMediaFile(value: unknown): Result<string> {
  const fix =
    "write it like http://videos.oss-cn-hangzhou.aliyuncs.com/trailer.mp4 or oss://videos/trailer.mp4";
  if (value === undefined || value === null) return invalid("is required", { fix });
  const got = describeValue(value);
  if (typeof value !== "string" || value.trim() === "")
    return invalid("must be the place of the media's source file", { got, fix });
  const [lost] = lostCharacterRules(value);
  if (lost !== undefined) return invalid(lost, { got, fix: "write the character that was there" });
  if (/^oss:/i.test(value)) {
    const key = ossPattern.exec(value)?.groups?.["key"];
    if (key === undefined)
      return invalid("must be an http: URL or oss://<bucket>/<object>", { got, fix: "correct it" });
    const invisible = invisibleCharacterRule(value);
    if (invisible !== undefined) {
      const encode = "write the file's http: URL with it percent-encoded if it belongs to the object's name";
      return invalid(invisible, { got, fix: `take it out, or ${encode}` });
    }
    const bytes = Buffer.byteLength(key);
    if (bytes <= maxKeyBytes) return valid(value);
    const rule = `must name an object by at most ${maxKeyBytes} bytes, where it has ${bytes}`;
    return invalid(rule, { got, fix: "correct it" });
  }
  const read = readCoverUrl(value);
  return read.ok ? valid(value) : read;
}

/**
 * The source file of a media where it is written from a base: `season-1/1.mp4` from `oss://videos/`. One with a scheme
 * stands for itself.
 *
 * @param base As `checkMediaBase` passed it on.
 */
export function locateMediaFile(file: string, base: string | undefined): Result<string> {
  if (/^[a-z][a-z0-9+.-]*:/i.test(file)) return checkMediaFile(file);
  if (base === undefined) {
    return invalid("must be an http: URL or oss://<bucket>/<object>", {
      got: describeValue(file),
      fix: "write it so, or set defaults.files to where the source files are",
    });
  }
  const path = base.startsWith("oss:") ? file : escapePath(file);
  return checkMediaFile(`${base}${base.endsWith("/") ? "" : "/"}${path}`);
}

/** What source files are written from: `oss://<bucket>/`, or an `http:` URL. */
export function checkMediaBase(value: unknown): Result<string> {
  return typeof value === "string" && value !== "" && locateMediaFile("file", value).ok
    ? valid(value)
    : invalid("must be oss://<bucket>/, with a prefix or without, or an http: URL", {
        got: describeValue(value),
      });
}

/**
 * The URLs under which the service may know a file, the likeliest first: as it is written, then with other escapes, as
 * there are media with and without.
 *
 * @param file As `checkMediaFile` passed it on.
 */
export function candidateFileUrls(file: string, region: string): string[] {
  const { bucket, key } = ossPattern.exec(file)?.groups ?? {};
  if (bucket !== undefined && key !== undefined) {
    const origin = `http://${bucket}.oss-${region}.aliyuncs.com`;
    return [...new Set([`${origin}/${escapePath(key)}`, `${origin}/${key}`])];
  }
  return [...new Set([file, otherSpelling(file)])];
}

/** A path with everything escaped that a URL might give another meaning. */
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
