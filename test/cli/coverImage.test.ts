import { describe, it } from "vitest";
import { coverImageScenarios } from "../engine/scenarios/coverImage";
import { runScenario } from "../engine/scenarios/scenario";
import { cliStackOpener } from "./cliStack";
import { findCliFor } from "./findCli";

const cli = await findCliFor(coverImageScenarios);

describe.skipIf(!cli.found)("CoverImage on the real CLI", () => {
  const open = cliStackOpener(cli.found ? cli.path : "");
  it.each(coverImageScenarios)("$name", (scenario) => runScenario(scenario, open));
});
