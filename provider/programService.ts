import * as pulumi from "@pulumi/pulumi";
import type { MediaService } from "./mps/client";
import { programConfiguration } from "./programConfig";
import { systemChance, systemClock } from "./system";

/**
 * The service as the user's program sees it, with the configuration and the credentials of the provider: one client for
 * each stack, so that what a program looks up travels together. By stack, as the Automation API runs several in a process.
 */
const services = new WeakMap<object, Promise<MediaService>>();

/** Stands for the stack in a unit test under `pulumi.runtime.setMocks`, where there is none. */
const noStack = {};

/** @throws ConfigurationError when a proxy is set wrong. */
export function programService(): Promise<MediaService> {
  const stack = pulumi.runtime.getStackResource() ?? noStack;
  const service = services.get(stack) ?? connect();
  services.set(stack, service);
  return service;
}

/** What reaches the network is loaded by the first program that needs it. */
async function connect(): Promise<MediaService> {
  const { createClient } = await import("./mps/client.js");
  const { createContext } = await import("./mps/context.js");
  return createClient(
    createContext(programConfiguration(), { clock: systemClock, chance: systemChance, log }),
  )();
}

const log = {
  warn: (message: string) => void pulumi.log.warn(message),
  info: (message: string) => void pulumi.log.info(message),
  status: (message: string) => void pulumi.log.info(message, undefined, undefined, true),
};
