import { type OssObject, readOssAddress } from "../../cover/ossObject";
import { describeProblems } from "../../cover/problem";
import { readSnapshotTime, type SnapshotTime } from "../../cover/snapshotTime";

/** Arguments that have been checked, in the form in which they are used. */

/** @throws Error if the argument has not been checked. */
export function ossObject(fileUrl: string): OssObject {
  const address = readOssAddress(fileUrl);
  if (address.ok) return { bucket: address.value.bucket, key: address.value.key };
  throw new Error(`fileUrl ${describeProblems(address.problems)}`);
}

/** @throws Error if the argument has not been checked. */
export function snapshotTime(value: unknown): SnapshotTime {
  const time = readSnapshotTime(value);
  if (time.ok) return time.value;
  throw new Error(`time ${describeProblems(time.problems)}`);
}
