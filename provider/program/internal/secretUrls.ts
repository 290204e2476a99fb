import * as pulumi from "@pulumi/pulumi";
import { checkCoverUrl } from "../../cover/rules";

/**
 * Cover URLs that the program marks as secrets.
 *
 * A provider is not told which of its arguments are secret: Pulumi prints what a check refuses, and an output of another
 * name that holds the same value is recorded in the open. The program's side knows, so it sees to both.
 */

/**
 * Refuses a secret URL that breaks a rule, without showing it; other values are for `check` to refuse.
 *
 * @param subject Whose URL it is, such as `MediaCover "trailer": coverUrl`.
 * @param whenSecret Called before the URL goes on, where it is a secret.
 */
export function keepSecret(
  subject: string,
  url: pulumi.Input<string>,
  whenSecret: () => void,
): pulumi.Input<string> {
  if (!pulumi.Output.isInstance(url)) return url;
  const given = pulumi.output(url);
  return given.apply(async (known) => {
    if (!(await pulumi.isSecret(given))) return known;
    whenSecret();
    refuseUnseen(subject, known);
    return known;
  });
}

/** The covers of a set, as a program gives them. */
export type SetCovers = pulumi.Input<Record<string, pulumi.Input<string>>>;

/** The same of the covers of a set, of which all or some may be secrets. */
export function keepSecrets(subject: string, covers: SetCovers, whenSecret: () => void): SetCovers {
  const nameOf = (mediaId: string): string => `${subject}["${mediaId}"]`;
  if (pulumi.Output.isInstance(covers)) {
    const given = pulumi.output(covers);
    return given.apply(async (known) => {
      if (!(await pulumi.isSecret(given))) return known;
      whenSecret();
      for (const [mediaId, url] of Object.entries(Object(known))) refuseUnseen(nameOf(mediaId), url);
      return known;
    });
  }
  // Anything else, such as a Map, is for others to refuse.
  if (
    covers instanceof Promise ||
    !Object.values(Object(covers)).some((url) => pulumi.Output.isInstance(url))
  )
    return covers;
  return Object.fromEntries(
    Object.entries(covers).map(([mediaId, url]) => [mediaId, keepSecret(nameOf(mediaId), url, whenSecret)]),
  );
}

function refuseUnseen(subject: string, url: unknown): void {
  const checked = checkCoverUrl(url);
  if (checked.ok) return;
  // No fix: it would repeat the URL.
  const rules = checked.problems.map(({ rule }) => rule).join("; ");
  throw new Error(`${subject} is a secret, and is not shown here: it ${rules}`);
}
