import type { Checkpoint, ResourceState } from "../engine/harness/stack";
import { openStack } from "../engine/openStack";
import { type DeclaredCover, openProject, type Project } from "../support/project";
import { mediaIdFor } from "../support/mediaIds";

/** The stack whose state is recorded from every released version: each kind of resource, and what can become of it. */

export const beforeOf = (index: number): string => `http://c.example/before-${index}.jpg`;
export const urlOf = (index: number): string => `http://c.example/${index}.jpg`;

/** What the program declares. */
export const declared: Record<string, DeclaredCover> = {
  single: { mediaId: mediaIdFor(1), coverUrl: urlOf(1) },
  restored: { mediaId: mediaIdFor(2), coverUrl: urlOf(2), onDelete: "restore" },
  elsewhere: { mediaId: mediaIdFor(3), coverUrl: urlOf(3), opts: { provider: "account" } },
  library: { covers: { [mediaIdFor(4)]: urlOf(4), [mediaIdFor(5)]: urlOf(5) }, onDelete: "restore" },
  /** One of its covers was refused. */
  failing: { covers: { [mediaIdFor(6)]: urlOf(6), [mediaIdFor(7)]: urlOf(7) } },
};

/** The same, with another cover for every video. */
export const changed: Record<string, DeclaredCover> = {
  single: { ...declared["single"], coverUrl: urlOf(11) },
  restored: { ...declared["restored"], coverUrl: urlOf(12) },
  elsewhere: { ...declared["elsewhere"], coverUrl: urlOf(13) },
  library: { ...declared["library"], covers: { [mediaIdFor(4)]: urlOf(14), [mediaIdFor(5)]: urlOf(15) } },
  failing: { ...declared["failing"], covers: { [mediaIdFor(6)]: urlOf(16), [mediaIdFor(7)]: urlOf(17) } },
};

/** Opens the stack on a service of its own. @param coverOf What each video has before. */
export async function openRecordedStack(coverOf: (index: number) => string): Promise<Project> {
  const seed = Array.from({ length: 7 }, (_, index) => ({
    mediaId: mediaIdFor(index + 1),
    cover: coverOf(index + 1),
    title: `video ${index + 1}`,
  }));
  return openProject(openStack, { emulator: { seed } });
}

/** Explicit providers of the program. */
export const accountsOf = ({ emulator }: Project): Record<string, object> => ({
  account: {
    endpoint: emulator.url,
    region: "cn-hangzhou",
    accessKey: "testid",
    secretKey: { $secret: "testsecret" },
  },
});

const recordedUrl = "http://127.0.0.1:20618";

/** A state as it is kept: without what differs from run to run. */
export function recorded(checkpoint: Checkpoint, { emulator }: Project): string {
  const resources = checkpoint.resources
    .map(withoutRacingOutputs)
    .toSorted((a, b) => rank(a) - rank(b) || (a.urn < b.urn ? -1 : 1));
  const text = JSON.stringify({ ...checkpoint, resources }, undefined, 2)
    .replaceAll(emulator.url, recordedUrl)
    .replaceAll(/"failedAt": "[^"]+"/g, '"failedAt": "2026-01-02T03:04:05.678Z"')
    .replaceAll(/[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}/g, "00000000-0000-0000-0000-000000000000");
  return `${withStableProviderId(text)}\n`;
}

/** Whether the outputs of a set that fails the program are still recorded depends on what ends first. */
function withoutRacingOutputs(resource: ResourceState): ResourceState {
  if (resource.type !== "pulumi:pulumi:Stack") return resource;
  const { failing: _covers, "count of failing": _count, ...outputs } = resource.outputs;
  return { ...resource, outputs };
}

/** What others depend on comes first: the stack, then providers. Otherwise their order is that in which they ended. */
const rank = ({ type }: ResourceState): number =>
  ["pulumi:pulumi:Stack", "pulumi:providers:pulumi-nodejs"].indexOf(type) + 1 || 3;

/** The id of an explicit provider is made up by the engine. */
function withStableProviderId(text: string): string {
  return text.replaceAll(
    /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
    "11111111-1111-1111-1111-111111111111",
  );
}

/** A kept state, to be loaded into a stack on this service. */
export function recordedFor(text: string, { emulator }: Project): string {
  return text.replaceAll(recordedUrl, emulator.url);
}
