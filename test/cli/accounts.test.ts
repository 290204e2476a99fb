import { describe, it } from "vitest";
import { accountScenarios } from "../engine/scenarios/accounts";
import { lookupScenarios } from "../engine/scenarios/lookups";
import { runScenario } from "../engine/scenarios/scenario";
import { cliStackOpener } from "./cliStack";
import { findCliFor } from "./findCli";

const cli = await findCliFor([...accountScenarios, ...lookupScenarios]);

describe.skipIf(!cli.found)("Provider on the real CLI", () => {
  const open = cliStackOpener(cli.found ? cli.path : "");
  it.each(accountScenarios)("$name", (scenario) => runScenario(scenario, open));
  it.each(lookupScenarios)("$name", (scenario) => runScenario(scenario, open));
});
