import { readConfiguration } from "../provider/config";
import { checkRegion, reasonOf } from "../provider/lifecycle/rules";
import type { MediaService } from "../provider/mps/client";
import { ConfigurationError } from "../provider/mps/errors";
import { systemChance, systemClock } from "../provider/system";
import type { Terminal } from "./terminal";

/** The service as a command sees it. */
export interface CommandService {
  service: MediaService;
  /** The region of what names none. */
  region: string;
}

/**
 * Connects a command to the service, with region, credentials and endpoint from the environment.
 *
 * @param region What `--region` says, which wins.
 * @throws {ConfigurationError} where no region is set, or a wrong one
 */
export async function connect(region: string | undefined, terminal: Terminal): Promise<CommandService> {
  const configuration = readConfiguration(() => undefined);
  const found = configuration.defaultRegion();
  const place = "region" in found ? found : { missing: "give --region, or set ALICLOUD_REGION" };
  const checked = checkRegion(region, place);
  if ("problems" in checked) {
    throw new ConfigurationError(
      checked.problems.map((problem) => `the region ${reasonOf(problem, region)}`).join(". "),
    );
  }
  const { createClient } = await import("../provider/mps/client.js");
  const { createContext } = await import("../provider/mps/context.js");
  const log = { warn: terminal.printError, info: terminal.printError, status: () => {} };
  const context = createContext(configuration, { clock: systemClock, chance: systemChance, log });
  return { service: createClient(context)(), region: checked.value };
}
