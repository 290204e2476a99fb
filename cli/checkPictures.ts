import { Agent, request } from "undici";
import { mediaName, type ManifestEntry } from "../provider/manifest/entry";
import type { ManifestProblem } from "../provider/manifest/problem";
import {
  connectionProblem,
  eachPicture,
  picturesUnderWay,
  pictureTimeoutMs,
  statusProblem,
} from "./pictureAnswer";

/**
 * Asks for each picture with HEAD: it must answer 200 and be an image. Redirections are not followed, as the service was
 * never seen to; nothing of a picture is loaded.
 */
export async function checkPictures(entries: readonly ManifestEntry[]): Promise<ManifestProblem[]> {
  const agent = new Agent({ connections: picturesUnderWay, connect: { timeout: pictureTimeoutMs } });
  const asked = new Map<string, Promise<string | undefined>>();
  const problems: ManifestProblem[] = [];
  await eachPicture(entries, async (entry) => {
    const { coverUrl: url, position } = entry;
    if (url === undefined) return;
    const answer = asked.get(url) ?? problemOf(url, agent);
    asked.set(url, answer);
    const problem = await answer;
    if (problem !== undefined) {
      problems.push({ ...position, message: `the cover ${url} of media ${mediaName(entry)} ${problem}` });
    }
  });
  await agent.close();
  return problems;
}

/** What is wrong with the answer of a picture's URL. */
async function problemOf(url: string, dispatcher: Agent): Promise<string | undefined> {
  try {
    const { statusCode, headers, body } = await request(url, {
      method: "HEAD",
      dispatcher,
      signal: AbortSignal.timeout(pictureTimeoutMs),
    });
    await body.dump();
    const problem = statusProblem(statusCode);
    if (problem !== undefined) return problem;
    const type = String(headers["content-type"] ?? "");
    return /^image\//i.test(type)
      ? undefined
      : `is no image (content type ${JSON.stringify(type)}); set its content type`;
  } catch (error) {
    return connectionProblem(error);
  }
}
