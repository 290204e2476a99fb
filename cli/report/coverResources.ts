import { z } from "zod";
import { isUnknown } from "../../provider/lifecycle/unknown";
import { withoutSignature } from "../../provider/cover/liveCoverUrl";
import { type Cover, coverFromUrl, type DeclaredCover, type RecordedCover } from "./cover";

/** Our resources as the CLI writes them, in previews and in states. */

/** How the CLI marks values that are not plain, in exports of states. */
const signatureKey = "4dabf18193072939515e22adb298388d";
/** What a preview writes for a secret. */
const blinded = "[secret]";

/** What of our resources' properties is looked at; all may be missing, secret or not known. */
const shape = z.object({
  mediaId: z.unknown().optional(),
  region: z.string().catch(""),
  coverUrl: z.unknown().optional(),
  onDelete: z.string().catch(""),
  title: z.string().catch(""),
  previousCoverUrl: z.unknown().optional(),
  covers: z.record(z.string(), z.unknown()).optional().catch(undefined),
  previousCovers: z.record(z.string(), z.unknown()).catch({}),
  /** Of a cover whether, of a set which. */
  drifted: z
    .union([z.literal(true), z.array(z.string())])
    .optional()
    .catch(undefined),
  failures: z.array(z.object({ code: z.string(), fix: z.string(), mediaIds: z.array(z.string()) })).catch([]),
});

function readProperties(given: Record<string, unknown>) {
  const { covers, ...properties } = shape.parse(given);
  const isSecret = covers !== undefined && signatureKey in covers;
  return { ...properties, covers: isSecret ? undefined : covers };
}

/** A text, or what stands for one; never what is secret. */
function readCover(given: unknown): Cover {
  if (given === blinded || (typeof given === "object" && given !== null && signatureKey in given)) {
    return "secret";
  }
  return typeof given === "string" && !isUnknown(given) ? coverFromUrl(withoutSignature(given)) : "unknown";
}
/** A resource of any type, as a step of a preview or a state has it. */
export const resourceShape = z.object({
  urn: z.string(),
  type: z.string(),
  /** Only looked up, not managed. */
  external: z.boolean().optional(),
  /** Replaced already, but not deleted yet. */
  delete: z.boolean().optional(),
  /** Deleting it does nothing. */
  retainOnDelete: z.boolean().optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});
export type Resource = z.output<typeof resourceShape>;

/** Of both providers. */
const ours = /^(?:pulumi-nodejs:dynamic\/mediacover|mediacover:index):(?:MediaCover|MediaCoverSet)$/;

/** Whether a resource manages covers. */
export const managesCovers = ({ type, external, delete: isReplaced }: Resource): boolean =>
  ours.test(type) && external !== true && isReplaced !== true;

/** @returns The name of a set whose covers only `pulumi up` will know. */
export function unknownSet(resource: Resource): string | undefined {
  const isOpen = resource.type.endsWith("Set") && readProperties(resource.inputs).covers === undefined;
  return isOpen ? resourceName(resource) : undefined;
}

/**
 * The covers of one of our resources, as its outputs have them.
 *
 * @param next What becomes of it; `undefined` where it goes, or where nobody says.
 */
export function recordedCovers(resource: Resource, next?: Resource): RecordedCover[] {
  const outputs = readProperties(resource.outputs);
  const owner = resourceName(resource);
  const { region, drifted } = outputs;
  if (!resource.type.endsWith("Set")) {
    const putsBack = doesRestore(resource) ? readCover(outputs.previousCoverUrl) : undefined;
    const { title } = outputs;
    const cover = readCover(outputs.coverUrl);
    const media = mediaName(outputs, owner);
    return [
      { media, region, owner, title, cover, putsBack, isDrifted: drifted === true, failure: undefined },
    ];
  }
  const isDrifted = new Set(Array.isArray(drifted) ? drifted : []);
  const failures = new Map(
    outputs.failures.flatMap((each) => each.mediaIds.map((id) => [id, each] as const)),
  );
  const known = outputs.covers ?? {};
  // A set that stays lets go of covers as it says now.
  const restores =
    next !== undefined && readProperties(next.inputs).region === region
      ? readProperties(next.inputs).onDelete === "restore"
      : doesRestore(resource);
  const isRestored = (media: string): boolean => restores && Object.hasOwn(outputs.previousCovers, media);
  return [...new Set([...Object.keys(known), ...failures.keys()])].map((media) => ({
    media,
    region,
    owner,
    title: "",
    cover: readCover(known[media] ?? outputs.previousCovers[media]),
    putsBack: isRestored(media) ? readCover(outputs.previousCovers[media]) : undefined,
    isDrifted: isDrifted.has(media),
    failure: failures.get(media),
  }));
}

/** Whether deleting a resource puts back covers. */
function doesRestore({ outputs, retainOnDelete }: Resource): boolean {
  return retainOnDelete !== true && readProperties(outputs).onDelete === "restore";
}

/**
 * The covers of one of our resources, as its arguments want them.
 *
 * @param isUnchanged Says of a property, as `covers.<mediaId>`, that the engine sees no change of it.
 */
export function declaredCovers(
  resource: Resource,
  isUnchanged: (property: string) => boolean,
): DeclaredCover[] {
  const inputs = readProperties(resource.inputs);
  const owner = resourceName(resource);
  const { region } = inputs;
  if (!resource.type.endsWith("Set")) {
    const cover = readCover(inputs.coverUrl);
    return [{ media: mediaName(inputs, owner), region, owner, cover, isUnchanged: isUnchanged("coverUrl") }];
  }
  return Object.entries(inputs.covers ?? {}).map(([media, cover]) => ({
    media,
    region,
    owner,
    cover: readCover(cover),
    isUnchanged: isUnchanged(`covers.${media}`),
  }));
}

/** What a refresh found. */
export const hasDrifted = ({ outputs }: Resource): boolean => {
  const { drifted } = readProperties(outputs);
  return drifted === true || (Array.isArray(drifted) && drifted.length > 0);
};

function mediaName({ mediaId }: { mediaId?: unknown }, owner: string): string {
  const isPlain = typeof mediaId === "string" && !isUnknown(mediaId) && mediaId !== blinded;
  return isPlain ? mediaId : `(the video of ${owner})`;
}

const resourceName = ({ urn }: Resource): string => urn.split("::").slice(3).join("::");
