/** A script such as one would write with the official SDK: so many calls at once, no second try. */

import { createRequire } from "node:module";
import { type SdkJob, type SdkReport, sdkJobShape } from "./sdkMessages.ts";

// The SDK is CommonJS whose default export Node and TypeScript see differently.
const require = createRequire(import.meta.url);
const mts: typeof import("@alicloud/mts20140618") = require("@alicloud/mts20140618");
const { $OpenApiUtil }: typeof import("@alicloud/openapi-core") = require("@alicloud/openapi-core");

process.once("message", (message) => {
  void setCovers(sdkJobShape.parse(message)).then((report) =>
    process.send?.(report, undefined, undefined, () => process.disconnect()),
  );
});

async function setCovers({ endpoint, atOnce, covers }: SdkJob): Promise<SdkReport> {
  const client = new mts.default(
    new $OpenApiUtil.Config({
      endpoint,
      protocol: "HTTP",
      accessKeyId: "testid",
      accessKeySecret: "testsecret",
    }),
  );
  const left = covers.values();
  let failed = 0;
  let firstFailure: string | undefined;
  const worker = async (): Promise<void> => {
    for (const { mediaId, coverURL } of left) {
      try {
        await client.updateMediaCover(new mts.UpdateMediaCoverRequest({ mediaId, coverURL }));
      } catch (error) {
        failed += 1;
        firstFailure ??= String(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const memoryBytes = process.resourceUsage().maxRSS * 1024;
  return { memoryBytes, failed, ...(firstFailure !== undefined && { firstFailure }) };
}
