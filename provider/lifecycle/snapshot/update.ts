import type { Ports } from "../ports";
import { readSnapshotInputs, readSnapshotOutputs, type SnapshotOutputs } from "./resource";
import { takePicture } from "./takePicture";

/**
 * Takes a picture if it has another place. Whatever else changes is only recorded.
 *
 * @param olds Recorded outputs.
 * @param news Checked arguments.
 * @throws as `takePicture` does.
 */
export async function update(ports: Ports, olds: unknown, news: unknown): Promise<{ outs: SnapshotOutputs }> {
  const old = readSnapshotOutputs(olds);
  const inputs = readSnapshotInputs(news);
  const isTaken = old.bucket === inputs.bucket && old.objectKey === inputs.objectKey;
  if (!isTaken) return { outs: await takePicture(ports, inputs) };
  return { outs: { ...inputs, fileUrl: inputs.fileUrl ?? old.fileUrl, timeMs: old.timeMs } };
}
