/** Checkpoints as text. */

import { z } from "zod";
import type { Checkpoint } from "./stack.ts";

const properties = z.record(z.string(), z.json());
const urns = z.array(z.string());

const resourceState = z.object({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  custom: z.boolean(),
  id: z.string().exactOptional(),
  parent: z.string().exactOptional(),
  provider: z.string().exactOptional(),
  inputs: properties,
  outputs: properties,
  dependencies: urns.exactOptional(),
  propertyDependencies: z.record(z.string(), urns).exactOptional(),
  additionalSecretOutputs: z.array(z.string()).exactOptional(),
  ignoreChanges: z.array(z.string()).exactOptional(),
  replaceOnChanges: z.array(z.string()).exactOptional(),
  initErrors: z.array(z.string()).exactOptional(),
  protect: z.boolean().exactOptional(),
  retainOnDelete: z.boolean().exactOptional(),
  deletedWith: z.string().exactOptional(),
  external: z.boolean().exactOptional(),
  delete: z.boolean().exactOptional(),
  pendingReplacement: z.boolean().exactOptional(),
});

const checkpoint = z.object({
  resources: z.array(resourceState),
  pendingOperations: z.array(
    z.object({ type: z.enum(["creating", "updating", "deleting", "reading"]), urn: z.string() }),
  ),
});

/** Reads a checkpoint. @throws {z.ZodError} that names what is wrong. */
export function parseCheckpoint(value: unknown): Checkpoint {
  return checkpoint.parse(value);
}
