import type { Contender } from "./contender.ts";
import { programContender } from "./pulumi.ts";
import { sdkContender } from "./sdk.ts";

const manyResources = "Pulumi's engine rewrites its state after each of that many resources";

/** All that are measured, in order. */
export const contenders: readonly Contender[] = [
  sdkContender("sdk-1", "official SDK, one by one", 1),
  sdkContender("sdk-4", "official SDK, 4 at once", 4),
  sdkContender("sdk-100", "official SDK, 100 at once", 100),
  programContender({
    name: "documented-provider",
    title: "dynamic provider as documented",
    program: "documentedProvider.cjs",
    packages: ["@alicloud/mts20140618", "@alicloud/openapi-core"],
    canonicalizes: false,
    runsUpTo: 2000,
    whyNotBeyond: manyResources,
    laterRunsUpTo: 0,
  }),
  programContender({
    name: "media-cover",
    title: "MediaCover, one each",
    program: "mediaCover.cjs",
    canonicalizes: true,
    runsUpTo: 2000,
    whyNotBeyond: manyResources,
    laterRunsUpTo: 200,
  }),
  programContender({
    name: "media-cover-set",
    title: "MediaCoverSet",
    program: "mediaCoverSet.cjs",
    canonicalizes: true,
    runsUpTo: Infinity,
    whyNotBeyond: "",
    laterRunsUpTo: Infinity,
  }),
  programContender({
    name: "packaged-set",
    title: "MediaCoverSet, packaged provider",
    program: "packagedSet.cjs",
    isPackaged: true,
    canonicalizes: true,
    runsUpTo: Infinity,
    whyNotBeyond: "",
    laterRunsUpTo: Infinity,
  }),
];
