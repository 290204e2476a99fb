import { onTestFinished } from "vitest";
import { startEmulator, type Emulator, type EmulatorOptions } from "../../../../emulator/index.ts";

/** A video that {@link startForTest} seeds unless told otherwise. */
export const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";

/** An id of the right form that no seed here has. */
export const unknownMediaId = "00000000000000000000000000000000";

/** A cover as it should be. */
export const coverUrl = "http://covers.oss-cn-hangzhou.aliyuncs.com/trailer.jpg";

/** An emulator that is closed when the test ends. */
export async function startForTest(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ seed: [{ mediaId }], ...options });
  onTestFinished(() => emulator.close());
  return emulator;
}
