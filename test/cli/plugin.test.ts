import { describe, it } from "vitest";
import { scenarioGroups } from "../engine/scenarios";
import { runScenario } from "../engine/scenarios/scenario";
import { throughPlugin } from "../support/throughPlugin";
import { cliStackOpener } from "./cliStack";
import { findCliFor } from "./findCli";

const groups = Object.entries(scenarioGroups)
  .map(([name, scenarios]) => ({
    name,
    // The CLI tells nobody which process a packaged provider has, so none can be ended in the middle.
    scenarios: scenarios.filter(
      ({ needsProcesses, isDynamicOnly }) => needsProcesses !== true && isDynamicOnly !== true,
    ),
  }))
  .filter(({ scenarios }) => scenarios.length > 0);

const cli = await findCliFor(groups.flatMap(({ scenarios }) => scenarios));

describe.skipIf(!cli.found).each(groups)(
  "$name through the packaged provider on the real CLI",
  ({ scenarios }) => {
    const open = throughPlugin(cliStackOpener(cli.found ? cli.path : ""));
    it.each(scenarios)("$name", (scenario) => runScenario(scenario, open));
  },
);
