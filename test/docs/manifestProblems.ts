import { posix } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { manifestFolder } from "../support/manifestFolder";
import { png } from "../support/pictures";

const entry = z.object({
  file: z.string().optional(),
  url: z.string().optional(),
  image: z.string().optional(),
});

/** What is wrong with a manifest of a page, in a folder that holds the pictures of its videos. */
export function manifestProblems(text: string): string[] {
  const { covers } = z.object({ covers: z.array(entry) }).parse(parse(text));
  const pictures = covers.flatMap(({ file = "", url, image }) =>
    url === undefined ? [image ?? `pictures/${posix.basename(file, ".mp4")}.jpg`] : [],
  );
  const { problems } = manifestFolder({
    "covers.yaml": text,
    "series/covers.yaml": "covers: []\n",
    ...Object.fromEntries(pictures.map((path) => [path, png(640, 360)])),
  });
  return problems({ upload: true, snapshots: true });
}
