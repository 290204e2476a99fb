import { basename, extname, relative, resolve } from "node:path";
import type { MediaReference } from "../lookup/lookUpMedia";
import type { OnDelete } from "../cover/rules";
import { locateMediaFile } from "../cover/mediaFile";
import { describeProblem, describeValue } from "../cover/problem";
import { checkMediaId } from "../cover/rules";
import type { WrittenCover } from "./checkShape";
import type { CoverShape } from "./shape";
import type { Path } from "./document";
import type { ManifestEntry, MediaMention } from "./entry";
import type { ManifestFile } from "./manifestFiles";
import { listPictures, type PictureFolder, pictureAt, pictureUrl } from "./pictures";
import { findPicture, readPicture } from "../files/readPicture";
import type { ManifestProblem } from "./problem";

/** What reading entries depends on. */
export interface EntryOptions {
  /** The folder that pictures must be in, without symlinks. */
  root: string;
  /** Pictures need no URL: somebody uploads them. */
  upload: boolean;
  /** Pictures must be pictures; else it is enough that they are there. */
  lookAtPictures: boolean;
}

/** The covers of one file of a manifest: those written down, and those that its folder of pictures makes. */
export function entriesOf(
  file: ManifestFile,
  options: EntryOptions,
): Pick<EntryReader, "entries" | "problems" | "mentions"> {
  const reader = new EntryReader(file, options);
  file.parts.covers.forEach((cover, index) => reader.read(cover, index));
  reader.readFolder();
  return reader;
}

class EntryReader {
  readonly entries: ManifestEntry[] = [];
  readonly problems: ManifestProblem[] = [];
  /** The media of all entries, also of those that are wrong otherwise. */
  readonly mentions: MediaMention[] = [];
  /** Those of the folder `pictures`. */
  private readonly pictures: PictureFolder;
  private readonly used = new Set<string>();

  constructor(
    private readonly file: ManifestFile,
    private readonly options: EntryOptions,
  ) {
    this.pictures = this.listFolder();
  }

  /** One entry of the list. */
  read({ isMap, has, values, isWhole }: WrittenCover, index: number): void {
    if (!isMap) return;
    const path = ["covers", index];
    const name = `covers[${index}]`;
    if (has("mediaId") && has("file"))
      this.reportKey(path, "file", `${name}.file stands beside mediaId; keep one`);
    if (has("url") && has("image"))
      this.reportKey(path, "image", `${name}.image stands beside url; keep one`);
    if (!has("mediaId") && !has("file")) this.report(path, `${name} names no media; give mediaId or file`);
    const media = this.mediaOf(values, path);
    const picture = this.pictureOf(values, { media, isByName: !has("url") && !has("image") }, path);
    if (media !== undefined) this.mention(media, values, path);
    if (media === undefined || !isWhole) return;
    if (values.url !== undefined) this.add(media, values, { coverUrl: values.url }, path);
    else if (picture !== undefined) this.addPicture(media, values, picture, path);
  }

  /** Pictures that have the name of a media's id are covers without being listed; others must belong to one that is. */
  readFolder(): void {
    const path = ["pictures"];
    for (const [stem, files] of this.pictures) {
      for (const file of files.filter((each) => !this.used.has(each))) {
        if (checkMediaId(stem).ok && files.length === 1) {
          const picture = this.checkPicture(file, `the picture ${describeValue(basename(file))}`, path);
          this.mention({ mediaId: stem }, {}, path);
          if (picture !== undefined) this.addPicture({ mediaId: stem }, {}, picture, path);
        } else {
          const fix = "name it like a media's id or source file, give it as image, or take it out";
          this.report(path, `pictures: ${describeValue(basename(file))} is the cover of no media; ${fix}`);
        }
      }
    }
  }

  private mediaOf({ mediaId, file }: CoverShape, path: Path): MediaReference | undefined {
    if (mediaId !== undefined) return { mediaId };
    if (file === undefined) return undefined;
    const located = locateMediaFile(file, this.file.defaults.files);
    if (located.ok) return { file: located.value };
    for (const problem of located.problems) {
      this.report([...path, "file"], `covers[${String(path[1])}].file ${describeProblem(problem)}`);
    }
    return undefined;
  }

  private listFolder(): PictureFolder {
    const { parts, folder } = this.file;
    if (parts.pictures === undefined) return new Map();
    const listed = listPictures(this.options.root, resolve(folder, parts.pictures));
    if (!("problem" in listed)) return listed;
    this.report(["pictures"], `pictures ${describeValue(parts.pictures)} ${listed.problem}`);
    return new Map();
  }

  /** The picture that an entry names, or the one that has its media's name. */
  private pictureOf(
    { image }: CoverShape,
    { media, isByName }: { media: MediaReference | undefined; isByName: boolean },
    path: Path,
  ): string | undefined {
    const { pictures } = this.file.parts;
    if (isByName && pictures === undefined) {
      this.report(path, `covers[${String(path[1])}] has no cover; give url or image`);
    } else if (isByName && media !== undefined) return this.match(media, path);
    if (image === undefined) return undefined;
    const picture = resolve(this.file.folder, image);
    return this.checkPicture(picture, `covers[${String(path[1])}].image ${describeValue(image)}`, [
      ...path,
      "image",
    ]);
  }

  /** A picture that may become a cover. */
  private checkPicture(picture: string, name: string, path: Path): string | undefined {
    this.used.add(picture);
    const problems = this.problemsOf(picture);
    for (const problem of problems) this.report(path, `${name} ${problem}`);
    return problems.length === 0 ? picture : undefined;
  }

  private problemsOf(picture: string): string[] {
    const { root, lookAtPictures } = this.options;
    if (lookAtPictures) {
      const read = readPicture(root, picture);
      return "problems" in read ? read.problems : [];
    }
    const found = findPicture(root, picture);
    return "problem" in found ? [found.problem] : [];
  }

  /** The picture of the folder that has the name of a media's id or source file. */
  private match(media: MediaReference, path: Path): string | undefined {
    const name = `covers[${String(path[1])}]`;
    const stem = stemOf(media);
    const files = this.pictures.get(stem) ?? [];
    files.forEach((each) => this.used.add(each));
    const [picture] = files;
    if (picture !== undefined && files.length === 1) {
      return this.checkPicture(picture, `the picture ${describeValue(basename(picture))}`, path);
    }
    const found = files.map((each) => describeValue(basename(each))).join(" and ");
    this.report(
      path,
      picture === undefined
        ? `${name} has no cover; give url or image, or put ${describeValue(`${stem}.jpg`)} (or .png, …) into ${describeValue(this.file.parts.pictures)}`
        : `${name} has more than one picture in ${describeValue(this.file.parts.pictures)}: ${found}; keep one, or give it as image`,
    );
    return undefined;
  }

  private addPicture(media: MediaReference, cover: Said, path: string, at: Path): void {
    const { defaults, folder } = this.file;
    const picture = pictureAt(path, defaults, folder);
    if (defaults.baseUrl === undefined) {
      if (this.options.upload) this.add(media, cover, { picture }, at);
      else if (this.file.parts.defaultsAreWhole)
        this.report(at, needsBaseUrl(relative(folder, path), defaults.bucket));
      return;
    }
    const made = pictureUrl(picture, defaults.baseUrl);
    if ("url" in made) this.add(media, cover, { coverUrl: made.url, picture }, at);
    else this.report(at, `the picture ${describeValue(relative(folder, path))} ${made.problem}`);
  }

  private add(
    media: MediaReference,
    said: Said,
    { coverUrl, picture }: Partial<Pick<ManifestEntry, "coverUrl" | "picture">>,
    path: Path,
  ): void {
    const onDelete = said.onDelete ?? this.file.defaults.onDelete ?? "retain";
    this.entries.push({ ...this.mentioned(media, said, path), coverUrl, picture, onDelete });
  }

  private mention(media: MediaReference, said: Said, path: Path): void {
    this.mentions.push(this.mentioned(media, said, path));
  }

  private mentioned(media: MediaReference, said: Said, path: Path): MediaMention {
    const { defaults, document } = this.file;
    const region = said.region ?? defaults.region;
    return { media, region, position: document.positionOf(path) };
  }

  private report(path: Path, message: string): void {
    this.problems.push({ ...this.file.document.positionOf(path), message });
  }

  private reportKey(path: Path, key: string, message: string): void {
    this.problems.push({ ...this.file.document.keyPositionOf(path, key), message });
  }
}

/** What an entry says that has a default. */
interface Said {
  region?: string | undefined;
  onDelete?: OnDelete | undefined;
}

/** The name that the picture of a media has, without extension. */
function stemOf(media: MediaReference): string {
  if ("mediaId" in media) return media.mediaId;
  const name = basename(media.file);
  const stem = basename(name, extname(name));
  if (media.file.startsWith("oss:")) return stem.normalize();
  try {
    return decodeURIComponent(stem).normalize();
  } catch {
    return stem.normalize();
  }
}

function needsBaseUrl(picture: string, bucket: string | undefined): string {
  const fix = "set defaults.baseUrl to where http: serves this folder";
  return bucket === undefined
    ? `the picture ${describeValue(picture)} has no URL; ${fix}`
    : `the picture ${describeValue(picture)} has no URL, as nothing uploads it to the bucket ${bucket}; ${fix}, or let the program upload it (pictureUrl: uploadPictures())`;
}
