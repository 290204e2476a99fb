import * as pulumi from "@pulumi/pulumi";
import { type Configuration, type GetConfig, readConfiguration } from "../../config";
import type { KnownSettings } from "./explicitProvider";

/**
 * Configuration and environment as the user's program sees them.
 *
 * @param settings Those of an explicit provider, which sees nothing of the stack's configuration. Default the stack's.
 */
export function programConfiguration(settings?: KnownSettings): Configuration {
  return readConfiguration(settings === undefined ? stackConfig : (key) => textOf(settings[key]));
}

/** A value of the stack's configuration. */
export const stackConfig: GetConfig = (key) => {
  const [namespace, name] = key.split(":", 2);
  return name === undefined ? undefined : new pulumi.Config(namespace).get(name);
};

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
