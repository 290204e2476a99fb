import { advise } from "./advice";
import type { Configuration } from "../provider/config";
import { connect } from "../provider/host/connect";
import { findCredentials, type SearchResult } from "../provider/credentials/credentials";
import { describeProblem, problemsIn, valid } from "../provider/cover/problem";
import { regionPattern } from "../provider/cover/regions";
import { endpointFor } from "../provider/mps/endpoint";
import { ConfigurationError, CredentialsError } from "../provider/mps/errors";
import { maskAccessKeyId, maskUrlSecrets } from "../provider/cover/redact";
import { createTransport } from "../provider/mps/transport";
import { systemChance, systemClock } from "../provider/host/system";
import { checkCommandSettings, readCommandConfiguration, type ServiceOptions } from "./commandConfig";
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
  print("stack", stack.missing ?? "the one that is selected in this folder");
  printSettings(configuration, options.region, print);
  const settings = checkCommandSettings(configuration, options);
  const problems = problemsIn(settings).map(describeProblem);
  const warnings = configuration.warnings(settings.ok ? settings.value : undefined);
  for (const warning of warnings) print("warning", warning);
  const found = await printCredentials(configuration, print, terminal).catch((error: unknown) => {
    if (!(error instanceof CredentialsError || error instanceof ConfigurationError)) throw error;
    const told = error instanceof ConfigurationError ? error.problems.map(describeProblem) : [error.message];
    problems.push(...told.filter((each) => !problems.includes(each)));
  });
  if (!settings.ok || !found) throw new CommandFailedError(problems.join("\n"));
  const { mediaId = nobodysMediaId } = options;
  await tryRead(configuration, found, { region: settings.value, mediaId }, print);
}

type Print = (what: string, value: string) => void;

function printSettings(configuration: Configuration, given: string | undefined, print: Print): void {
  const byDefault = configuration.defaultRegion();
  const region = given ?? (byDefault.ok ? byDefault.value : undefined);
  const from = (setting: "region" | "endpoint" | "maxQps"): string =>
    configuration.origin(setting) ?? "default";
  const shown = region && `${maskUrlSecrets(region)} (${given ? "--region" : from("region")})`;
  print("region", shown ?? "none");
  print("endpoint", `${orProblem(() => endpoint(configuration, region))} (${from("endpoint")})`);
  print("maxQps", `${orProblem(() => String(configuration.maxQps()))} (${from("maxQps")})`);
  print(
    "proxy",
    orProblem(() => describeProxies(configuration)),
  );
}

function endpoint(configuration: Configuration, region: string | undefined): string {
  const override = configuration.endpoint();
  if (override !== undefined) return override.origin;
  const isRegion = region !== undefined && regionPattern.test(region);
  return isRegion ? endpointFor(region, override).origin : "none without a region";
}

function describeProxies(configuration: Configuration): string {
  const { httpProxy, httpsProxy, noProxy } = configuration.proxies();
  const proxies = [
    httpsProxy && `https ${maskUrlSecrets(httpsProxy.url)} (${httpsProxy.name})`,
    httpProxy && `http ${maskUrlSecrets(httpProxy.url)} (${httpProxy.name})`,
    noProxy && `not for ${maskUrlSecrets(noProxy)}`,
  ].filter((each) => each !== undefined && each !== "");
  return proxies.length === 0 ? "none" : `${proxies.join(", ")}; never for this machine`;
}

/** A wrong setting is among the problems that follow. */
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
  if (media === undefined) return `there is no video ${mediaId}`;
  return media.coverUrl === ""
    ? "the video has no cover"
    : `the video's cover is ${maskUrlSecrets(media.coverUrl)}`;
}
