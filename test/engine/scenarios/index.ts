/** Every scenario, in the order in which to read them. */

import { accountScenarios } from "./accounts";
import { coverImageScenarios } from "./coverImage";
import { coverSnapshotScenarios } from "./coverSnapshot";
import { crashScenarios } from "./crash";
import { failures } from "./failure";
import { lifecycle } from "./lifecycle";
import { lookupScenarios } from "./lookups";
import { mediaCoverScenarios } from "./mediaCover";
import { mediaCoverSetScenarios } from "./mediaCoverSet";
import { movingScenarios } from "./moving";
import { providers } from "./providers";
import { refreshes } from "./refresh";
import { refusedUrlScenarios } from "./refusedUrls";
import { replacements } from "./replacement";
import type { Scenario } from "./scenario";
import { snapshotCrashScenarios } from "./snapshotCrash";

/** What any dynamic provider may expect of an engine: the test engine against the real one. */
export const toyScenarios: readonly Scenario[] = [
  ...lifecycle,
  ...replacements,
  ...failures,
  ...refreshes,
  ...providers,
];

/** What users do with this package, by what they do it with. */
export const scenarioGroups: Readonly<Record<string, readonly Scenario[]>> = {
  MediaCover: [...mediaCoverScenarios, ...refusedUrlScenarios],
  MediaCoverSet: mediaCoverSetScenarios,
  "A stack that changes its provider": movingScenarios,
  Provider: [...accountScenarios, ...lookupScenarios],
  CoverImage: coverImageScenarios,
  CoverSnapshot: coverSnapshotScenarios,
  "a provider that is killed": [...crashScenarios, ...snapshotCrashScenarios],
};

/** All of them. */
export const allScenarios: readonly Scenario[] = [...toyScenarios, ...Object.values(scenarioGroups).flat()];
