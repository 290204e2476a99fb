import type { Problem } from "../provider/cover/problem";
import { readCoverUrl } from "../provider/cover/readCoverUrl";
import { maskUrlSecrets } from "../provider/cover/redact";
import { errorCode } from "../provider/files/findFile";

/** What it means if a host answers with no picture, and what to do. The subject of each problem is the picture. */

/** Longest wait for one answer. */
export const pictureTimeoutMs = 10_000;

/** What a status other than 200 means. */
export function statusProblem(
  status: number,
  url: string,
  location: string | undefined,
): Problem | undefined {
  if (status === 200) return undefined;
  const { rule, fix } = explainStatus(status, url, location);
  return { path: [], rule: `answers HTTP ${status}${rule}`, fix };
}

function explainStatus(
  status: number,
  url: string,
  location: string | undefined,
): Required<Pick<Problem, "rule" | "fix">> {
  if (status >= 300 && status < 400)
    return { rule: ", a redirection", fix: redirectionAdvice(url, location) };
  if (status === 401)
    return { rule: ": it asks for a sign-in", fix: "put the picture where everybody may read it" };
  if (status === 403) {
    const fix =
      "make the object public-read, or, where a hotlink rule (Referer) or a firewall of the host refuses, let requests without a Referer pass";
    return { rule: ": it may not be read from here", fix };
  }
  if (status === 404 || status === 410)
    return { rule: ": it is not there", fix: "put the picture there, or correct the URL" };
  if (status === 429) return { rule: ": the host was asked too often", fix: "try again later" };
  if (status >= 500) {
    const fix = "try again later, and if it stays, look at the host";
    return { rule: ": the host fails at the moment", fix };
  }
  return { rule: ", which is no picture", fix: "look at the rules of the host" };
}

/** A cover must be an http: URL that answers by itself. */
function redirectionAdvice(url: string, location: string | undefined): string {
  const target = location === undefined ? null : URL.parse(location, url);
  if (target === null) return "it names no place; look at the rules of the host";
  const shown = maskUrlSecrets(target.href, { mayHoldAt: true });
  const read = target.protocol === "http:" ? readCoverUrl(target.href) : undefined;
  if (read?.ok === true && read.value !== url) return `it leads to ${shown}: give that URL`;
  return `it leads to ${shown}, and the service takes http: URLs only, and was never seen to follow one: let the host serve the picture over http: as well (without forcing HTTPS on it), or put it on a host that does, such as an OSS bucket`;
}

/** What is wrong if there is no answer. */
export function connectionProblem(error: unknown): Problem {
  return { path: [], rule: `does not answer (${describeError(error)})`, fix: "check its host" };
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `not in ${pictureTimeoutMs / 1000} s`;
  return errorCode(error) ?? error.message;
}
