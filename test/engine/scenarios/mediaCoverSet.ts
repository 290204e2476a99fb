import { changeScenarios } from "./mediaCoverSet/changes";
import { driftScenarios } from "./mediaCoverSet/drift";
import { failureScenarios } from "./mediaCoverSet/failures";
import { refusalScenarios } from "./mediaCoverSet/refusals";
import { restoreScenarios } from "./mediaCoverSet/restore";
import type { Scenario } from "./scenario";

/**
 * What a user does with MediaCoverSet. What each scenario expects holds on the test engine and on the real CLI.
 */
export const mediaCoverSetScenarios: readonly Scenario[] = [
  ...changeScenarios,
  ...refusalScenarios,
  ...failureScenarios,
  ...driftScenarios,
  ...restoreScenarios,
];
