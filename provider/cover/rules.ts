import { withoutInvisible } from "./invisible";
import { coverLimits } from "./limits";
import { describeValue, invalid, type Result, valid } from "./problem";
import { readCoverUrl } from "./readCoverUrl";
import { regionPattern } from "./regions";

/** The rules for the arguments of covers. */

/** What deleting the resource does to the cover. */
export const onDeleteChoices = ["retain", "restore"] as const;
export type OnDelete = (typeof onDeleteChoices)[number];

/** Checks a media id. */
export function checkMediaId(value: unknown): Result<string> {
  const rule = `must be ${coverLimits.mediaIdLength} characters of 0-9 and a-f`;
  if (value === undefined || value === null)
    return invalid("is required", { fix: "give the id of a video, as AddMedia or the console shows it" });
  const got = describeValue(value);
  if (typeof value !== "string") return invalid(`${rule}, as a string`, { got });
  if (new RegExp(`^[0-9a-f]{${coverLimits.mediaIdLength}}$`).test(value)) return valid(value);
  const corrected = withoutInvisible(value).trim().toLowerCase().replaceAll("-", "");
  return corrected !== value && checkMediaId(corrected).ok
    ? invalid(rule, { got, fix: `write ${JSON.stringify(corrected)}` })
    : invalid(`${rule} (it has ${Array.from(value).length} characters)`, {
        got,
        fix: "copy the id from the console or from AddMedia's answer",
      });
}

/** Checks a cover URL, and returns its canonical form. */
export function checkCoverUrl(value: unknown): Result<string> {
  if (value === undefined || value === null)
    return invalid("is required", { fix: "give the http: URL of the picture" });
  return typeof value === "string"
    ? readCoverUrl(value)
    : invalid("must be a string: the http: URL of the picture", { got: describeValue(value) });
}

/**
 * Checks a region.
 *
 * @param defaultRegion The region to use if the value is missing, or the reason why there is none.
 */
export function checkRegion(value: unknown, defaultRegion: Result<string>): Result<string> {
  const isDefault = value === undefined || value === null;
  if (isDefault && !defaultRegion.ok) return defaultRegion;
  const given = isDefault && defaultRegion.ok ? defaultRegion.value : value;
  if (typeof given === "string" && regionPattern.test(given)) return valid(given);
  const rule = "must be the id of a region, such as cn-hangzhou";
  const got = describeValue(given);
  const wrong = isDefault ? `${rule}, where the default is ${got}` : rule;
  const shown = isDefault ? {} : { got };
  if (typeof given !== "string") return invalid(wrong, shown);
  const corrected = withoutInvisible(given)
    .trim()
    .toLowerCase()
    .replaceAll(/[_\p{Pd}]/gu, "-");
  return regionPattern.test(corrected)
    ? invalid(wrong, { ...shown, fix: `write ${JSON.stringify(corrected)}` })
    : invalid(wrong, shown);
}

/** Checks what deleting does; `"retain"` if the value is missing. */
export function checkOnDelete(value: unknown): Result<OnDelete> {
  const given = value ?? "retain";
  const choice = onDeleteChoices.find((candidate) => candidate === given);
  if (choice !== undefined) return valid(choice);
  const choices = onDeleteChoices.map((each) => JSON.stringify(each)).join(" or ");
  return invalid(`must be ${choices}`, { got: describeValue(value) });
}
