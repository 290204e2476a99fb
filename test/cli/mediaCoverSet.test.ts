import { describe, it } from "vitest";
import { mediaCoverSetScenarios } from "../engine/scenarios/mediaCoverSet";
import { runScenario } from "../engine/scenarios/scenario";
import { cliStackOpener } from "./cliStack";
import { findCliFor } from "./findCli";

const cli = findCliFor(mediaCoverSetScenarios);

describe.skipIf(!cli.found)("MediaCoverSet on the real CLI", () => {
  const open = cliStackOpener(cli.found ? cli.path : "");
  for (const scenario of mediaCoverSetScenarios) it(scenario.name, () => runScenario(scenario, open));
});
