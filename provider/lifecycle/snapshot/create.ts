import type { Ports } from "../ports";
import { readSnapshotInputs, snapshotId, type SnapshotOutputs } from "./resource";
import { takePicture } from "./takePicture";

/**
 * Takes a picture, over whatever is at its place.
 *
 * @param news Checked arguments.
 * @throws as `takePicture` does.
 */
export async function create(ports: Ports, news: unknown): Promise<{ id: string; outs: SnapshotOutputs }> {
  const inputs = readSnapshotInputs(news);
  return { id: snapshotId(inputs), outs: await takePicture(ports, inputs) };
}
