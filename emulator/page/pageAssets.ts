import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

/** A file that the page is made of. */
export interface PageAsset {
  contentType: string;
  body: Buffer;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** In the sources, from which tests run the emulator, scripts are where the build puts them. */
const scriptFolders = [join(__dirname, "client"), join(__dirname, "../../dist/emulator/page/client")];

/** The page's files by their names. */
export function readPageAssets(): ReadonlyMap<string, PageAsset> {
  const scripts = scriptFolders.find((folder) => existsSync(join(folder, "main.js")));
  const folders = [join(__dirname, "assets"), ...(scripts === undefined ? [] : [scripts])];
  return new Map(
    folders.flatMap((folder) =>
      readdirSync(folder).flatMap((name) => {
        const contentType = contentTypes[extname(name)];
        return contentType === undefined
          ? []
          : [[name, { contentType, body: readFileSync(join(folder, name)) }] as const];
      }),
    ),
  );
}
