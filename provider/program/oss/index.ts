/**
 * Pictures in OSS buckets, for covers. Apart from the rest, as it needs `@pulumi/alicloud`.
 *
 * @packageDocumentation
 */
import "../../host/requireNode";

export { CoverImage, type CoverImageArgs, type CoverStorage } from "./coverImage";
export type { PictureBounds } from "../../files/readPicture";
export { uploadPictures, type UploadPicturesArgs } from "./uploadPictures";
