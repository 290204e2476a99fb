import type { Agent } from "undici";
import { mediaName, type ManifestEntry } from "../provider/manifest/entry";
import { type ManifestProblem, problemAt } from "../provider/manifest/problem";
import { connectionProblem } from "./pictureAnswer";
import { createPictureAgent, eachPicture, lookAtPicture, readPicture } from "./readPicture";

/** Asks for the head of each picture: it must be a picture by its bytes, whatever the host says that it is. */
export async function checkPictures(entries: readonly ManifestEntry[]): Promise<ManifestProblem[]> {
  const agent = createPictureAgent();
  const asked = new Map<string, Promise<string | undefined>>();
  const problems: ManifestProblem[] = [];
  await eachPicture(entries, async (entry) => {
    const { coverUrl: url, position } = entry;
    if (url === undefined) return;
    const answer = asked.get(url) ?? problemOf(url, agent);
    asked.set(url, answer);
    const problem = await answer;
    if (problem !== undefined) {
      const rule = `the cover ${url} of media ${mediaName(entry)} ${problem}`;
      problems.push(problemAt(position, { path: [], rule }));
    }
  });
  await agent.destroy();
  return problems;
}

/** What is wrong with the picture of a URL. */
async function problemOf(url: string, agent: Agent): Promise<string | undefined> {
  try {
    const read = await readPicture(url, agent, "head");
    return "problem" in read ? read.problem : lookAtPicture(read.bytes).problem;
  } catch (error) {
    return connectionProblem(error);
  }
}
