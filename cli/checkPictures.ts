import type { Agent } from "undici";
import type { Problem } from "../provider/cover/problem";
import { mediaName, type ManifestEntry } from "../provider/manifest/entry";
import { type ManifestProblem, problemAt } from "../provider/manifest/problem";
import { connectionProblem } from "./pictureAnswer";
import { createPictureAgent, eachPicture, lookAtPicture, readPicture } from "./readPicture";

/** Asks for the head of each picture: it must be a picture by its bytes, whatever the host says that it is. */
export async function checkPictures(entries: readonly ManifestEntry[]): Promise<ManifestProblem[]> {
  const agent = createPictureAgent();
  const asked = new Map<string, Promise<readonly Problem[]>>();
  const problems: ManifestProblem[] = [];
  await eachPicture(entries, async (entry) => {
    const { coverUrl: url, position } = entry;
    if (url === undefined) return;
    const answer = asked.get(url) ?? checkPicture(url, agent);
    asked.set(url, answer);
    for (const problem of await answer) {
      const rule = `the cover ${url} of video ${mediaName(entry)} ${problem.rule}`;
      problems.push(problemAt(position, { ...problem, rule }));
    }
  });
  await agent.destroy();
  return problems;
}

/** What is wrong with the picture of a URL. */
async function checkPicture(url: string, agent: Agent): Promise<readonly Problem[]> {
  try {
    const read = await readPicture(url, agent, "head");
    return read.ok ? lookAtPicture(read.value).problems : read.problems;
  } catch (error) {
    return [connectionProblem(error)];
  }
}
