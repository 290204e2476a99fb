import {
  type CheckFailure,
  type CheckResult,
  type CheckedArgument,
  checkArguments,
  single,
} from "../checkArguments";
import {
  checkCoverUrl,
  checkMediaId,
  checkOnDelete,
  checkRegion,
  type DefaultRegion,
  reasonOf,
  show,
} from "../../cover/rules";
import { isUnknown } from "../unknown";
import { count, mostListed } from "./failures";

/**
 * Validates the arguments of a MediaCoverSet and completes them: URLs in canonical form, media in the order of their ids,
 * defaults filled in. Never throws.
 *
 * @param news The arguments as the program gave them.
 */
export function check(news: Readonly<Record<string, unknown>>, defaultRegion: DefaultRegion): CheckResult {
  return checkArguments("MediaCoverSet", news, {
    covers: checkCovers,
    region: single("region", (value) => checkRegion(value, defaultRegion)),
    onDelete: single("onDelete", checkOnDelete),
  });
}

function checkCovers(covers: unknown): CheckedArgument {
  if (typeof covers !== "object" || covers === null || Array.isArray(covers))
    return { failures: [notARecord(covers)] };
  const entries = Object.entries(covers).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const checked = entries.map(([mediaId, coverUrl]) => ({ mediaId, ...checkEntry(mediaId, coverUrl) }));
  const reasons = checked.flatMap((entry) => entry.reasons);
  if (reasons.length === 0) {
    return { value: Object.fromEntries(checked.map(({ mediaId, value }) => [mediaId, value])) };
  }
  const listed = reasons.slice(0, mostListed);
  if (reasons.length > listed.length) {
    listed.push(`covers: ${count(reasons.length - listed.length)} more are wrong like these`);
  }
  return { failures: listed.map((reason) => ({ property: "", reason })) };
}

/** One cover: its URL as it goes on, and everything that is wrong with it and its media's id. */
function checkEntry(mediaId: string, coverUrl: unknown): { value: unknown; reasons: string[] } {
  const id = checkKey(mediaId);
  const url = isUnknown(coverUrl) ? { value: coverUrl } : checkCoverUrl(coverUrl);
  const name = `covers[${show(mediaId)}]`;
  return {
    value: "value" in url ? url.value : undefined,
    reasons: [
      ...("problems" in id
        ? id.problems.map((problem) => `the key of ${name} ${reasonOf(problem, undefined)}`)
        : []),
      ...("problems" in url ? url.problems.map((problem) => `${name} ${reasonOf(problem, coverUrl)}`) : []),
    ],
  };
}

/** A media's id. The id of a MediaCover, `<region>/<mediaId>`, is a likely mistake. */
function checkKey(key: string): ReturnType<typeof checkMediaId> {
  const mediaId = key.slice(key.lastIndexOf("/") + 1);
  const checked = checkMediaId(key);
  if ("value" in checked || mediaId === key || !("value" in checkMediaId(mediaId))) return checked;
  return {
    problems: [
      {
        rule: "must be the media's id alone",
        fix: `write "${mediaId}": the region is an argument of the set`,
      },
    ],
  };
}

function notARecord(covers: unknown): CheckFailure {
  const problem =
    covers === undefined || covers === null
      ? {
          rule: "is required",
          fix: 'give the covers by media id, { "<mediaId>": "http://…" }, or {} for none',
        }
      : { rule: "must be an object: the URL of each cover by its media's id" };
  return { property: "covers", reason: reasonOf(problem, covers) };
}
