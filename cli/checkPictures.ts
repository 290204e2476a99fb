import { Agent, request } from "undici";
import { mediaName, type ManifestEntry } from "../provider/manifest/entry";
import type { ManifestProblem } from "../provider/manifest/problem";

/** Pictures asked for at once. */
const underWay = 16;
/** Longest wait for one answer. */
const timeoutMs = 10_000;

/**
 * Asks for each picture with HEAD: it must answer 200 and be an image. Redirections are not followed, as the service was
 * never seen to; nothing of a picture is loaded.
 */
export async function checkPictures(entries: readonly ManifestEntry[]): Promise<ManifestProblem[]> {
  const agent = new Agent({ connections: underWay, connect: { timeout: timeoutMs } });
  const asked = new Map<string, Promise<string | undefined>>();
  const problems: ManifestProblem[] = [];
  const waiting = entries[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const entry of waiting) {
      const { coverUrl: url, position } = entry;
      if (url === undefined) continue;
      const answer = asked.get(url) ?? problemOf(url, agent);
      asked.set(url, answer);
      const problem = await answer;
      if (problem !== undefined) {
        problems.push({ ...position, message: `the cover ${url} of media ${mediaName(entry)} ${problem}` });
      }
    }
  };
  await Promise.all(Array.from({ length: underWay }, worker));
  await agent.close();
  return problems;
}

/** What is wrong with the answer of a picture's URL. */
async function problemOf(url: string, dispatcher: Agent): Promise<string | undefined> {
  try {
    const { statusCode, headers, body } = await request(url, {
      method: "HEAD",
      dispatcher,
      signal: AbortSignal.timeout(timeoutMs),
    });
    await body.dump();
    if (statusCode === 403) return "may not be read by everybody (HTTP 403); make it public-read";
    if (statusCode !== 200) return `answers HTTP ${statusCode}; put the picture there`;
    const type = String(headers["content-type"] ?? "");
    return /^image\//i.test(type)
      ? undefined
      : `is no image (content type ${JSON.stringify(type)}); set its content type`;
  } catch (error) {
    return `does not answer (${reasonOf(error)}); check its host`;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `not in ${timeoutMs / 1000} s`;
  return "code" in error ? String(error.code) : error.message;
}
