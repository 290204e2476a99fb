import { at, describeValue, invalid, type Problem, type Result, valid } from "../../cover/problem";
import { checkCoverUrl, checkMediaId, checkOnDelete, checkRegion } from "../../cover/rules";
import { formatCount } from "../../cover/formatCount";
import { type CheckResult, checkArguments } from "../checkArguments";
import { isUnknown } from "../unknown";
import { maxListed } from "./failures";

/**
 * Validates the arguments of a MediaCoverSet and completes them: URLs in canonical form, in ascending order of the ids,
 * defaults filled in. Never throws.
 *
 * @param news The arguments as the program passes them.
 * @param defaultRegion The region if the arguments name none, or the reason why there is none.
 */
export function check(news: Readonly<Record<string, unknown>>, defaultRegion: Result<string>): CheckResult {
  return checkArguments("MediaCoverSet", news, {
    covers: checkCovers,
    region: (value) => checkRegion(value, defaultRegion),
    onDelete: checkOnDelete,
  });
}

function checkCovers(covers: unknown): Result<Record<string, unknown>> {
  if (covers === undefined || covers === null) {
    const fix = 'give the covers by media id, { "<mediaId>": "http://…" }, or {} for none';
    return invalid("is required", { fix });
  }
  if (typeof covers !== "object" || Array.isArray(covers)) {
    const got = describeValue(covers);
    return invalid("must be an object: the URL of each cover by its media id", { got });
  }
  const checked: [string, unknown][] = [];
  const problems: Problem[] = [];
  for (const [mediaId, coverUrl] of Object.entries(covers).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [key, url] = [checkKey(mediaId), isUnknown(coverUrl) ? valid(coverUrl) : checkCoverUrl(coverUrl)];
    if (key.ok && url.ok) checked.push([mediaId, url.value]);
    for (const each of [at([mediaId], key), at([mediaId], url)])
      if (!each.ok) problems.push(...each.problems);
  }
  return problems.length === 0
    ? valid(Object.fromEntries(checked))
    : { ok: false, problems: summarize(problems) };
}

/** A media id. The id of a MediaCover, `<region>/<mediaId>`, is a likely mistake. */
function checkKey(key: string): Result<string> {
  const checked = checkMediaId(key);
  if (checked.ok) return checked;
  const mediaId = key.slice(key.lastIndexOf("/") + 1);
  if (mediaId !== key && checkMediaId(mediaId).ok) {
    const fix = `write "${mediaId}": the region is an argument of the set`;
    return invalid("has a key that must be the media id alone", { fix });
  }
  // The path shows the key already.
  const problems = checked.problems.map(({ path, rule, fix }) => ({
    path,
    rule: `has a key that ${rule}`,
    ...(fix !== undefined && { fix }),
  }));
  return { ok: false, problems };
}

/**
 * The first problems, and the number of the others.
 *
 * @param path The value that they all belong to.
 */
export function summarize(problems: readonly Problem[], path: Problem["path"] = []): readonly Problem[] {
  const more = problems.length - maxListed;
  if (more <= 0) return problems;
  return [
    ...problems.slice(0, maxListed),
    { path, rule: `has ${formatCount(more)} more problems like these` },
  ];
}
