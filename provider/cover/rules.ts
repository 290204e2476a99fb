import { inspect } from "node:util";
import { coverLimits } from "./limits";
import { maskUrlSecrets } from "./redact";
import { regionPattern } from "./regions";
import { type Problem, readCoverUrl } from "./coverUrl";

/** The rules for single values: what a value must be, and what to write where it is not. */

/** What destroy, or removing the resource, does to the cover. */
export const onDeleteChoices = ["retain", "restore"] as const;
export type OnDelete = (typeof onDeleteChoices)[number];

/** A value as it goes on, or what is wrong with it. */
export type Checked = { value: string } | { problems: Problem[] };

/** The region for resources that name none, or the sentence that says what to do about it. */
export type DefaultRegion = { region: string } | { missing: string };

/** The id of a media. */
export function checkMediaId(value: unknown): Checked {
  const rule = `must be ${coverLimits.mediaIdLength} characters of 0-9 and a-f`;
  if (value === undefined || value === null)
    return problem("is required", "give the id of a media, as AddMedia or the console shows it");
  if (typeof value !== "string") return problem(`${rule}, as a string`);
  if (new RegExp(`^[0-9a-f]{${coverLimits.mediaIdLength}}$`).test(value)) return { value };
  const corrected = value.trim().toLowerCase().replaceAll("-", "");
  return corrected !== value && "value" in checkMediaId(corrected)
    ? problem(rule, `write ${JSON.stringify(corrected)}`)
    : problem(
        `${rule} (it has ${Array.from(value).length} characters)`,
        "copy the id from the console or from AddMedia's answer",
      );
}

/** The URL of a cover; it goes on in canonical form. */
export function checkCoverUrl(value: unknown): Checked {
  if (value === undefined || value === null)
    return problem("is required", "give the http: URL of the picture");
  if (typeof value !== "string") return problem("must be a string: the http: URL of the picture");
  const read = readCoverUrl(value);
  return "canonical" in read ? { value: read.canonical } : read;
}

/** A region, or the default one. */
export function checkRegion(value: unknown, defaultRegion: DefaultRegion): Checked {
  const given = value ?? ("region" in defaultRegion ? defaultRegion.region : undefined);
  if (given === undefined)
    return problem("is not set", "missing" in defaultRegion ? defaultRegion.missing : undefined);
  if (typeof given === "string" && regionPattern.test(given)) return { value: given };
  return problem(
    `must be the id of a region, such as cn-hangzhou${value === given ? "" : `, where the default is ${show(given)}`}`,
  );
}

/** What deleting does; `"retain"` where nothing is said. */
export function checkOnDelete(value: unknown): Checked {
  const given = value ?? "retain";
  const choice = onDeleteChoices.find((candidate) => candidate === given);
  return choice === undefined
    ? problem(`must be ${onDeleteChoices.map(show).join(" or ")}`)
    : { value: choice };
}

function problem(rule: string, fix?: string): Checked {
  return { problems: [fix === undefined ? { rule } : { rule, fix }] };
}

/** A broken rule as one text: what must be, what was there, and the fix. */
export function reasonOf({ rule, fix }: Problem, value: unknown): string {
  const got = value === undefined || value === null ? "" : `; got ${show(value)}`;
  return `${rule}${got}${fix === undefined ? "" : `; ${fix}`}`;
}

/** Of longer texts only the beginning is searched for secrets to mask, which takes time; none else is shown. */
const mostLookedAt = 4_000;

/** A value as an error shows it: cut to 80 characters, without what may be secret in a URL (password, signature). */
export function show(value: unknown): string {
  const text = typeof value === "string" ? value : inspect(value, { depth: 1, breakLength: Infinity });
  const characters = Array.from(maskUrlSecrets(text.slice(0, mostLookedAt)));
  const short = characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : characters.join("");
  return typeof value === "string" ? JSON.stringify(short) : short;
}
