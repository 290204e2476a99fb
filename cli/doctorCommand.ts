import { advise } from "./advice";
import type { Configuration } from "../provider/config";
import { connect } from "../provider/host/connect";
import { findCredentials, type SearchResult } from "../provider/credentials/credentials";
import { endpointOf } from "../provider/mps/endpoint";
import { describeProblem, valid } from "../provider/cover/problem";
import { maskAccessKeyId, maskUrlSecrets } from "../provider/cover/redact";
import { createTransport } from "../provider/mps/transport";
import { systemChance, systemClock } from "../provider/host/system";
import { readCommandConfiguration, type ServiceOptions } from "./commandConfig";
import { readRegion } from "./service";
import { CommandFailedError, type Terminal } from "./terminal";

export interface DoctorOptions extends ServiceOptions {
  /** The video to read. Default: one that does not exist. */
  mediaId?: string;
}

/** Well-formed, and nobody's: the service answers that it does not exist. */
const nobodysMediaId = "0".repeat(32);

/**
 * Runs `mediacover doctor`.
 *
 * @throws CommandFailedError for whatever keeps a program from working here
 */
export async function runDoctor(options: DoctorOptions, terminal: Terminal): Promise<void> {
  const print = (what: string, value: string): void => terminal.print(`${what.padEnd(13)}${value}`);
  const { configuration, stack } = await readCommandConfiguration(options);
  print("stack", "values" in stack ? "the one that is selected in this folder" : stack.missing);
  const shown = printSettings(configuration, options.region, print);
  const region = readRegion(configuration, options.region);
  const usable = region.ok ? region.value : undefined;
  // A region that is not set is told last, after what else can be known.
  const wrongRegion = region.ok || shown === undefined ? [] : region.problems.map(describeProblem);
  const problems = [...wrongRegion, ...configuration.problems(usable)];
  if (problems.length > 0) throw new CommandFailedError(problems.join("\n"));
  for (const warning of configuration.warnings(usable)) terminal.printError(`warning: ${warning}`);
  const found = await printCredentials(configuration, print, terminal);
  if (!region.ok) throw new CommandFailedError(region.problems.map(describeProblem).join(". "));
  await tryRead(
    configuration,
    found,
    { region: region.value, mediaId: options.mediaId ?? nobodysMediaId },
    print,
  );
}

type Print = (what: string, value: string) => void;

function printSettings(
  configuration: Configuration,
  given: string | undefined,
  print: Print,
): string | undefined {
  const byDefault = configuration.defaultRegion();
  const region = given ?? (byDefault.ok ? byDefault.value : undefined);
  const from = (setting: "endpoint" | "maxQps"): string => configuration.origin(setting) ?? "default";
  print("region", region === undefined ? "none" : `${region} (${given ? "--region" : regionOrigin()})`);
  print("endpoint", `${orProblem(() => endpoint(configuration, region))} (${from("endpoint")})`);
  print("maxQps", `${orProblem(() => String(configuration.maxQps()))} (${from("maxQps")})`);
  print(
    "proxy",
    orProblem(() => describeProxies(configuration)),
  );
  return region;

  function regionOrigin(): string {
    return configuration.origin("region") ?? "default";
  }
}

function endpoint(configuration: Configuration, region: string | undefined): string {
  const override = configuration.endpoint();
  return (
    override?.origin ?? (region === undefined ? "none without a region" : endpointOf(region, override).origin)
  );
}

function describeProxies(configuration: Configuration): string {
  const { httpProxy, httpsProxy, noProxy } = configuration.proxies();
  const proxies = [
    httpsProxy && `https ${maskUrlSecrets(httpsProxy.url)} (${httpsProxy.name})`,
    httpProxy && `http ${maskUrlSecrets(httpProxy.url)} (${httpProxy.name})`,
    noProxy && `not for ${noProxy}`,
  ].filter((each) => each !== undefined && each !== "");
  return proxies.length === 0 ? "none" : `${proxies.join(", ")}; never for this machine`;
}

/** A setting that is wrong is among the problems that are told of next. */
function orProblem(read: () => string): string {
  try {
    return read();
  } catch {
    return "wrong";
  }
}

async function printCredentials(
  configuration: Configuration,
  print: Print,
  terminal: Terminal,
): Promise<SearchResult> {
  const transport = createTransport(configuration.proxies());
  const found = await findCredentials(configuration.credentialsSources(transport), advise);
  print("credentials", found.source);
  const { accessKeyId, securityToken } = found.credentials;
  print("access key", `${maskAccessKeyId(accessKeyId)}${securityToken ? ", temporary" : ""}`);
  if (found.passedOver.length > 0) terminal.print("looked at before, in this order:");
  for (const line of found.passedOver) terminal.print(`  - ${line}`);
  return found;
}

async function tryRead(
  configuration: Configuration,
  { credentials, source }: SearchResult,
  { region, mediaId }: { region: string; mediaId: string },
  print: Print,
): Promise<void> {
  const service = connect(
    { ...configuration, credentialsSources: () => [{ name: source, load: async () => valid(credentials) }] },
    {
      clock: systemClock,
      chance: systemChance,
      log: { info: () => {}, warn: () => {}, status: () => {} },
      advise,
    },
  )();
  const startedAt = systemClock.now();
  const media = await service.findMedia(region, mediaId);
  const tookMs = Math.round(systemClock.now() - startedAt);
  print("read", `OK: the service answers QueryMediaList in ${tookMs} ms; ${describeMedia(media, mediaId)}`);
}

function describeMedia(media: { coverUrl: string } | undefined, mediaId: string): string {
  if (mediaId === nobodysMediaId) return "setting a cover needs the permission mts:UpdateMediaCover besides";
  if (media === undefined) return `there is no media ${mediaId}`;
  return media.coverUrl === ""
    ? "the media has no cover"
    : `the media's cover is ${maskUrlSecrets(media.coverUrl)}`;
}
