import * as pulumi from "@pulumi/pulumi";
import { programConfiguration } from "./configuration";
import { regionSettings } from "./explicitProvider";
import { isKnown, whenKnown } from "./whenKnown";

/**
 * Which resource of the program manages which video. Two resources with the same video would undo each other in every run,
 * and the engine does not notice, because their names differ.
 *
 * By provider, because each may be of another account. By stack for the default provider, because the Automation API runs
 * several programs in one process, or one program several times.
 */
const claims = new WeakMap<object, Map<string, string>>();

type Provider = pulumi.ProviderResource | undefined;

/**
 * Claims the video of a MediaCover.
 *
 * @returns The `mediaId` to register. If the program does not know it yet, an output that fails before the resource is
 * registered.
 * @throws RunError naming both resources, if another one has claimed the video.
 */
export function claimVideo(
  name: string,
  args: Readonly<Record<"mediaId" | "region", unknown>>,
  provider: Provider,
): unknown {
  const { mediaId, region } = args;
  const owner = findOwner(provider);
  if (owner === undefined) return mediaId;
  return whenKnown({ mediaId, region, ...regionSettings(provider) }, (values) => {
    claim(owner, values["mediaId"], resolveRegion(values, provider), name);
    return values["mediaId"];
  });
}

/**
 * Claims the videos of a MediaCoverSet.
 *
 * @returns The `covers` and the `region` to register. One of them is an output that fails before the set is registered, if
 * the program does not know it yet. An unknown value never makes the other one unknown.
 * @throws RunError naming both resources, if another one has claimed one of the videos.
 */
export function claimVideos(
  name: string,
  args: Readonly<Record<"covers" | "region", unknown>>,
  provider: Provider,
): Readonly<Record<"covers" | "region", unknown>> {
  const { covers, region } = args;
  const owner = findOwner(provider);
  if (owner === undefined) return { covers, region };
  // Its URLs may be outputs, which do not matter here.
  const isListed = isKnown(covers);
  const inputs = { ...(isListed ? {} : { covers }), region, ...regionSettings(provider) };
  const carrier = isListed ? "region" : "covers";
  const carried = whenKnown(inputs, (values) => {
    const place = resolveRegion(values, provider);
    const mediaIds = Object.keys(Object(isListed ? covers : values["covers"]));
    for (const mediaId of mediaIds) claim(owner, mediaId, place, name);
    return values[carrier];
  });
  return { covers, region, [carrier]: carried };
}

/** Undefined in a unit test under `pulumi.runtime.setMocks`, which may build one program many times. */
function findOwner(provider: Provider): object | undefined {
  const stack = pulumi.runtime.getStackResource();
  return stack && (provider ?? stack);
}

function claim(owner: object, mediaId: unknown, region: string, name: string): void {
  // Anything else is for `check` to refuse.
  if (typeof mediaId !== "string") return;
  const claimants = claims.get(owner) ?? new Map<string, string>();
  claims.set(owner, claimants);
  const key = `${region}/${mediaId}`;
  const claimant = claimants.get(key);
  if (claimant !== undefined) {
    throw new pulumi.RunError(
      `video ${mediaId} is managed by two resources of this program, "${claimant}" and "${name}": remove one, as each would overwrite the other's cover`,
    );
  }
  claimants.set(key, name);
}

/** The region that the arguments name, or the default one of the provider; empty if there is none. */
function resolveRegion(values: Readonly<Record<string, unknown>>, provider: Provider): string {
  if (typeof values["region"] === "string") return values["region"];
  const found = programConfiguration(provider && values).defaultRegion();
  return found.ok ? found.value : "";
}
