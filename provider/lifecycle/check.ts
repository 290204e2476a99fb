import { inspect } from "node:util";
import { limits } from "../mps/limits";
import { maskUrlSecrets } from "../mps/redact";
import { regionPattern } from "../mps/regions";
import { type Problem, readCoverUrl } from "./coverUrl";
import { onDeleteChoices } from "./resource";
import { isUnknown } from "./unknown";

/** One thing that is wrong with one argument. Pulumi shows both to the user. */
export interface CheckFailure {
  property: string;
  reason: string;
}

/** The arguments to go on with, and everything that is wrong with them. */
export interface CheckResult {
  inputs: Record<string, unknown>;
  failures: CheckFailure[];
}

/** The region for resources that name none, or the sentence that says what to do about it. */
export type DefaultRegion = { region: string } | { missing: string };

/** A value as it goes on, or what is wrong with it. */
type Checked = { value: string } | { problems: Problem[] };

/** What the engine itself adds to the arguments of a dynamic resource. */
const engineProperty = "__provider";

/**
 * Validates the arguments of a MediaCover and completes them: the URL in canonical form, the region's and onDelete's
 * defaults filled in. Values that are not known yet pass, whatever their declared type. Never throws.
 *
 * @param news The arguments as the program gave them.
 */
export function check(news: Readonly<Record<string, unknown>>, defaultRegion: DefaultRegion): CheckResult {
  const rules: Readonly<Record<string, (value: unknown) => Checked>> = {
    mediaId: checkMediaId,
    coverUrl: checkCoverUrl,
    region: (value) => checkRegion(value, defaultRegion),
    onDelete: checkOnDelete,
  };
  const inputs: Record<string, unknown> = { ...news };
  const failures: CheckFailure[] = [];
  for (const [property, rule] of Object.entries(rules)) {
    if (isUnknown(news[property])) continue;
    const checked = rule(news[property]);
    if ("value" in checked) inputs[property] = checked.value;
    else failures.push(...checked.problems.map((broken) => failure(property, broken, news[property])));
  }
  for (const property of Object.keys(news)) {
    if (property !== engineProperty && !Object.hasOwn(rules, property))
      failures.push(unknownArgument(property, Object.keys(rules)));
  }
  return { inputs, failures };
}

function checkMediaId(value: unknown): Checked {
  const rule = `must be ${limits.mediaIdLength} characters of 0-9 and a-f`;
  if (value === undefined || value === null)
    return problem("is required", "give the id of a media, as AddMedia or the console shows it");
  if (typeof value !== "string") return problem(`${rule}, as a string`);
  if (new RegExp(`^[0-9a-f]{${limits.mediaIdLength}}$`).test(value)) return { value };
  const corrected = value.trim().toLowerCase().replaceAll("-", "");
  return corrected !== value && "value" in checkMediaId(corrected)
    ? problem(rule, `write ${JSON.stringify(corrected)}`)
    : problem(
        `${rule} (it has ${Array.from(value).length} characters)`,
        "copy the id from the console or from AddMedia's answer",
      );
}

function checkCoverUrl(value: unknown): Checked {
  if (value === undefined || value === null)
    return problem("is required", "give the http: URL of the picture");
  if (typeof value !== "string") return problem("must be a string: the http: URL of the picture");
  const read = readCoverUrl(value);
  return "canonical" in read ? { value: read.canonical } : read;
}

function checkRegion(value: unknown, defaultRegion: DefaultRegion): Checked {
  const given = value ?? ("region" in defaultRegion ? defaultRegion.region : undefined);
  if (given === undefined)
    return problem("is not set", "missing" in defaultRegion ? defaultRegion.missing : undefined);
  if (typeof given === "string" && regionPattern.test(given)) return { value: given };
  return problem(
    `must be the id of a region, such as cn-hangzhou${value === given ? "" : `, where the default is ${show(given)}`}`,
  );
}

function checkOnDelete(value: unknown): Checked {
  const given = value ?? "retain";
  const choice = onDeleteChoices.find((candidate) => candidate === given);
  return choice === undefined
    ? problem(`must be ${onDeleteChoices.map(show).join(" or ")}`)
    : { value: choice };
}

function unknownArgument(property: string, names: readonly string[]): CheckFailure {
  const meant = names.find((name) => name.toLowerCase() === property.toLowerCase().replaceAll(/[_-]/g, ""));
  const fix = meant === undefined ? `a MediaCover takes ${names.join(", ")}` : `did you mean ${meant}?`;
  return { property, reason: `is not an argument of MediaCover; ${fix}` };
}

function problem(rule: string, fix?: string): Checked {
  return { problems: [fix === undefined ? { rule } : { rule, fix }] };
}

function failure(property: string, { rule, fix }: Problem, value: unknown): CheckFailure {
  const got = value === undefined || value === null ? "" : `; got ${show(value)}`;
  return { property, reason: `${rule}${got}${fix === undefined ? "" : `; ${fix}`}` };
}

/** A value as an error shows it: cut to 80 characters, without what may be secret in a URL (password, signature). */
function show(value: unknown): string {
  const text = typeof value === "string" ? value : inspect(value, { depth: 1, breakLength: Infinity });
  const characters = Array.from(maskUrlSecrets(text));
  const short = characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : characters.join("");
  return typeof value === "string" ? JSON.stringify(short) : short;
}
