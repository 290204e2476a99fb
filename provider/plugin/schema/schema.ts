import { functionTypes, getMediaSpec, readManifestSpec } from "./functions";
import { configurationVariables, providerSpec, providerTypes } from "./provider";
import { mediaCoverSetSpec, mediaCoverSpec, resourceTypes } from "./resources";
import { coverSnapshotSpec } from "./snapshot";
import { packageName, type PackageSpec, token } from "./spec";

/** What the packaged provider offers to programs of every language. `schema.json` is made from it; the version comes at run time. */
export const schema: PackageSpec = {
  name: packageName,
  displayName: "ApsaraVideo MPS covers",
  description:
    "Thumbnails (covers) of videos in Alibaba Cloud ApsaraVideo Media Processing (MPS) as declared state.",
  keywords: ["pulumi", "alicloud", "mps", "mts", "video", "thumbnail", "category/cloud", "kind/native"],
  license: "Apache-2.0",
  publisher: "The pulumi-mediacover authors",
  // With the latter, a generated Go SDK is a module, and each SDK a package that can be installed.
  meta: { moduleFormat: "(.*)", supportPack: true },
  config: { variables: configurationVariables },
  types: byToken({ ...resourceTypes, ...providerTypes, ...functionTypes }),
  provider: providerSpec,
  resources: byToken({
    MediaCover: mediaCoverSpec,
    MediaCoverSet: mediaCoverSetSpec,
    CoverSnapshot: coverSnapshotSpec,
  }),
  functions: byToken({ getMedia: getMediaSpec, readManifest: readManifestSpec }),
  language: {
    nodejs: { packageName: "@pulumi/mediacover", respectSchemaVersion: true },
    python: { pyproject: { enabled: true }, respectSchemaVersion: true },
    // Its path begins with example.com, as nobody publishes it: `pulumi package add` has the program replace it by a folder.
    go: { generateResourceContainerTypes: true, respectSchemaVersion: true },
    csharp: { respectSchemaVersion: true },
    java: { buildFiles: "gradle" },
  },
};

function byToken<Spec>(specs: Readonly<Record<string, Spec>>): Record<string, Spec> {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [token(name), spec]));
}
