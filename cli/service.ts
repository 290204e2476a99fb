import { at, describeProblem, invalid, type Result } from "../provider/cover/problem";
import type { Configuration } from "../provider/config";
import { checkRegion } from "../provider/cover/rules";
import type { MediaService } from "../provider/mps/client";
import { ConfigurationError } from "../provider/mps/errors";
import { systemChance, systemClock } from "../provider/host/system";
import { advise } from "./advice";
import { readCommandConfiguration, type ServiceOptions } from "./commandConfig";
import type { Terminal } from "./terminal";

/** The service as a command sees it. */
export interface CommandService {
  service: MediaService;
  /** The region of what names none. */
  region: string;
}

/**
 * Connects a command to the service, with region, credentials and endpoint as a program here would have them. A stack
 * whose configuration cannot be read is told of; the environment then has to do.
 *
 * @throws {ConfigurationError} where no region is set, or a wrong one
 */
export async function connect(options: ServiceOptions, terminal: Terminal): Promise<CommandService> {
  const { configuration, stack } = await readCommandConfiguration(options);
  if ("missing" in stack && !stack.isExpected)
    terminal.printError(`no configuration of a stack is used: ${stack.missing}`);
  const region = readRegion(configuration, options.region);
  if (!region.ok) throw new ConfigurationError(region.problems.map(describeProblem).join(". "));
  const { connect: connectTo } = await import("../provider/host/connect.js");
  const log = { warn: terminal.printError, info: terminal.printError, status: () => {} };
  const connection = connectTo(configuration, { clock: systemClock, chance: systemChance, log, advise });
  return { service: connection(), region: region.value };
}

/** The region of what names none, by the rules of a program. */
export function readRegion(configuration: Configuration, given: string | undefined): Result<string> {
  const found = configuration.defaultRegion();
  const byDefault = found.ok
    ? found
    : invalid("is not set", {
        fix: ["give --region", "set alicloud:region or ALICLOUD_REGION", configuration.profileRegionFix()]
          .filter((fix) => fix !== undefined)
          .join(", or "),
      });
  return at(["region"], checkRegion(given, byDefault));
}
