import { readCoverUrl } from "../provider/cover/readCoverUrl";
import { maskUrlSecrets } from "../provider/cover/redact";

/** What an answer of a host that is no picture may mean, and what to do: the end of a sentence whose subject is the picture. */

/** Longest wait for one answer. */
export const pictureTimeoutMs = 10_000;

/** What each answer may mean, and what can be done about it. */
export function statusProblem(status: number, url: string, location: string | undefined): string | undefined {
  if (status === 200) return undefined;
  const answered = `answers HTTP ${status}`;
  if (status >= 300 && status < 400) return `${answered}, a redirection; ${redirectionAdvice(url, location)}`;
  if (status === 401)
    return `${answered}: it asks for a sign-in; put the picture where everybody may read it`;
  if (status === 403)
    return `${answered}: it may not be read from here; make the object public-read, or, where a hotlink rule (Referer) or a firewall of the host refuses, let requests without a Referer pass`;
  if (status === 404 || status === 410)
    return `${answered}: it is not there; put the picture there, or correct the URL`;
  if (status === 429) return `${answered}: the host was asked too often; try again later`;
  if (status >= 500)
    return `${answered}: the host fails at the moment; try again later, and if it stays, look at the host`;
  return `${answered}, which is no picture; look at the rules of the host`;
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

/** What is wrong where there is no answer. */
export function connectionProblem(error: unknown): string {
  return `does not answer (${reasonOf(error)}); check its host`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `not in ${pictureTimeoutMs / 1000} s`;
  return "code" in error ? String(error.code) : error.message;
}
