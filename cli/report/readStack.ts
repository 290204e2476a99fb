import { z } from "zod";
import { CommandFailedError } from "../terminal";
import { inOrder, recordedChange } from "./compareCovers";
import { managesCovers, recordedCovers, resourceShape } from "./coverResources";
import { parseJson, type PulumiText, readShape } from "./jsonFile";
import type { ReportContent } from "./readPreview";

/** Version 4 is version 3 with a list of features, none of which changes what is read here. */
const deployment = z.object({
  version: z.union([z.literal(3), z.literal(4)], { error: "must be 3 or 4" }),
  deployment: z.object({ resources: z.array(resourceShape).default([]) }),
});

/**
 * Reads what `pulumi stack export` prints: the covers as the state has them. Secrets are ciphertext there, and stay it.
 *
 * @throws {CommandFailedError} for what is not that.
 */
export function readStack(source: PulumiText): ReportContent {
  const json = parseJson(source);
  if (z.object({ steps: z.array(z.unknown()) }).safeParse(json).success) {
    throw new CommandFailedError(`${source.name} is a preview; give it with --preview`);
  }
  const read = readShape(deployment, json, source);
  const recorded = read.deployment.resources
    .filter(managesCovers)
    .flatMap((resource) => recordedCovers(resource));
  return {
    changes: inOrder(recorded.map(recordedChange)),
    nothing: "no covers in it",
    remarks: [],
    errors: [],
    uploads: [],
  };
}
