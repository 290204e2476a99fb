import * as pulumi from "@pulumi/pulumi";
import type { Configuration } from "../../config";
import type { KnownSettings } from "./explicitProvider";
import type { MediaService } from "../../mps/client";
import { programConfiguration } from "./configuration";
import { systemChance, systemClock } from "../../host/system";

/** Where the user's program looks media up. */
export interface Lookups {
  configuration: Configuration;
  /** @throws ConfigurationError when a proxy is set wrong. */
  service: () => Promise<MediaService>;
}

/**
 * One client for each provider, so that what a program looks up travels together; for the stack's default one by stack, as
 * the Automation API runs several in a process.
 */
const services = new WeakMap<object, Promise<MediaService>>();

/** Stands for the stack in a unit test under `pulumi.runtime.setMocks`, where there is none. */
const noStack = {};

/**
 * Where videos are looked up that resources of this provider are about.
 *
 * @param provider An explicit one; `undefined` for the stack's.
 * @param settings Its settings.
 */
export function lookupsFor(
  provider: pulumi.ProviderResource | undefined,
  settings: KnownSettings | undefined,
): Lookups {
  const configuration = programConfiguration(settings);
  return {
    configuration,
    service() {
      const owner = provider ?? pulumi.runtime.getStackResource() ?? noStack;
      const service = services.get(owner) ?? connect(configuration);
      services.set(owner, service);
      return service;
    },
  };
}

/** What reaches the network is loaded by the first program that needs it. */
async function connect(configuration: Configuration): Promise<MediaService> {
  const { connect: connectTo } = await import("../../host/connect.js");
  return connectTo(configuration, { clock: systemClock, chance: systemChance, log })();
}

const log = {
  warn: (message: string) => void pulumi.log.warn(message),
  info: (message: string) => void pulumi.log.info(message),
  status: (message: string) => void pulumi.log.info(message, undefined, undefined, true),
};
