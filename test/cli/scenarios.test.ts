import { describe, it } from "vitest";
import { scenarioGroups } from "../engine/scenarios";
import { runScenario } from "../engine/scenarios/scenario";
import { cliStackOpener } from "./cliStack";
import { findCliFor } from "./findCli";

const cli = await findCliFor(Object.values(scenarioGroups).flat());

describe.skipIf(!cli.found).each(Object.entries(scenarioGroups))(
  "%s on the real CLI",
  (_group, scenarios) => {
    const open = cliStackOpener(cli.found ? cli.path : "");
    it.each(scenarios)("$name", (scenario) => runScenario(scenario, open));
  },
);
