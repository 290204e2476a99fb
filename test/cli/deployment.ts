/** The CLI's exported deployments, to and from checkpoints. */

import { z } from "zod";
import { parseCheckpoint } from "../engine/harness/checkpoint.ts";
import { isPropertyMap, isSecret, parsePropertyValue, secretOf } from "../engine/harness/properties.ts";
import type { Checkpoint, PropertyMap, PropertyValue } from "../engine/harness/stack.ts";
import { nameOf } from "../engine/harness/urn.ts";

const formatVersion = 3;

const resource = z.looseObject({ urn: z.string() });
const exported = z.object({
  version: z.literal(formatVersion),
  deployment: z.looseObject({
    resources: z.array(resource).default([]),
    pending_operations: z.array(z.object({ type: z.string(), resource })).default([]),
  }),
});

/** Reads what `pulumi stack export --show-secrets` prints. @throws {z.ZodError} for another format. */
export function parseDeployment(json: string): Checkpoint {
  const { resources, pending_operations: pending } = exported.parse(JSON.parse(json)).deployment;
  return parseCheckpoint({
    resources: resources.map((each) => {
      const fields = parsePropertyValue(each);
      return {
        inputs: {},
        outputs: {},
        ...(isPropertyMap(fields) && marked(fields)),
        name: nameOf(each.urn),
      };
    }),
    pendingOperations: pending.map(({ type, resource: { urn } }) => ({ type, urn })),
  });
}

/** Writes what `pulumi stack import` reads; how the stack encrypts its secrets is taken over from its own export. */
export function formatDeployment(
  { resources, pendingOperations }: Checkpoint,
  exportOfStack: string,
): string {
  const { deployment } = exported.parse(JSON.parse(exportOfStack));
  const written = resources.map(({ name: _name, inputs, outputs, ...fields }) => ({
    ...fields,
    inputs: sealed(inputs),
    outputs: sealed(outputs),
  }));
  return JSON.stringify({
    version: formatVersion,
    deployment: {
      ...deployment,
      resources: written,
      pending_operations: pendingOperations.map(({ type, urn }) => ({
        type,
        resource: written.find((each) => each.urn === urn) ?? { urn, type: "", custom: true },
      })),
    },
  });
}

/** Secrets as the engine marks them: the export quotes their JSON as `plaintext`. */
function marked(properties: PropertyMap): PropertyMap {
  return mapValues(properties, (value) =>
    isSecret(value) && typeof value.plaintext === "string"
      ? secretOf(parsePropertyValue(JSON.parse(value.plaintext)))
      : value,
  );
}

/** Secrets as the export has them. */
function sealed(properties: PropertyMap): PropertyMap {
  return mapValues(properties, (value) => {
    if (!isSecret(value)) return value;
    const { value: secret = null, ...signature } = value;
    return { ...signature, plaintext: JSON.stringify(secret) };
  });
}

/** Rewrites objects from the outside in; what the function changes is not looked into again. */
function mapValues(properties: PropertyMap, rewrite: (value: PropertyMap) => PropertyMap): PropertyMap {
  const visit = (value: PropertyValue): PropertyValue => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isPropertyMap(value)) return value;
    const rewritten = rewrite(value);
    return rewritten === value ? mapValues(value, rewrite) : rewritten;
  };
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, visit(value)]));
}
