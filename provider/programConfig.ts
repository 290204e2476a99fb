import * as pulumi from "@pulumi/pulumi";
import { type Configuration, readConfiguration } from "./config";

/** The stack's configuration, and the environment, as the user's program sees them. */
export function programConfiguration(): Configuration {
  return readConfiguration((key) => {
    const [namespace, name] = key.split(":", 2);
    return name === undefined ? undefined : new pulumi.Config(namespace).get(name);
  });
}
