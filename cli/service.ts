import { describeProblem } from "../provider/cover/problem";
import type { MediaService } from "../provider/mps/client";
import { systemChance, systemClock } from "../provider/host/system";
import { advise } from "./advice";
import { checkCommandSettings, readCommandConfiguration, type ServiceOptions } from "./commandConfig";
import { CommandFailedError, type Terminal } from "./terminal";

/** The service as a command sees it. */
export interface CommandService {
  service: MediaService;
  /** The region of what names none. */
  region: string;
}

/**
 * Connects a command to the service, with the region, credentials and endpoint that a program has here. If the stack's
 * configuration cannot be read, says so and goes on with the environment.
 *
 * @throws CommandFailedError for settings that `pulumi up` would refuse
 */
export async function connect(options: ServiceOptions, terminal: Terminal): Promise<CommandService> {
  const { configuration, stack } = await readCommandConfiguration(options);
  if (stack.missing !== undefined && stack.isExpected !== true)
    terminal.printError(`no configuration of a stack is used: ${stack.missing}`);
  const settings = checkCommandSettings(configuration, options);
  if (!settings.ok) throw new CommandFailedError(settings.problems.map(describeProblem).join("\n"));
  configuration.warnings(settings.value).forEach(terminal.printError);
  const { connect: connectTo } = await import("../provider/host/connect.js");
  const log = { warn: terminal.printError, info: terminal.printError, status: () => {} };
  const connection = connectTo(configuration, { clock: systemClock, chance: systemChance, log, advise });
  return { service: connection(), region: settings.value };
}
