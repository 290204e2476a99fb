import * as pulumi from "@pulumi/pulumi";
import { dynamicPackage, eitherPackage, findExplicitProvider } from "./internal/explicitProvider";
import { type ManifestEntry, mediaName } from "../manifest/entry";
import { loadManifest } from "./loadManifest";
import type { ManifestDefaults } from "../manifest/manifestFiles";
import { problemLine } from "../manifest/problem";
import type { ManifestPicture } from "../manifest/pictures";
import { findMediaIds } from "./internal/manifestMedia";
import { CoverSnapshot, type CoverSnapshotArgs } from "./coverSnapshot";
import { MediaCover, type MediaCoverArgs } from "./mediaCover";
import { MediaCoverSet, type MediaCoverSetArgs } from "./mediaCoverSet";

/** So many covers are a resource each, which shows them one by one; more are sets, which are quick. */
const mostSingleCovers = 50;

/** Options of {@link manifestCovers}: those of a component, which all its resources inherit, and these. */
export interface ManifestCoversOptions extends pulumi.ComponentResourceOptions {
  /**
   * `"covers"`: a {@link MediaCover} for each entry. `"set"`: a {@link MediaCoverSet} for each region and `onDelete`.
   * Default: single covers up to 50 entries, sets above.
   */
  as?: "covers" | "set";
  /** The folder that all files and pictures must be in; see {@link LoadManifestOptions}. */
  root?: string;
  /** What holds where the manifest says nothing, such as what differs by stack; see {@link LoadManifestOptions}. */
  defaults?: ManifestDefaults;
  /**
   * Puts a local picture where `http:` serves it, and gives its URL: for manifests without `baseUrl`. Called once for each
   * picture. `uploadPictures` of `pulumi-mediacover/oss` makes one.
   */
  pictureUrl?: PictureUpload;
}

/** Puts a picture of a manifest where `http:` serves it. */
export type PictureUpload = (
  picture: ManifestPicture,
  resource: {
    /** A name for a resource that holds the picture, which no other picture of the program has. */
    resourceName: string;
    /** The component whose covers show the picture. */
    parent: pulumi.Resource;
  },
) => pulumi.Input<string>;

/** The classes that covers are declared with: those of the dynamic provider, or of the packaged one. */
export interface CoverClasses<Cover, CoverSet> {
  /** The package that their providers are of. */
  packageName: string;
  MediaCover: new (name: string, args: MediaCoverArgs, opts: pulumi.CustomResourceOptions) => Cover;
  MediaCoverSet: new (name: string, args: MediaCoverSetArgs, opts: pulumi.CustomResourceOptions) => CoverSet;
  CoverSnapshot: new (
    name: string,
    args: CoverSnapshotArgs,
    opts: pulumi.CustomResourceOptions,
  ) => { readonly coverUrl: pulumi.Output<string> };
}

const dynamicClasses = { packageName: dynamicPackage, MediaCover, MediaCoverSet, CoverSnapshot };

/** The covers of a manifest: a component with the resources below. */
export class ManifestCovers<
  Cover extends pulumi.Resource = MediaCover,
  CoverSet extends pulumi.Resource = MediaCoverSet,
>
  extends pulumi.ComponentResource
{
  /** One for each entry, by the name of its video; empty where there are sets. */
  readonly covers: ReadonlyMap<string, Cover>;
  /** One for each region and `onDelete`; empty where there are single covers. */
  readonly sets: readonly CoverSet[];
  /** How many covers the manifest has. */
  readonly count: number;

  /** @internal */
  constructor(
    name: string,
    path: string,
    options: ManifestCoversOptions,
    classes: CoverClasses<Cover, CoverSet>,
  ) {
    const { as, root, defaults, pictureUrl, ...opts } = options;
    findExplicitProvider(`"${name}"`, opts, [classes.packageName]);
    // FROZEN: part of the URN of each cover in users' states.
    super("mediacover:index:ManifestCovers", name, {}, opts);
    const entries = loadManifest(path, {
      root,
      defaults,
      upload: pictureUrl !== undefined,
      snapshots: true,
      warn: (warning) => void pulumi.log.warn(problemLine(warning), this),
    });
    const isSingle = as === undefined ? entries.length <= mostSingleCovers : as === "covers";
    const upload = this.uploader(name, pictureUrl);
    const declared = declareCovers({ name, path, parent: this }, entries, upload, classes);
    this.covers = new Map(isSingle ? singleCovers(name, declared, this, classes) : []);
    this.sets = isSingle ? [] : coverSets(name, declared, this, classes);
    this.count = entries.length;
    this.registerOutputs({ count: this.count });
  }

  /** Uploads each picture once, however many covers show it. */
  private uploader(name: string, pictureUrl: PictureUpload | undefined): Upload {
    const urls = new Map<string, pulumi.Input<string>>();
    return (picture) => {
      if (picture === undefined || pictureUrl === undefined) {
        throw new Error("an entry of a manifest has neither a URL nor somebody who uploads its picture");
      }
      const url =
        urls.get(picture.path) ??
        pictureUrl(picture, { resourceName: `${name}-${picture.name}`, parent: this });
      urls.set(picture.path, url);
      return url;
    };
  }
}

/**
 * Declares the covers of a manifest. Media that it knows by their source file are looked up, in a preview too, ten in a
 * call, with the provider that the covers have: that of the options, or of the parent, else the stack's.
 *
 * @param name The component's name; the names of its resources begin with it, and end in the id or the file of their video.
 * @param path The manifest, YAML or JSON; from the folder in which the program runs.
 * @throws ManifestError with everything that is wrong, each with file, line and column.
 *
 * @example Covers of a catalogue in git
 * ```ts
 * manifestCovers("library", "covers.yaml");
 * ```
 *
 * @example The same catalogue in another region, found by its files
 * ```ts
 * manifestCovers("library", "catalogue.yaml", { defaults: { region: "ap-southeast-1", files: "oss://videos-sg/" } });
 * ```
 *
 * @example In another account
 * ```ts
 * manifestCovers("studio", "covers.yaml", { provider: new Provider("studio", { profile: "studio" }) });
 * ```
 *
 * @example Pictures that the program uploads
 * ```ts
 * import { uploadPictures } from "pulumi-mediacover/oss";
 *
 * manifestCovers("library", "covers.yaml", { pictureUrl: uploadPictures({ bucket: "covers", acl: "public-read" }) });
 * ```
 */
export function manifestCovers(
  name: string,
  path: string,
  options: ManifestCoversOptions = {},
): ManifestCovers {
  return new ManifestCovers(name, path, options, dynamicClasses);
}

/** An entry as the program declares it. */
interface DeclaredEntry {
  entry: ManifestEntry;
  /** Names its video in this manifest. */
  label: string;
  mediaId: pulumi.Input<string>;
  coverUrl: pulumi.Input<string>;
}

/** Gives the URL of a picture that has none yet. */
type Upload = (picture: ManifestPicture | undefined) => pulumi.Input<string>;

function declareCovers(
  { name, path, parent }: { name: string; path: string; parent: pulumi.Resource },
  entries: readonly ManifestEntry[],
  upload: Upload,
  { CoverSnapshot: SnapshotClass }: Pick<CoverClasses<unknown, unknown>, "CoverSnapshot">,
): DeclaredEntry[] {
  const ids = findMediaIds(path, entries, findExplicitProvider(path, { parent }, eitherPackage));
  const labels = labelsFor(entries);
  return entries.map((entry) => {
    const label = labels.get(entry) ?? mediaName(entry);
    const mediaId = ids.get(entry) ?? mediaName(entry);
    const { coverUrl, snapshot, region } = entry;
    if (coverUrl !== undefined) return { entry, label, mediaId, coverUrl };
    if (snapshot === undefined) return { entry, label, mediaId, coverUrl: upload(entry.picture) };
    const args = { mediaId, ...snapshot, ...(region !== undefined && { region }) };
    const frame = new SnapshotClass(resourceName(name, label), args, { parent });
    return { entry, label, mediaId, coverUrl: frame.coverUrl };
  });
}

/** What videos are called: by their names; by the region as well, where a video's name is there in two. */
function labelsFor(entries: readonly ManifestEntry[]): ReadonlyMap<ManifestEntry, string> {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(mediaName(entry), (counts.get(mediaName(entry)) ?? 0) + 1);
  return new Map(
    entries.map((entry) => {
      const isAlone = counts.get(mediaName(entry)) === 1;
      return [entry, isAlone ? mediaName(entry) : `${mediaName(entry)}@${entry.region ?? "default"}`];
    }),
  );
}

const resourceName = (name: string, label: string): string => `${name}-${label.replace(/^[a-z]+:\/\//, "")}`;

/** A cover each, named by its media. */
function singleCovers<Cover>(
  name: string,
  declared: readonly DeclaredEntry[],
  parent: pulumi.Resource,
  { MediaCover: CoverClass }: Pick<CoverClasses<Cover, unknown>, "MediaCover">,
): [string, Cover][] {
  return declared.map(({ entry: { region, onDelete }, label, mediaId, coverUrl }) => {
    const args = { mediaId, coverUrl, onDelete, ...(region !== undefined && { region }) };
    return [label, new CoverClass(resourceName(name, label), args, { parent })];
  });
}

/** A set for each region and `onDelete`, named by what of these the manifest says. */
function coverSets<CoverSet>(
  name: string,
  declared: readonly DeclaredEntry[],
  parent: pulumi.Resource,
  { MediaCoverSet: SetClass }: Pick<CoverClasses<unknown, CoverSet>, "MediaCoverSet">,
): CoverSet[] {
  const groups = Map.groupBy(declared, ({ entry: { region, onDelete } }) =>
    [name, region, onDelete === "restore" && onDelete].filter(Boolean).join("-"),
  );
  return [...groups].map(([setName, members]) => {
    const covers = coversById(members);
    const { region, onDelete } = members[0]?.entry ?? {};
    const args = {
      covers,
      ...(region !== undefined && { region }),
      ...(onDelete !== undefined && { onDelete }),
    };
    return new SetClass(setName, args, { parent });
  });
}

/** URLs by media id; one output, if a media id is looked up. */
function coversById(members: readonly DeclaredEntry[]): MediaCoverSetArgs["covers"] {
  const known = members.flatMap(({ mediaId, coverUrl }) =>
    typeof mediaId === "string" ? [[mediaId, coverUrl] as const] : [],
  );
  if (known.length === members.length) return Object.fromEntries(known);
  return pulumi
    .all(members.map(({ mediaId, coverUrl }) => ({ mediaId, coverUrl })))
    .apply((resolved) => Object.fromEntries(resolved.map(({ mediaId, coverUrl }) => [mediaId, coverUrl])));
}
