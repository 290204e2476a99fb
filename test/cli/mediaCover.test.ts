import { describe, it } from "vitest";
import { mediaCoverScenarios } from "../engine/scenarios/mediaCover";
import { runScenario } from "../engine/scenarios/scenario";
import { cliStackOpener } from "./cliStack";
import { findCliFor } from "./findCli";

const cli = await findCliFor(mediaCoverScenarios);

describe.skipIf(!cli.found)("MediaCover on the real CLI", () => {
  const open = cliStackOpener(cli.found ? cli.path : "");
  it.each(mediaCoverScenarios)("$name", (scenario) => runScenario(scenario, open));
});
