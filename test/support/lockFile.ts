/** The packages that `npm ci` brought, as package-lock.json has them: by their places, such as "node_modules/zod". */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";

const names = z.record(z.string(), z.string()).optional();

const shape = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      dependencies: names,
      peerDependencies: names,
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

/** The repository's root. */
export const root = resolve(import.meta.dirname, "../..");

/** The packages by their places; the one at "" is this repository's. */
export const { packages } = shape.parse(JSON.parse(readFileSync(resolve(root, "package-lock.json"), "utf8")));

/** Where the package at a place finds another one. @throws where it does not. */
export function placeOf(from: string, name: string): string {
  const found = findPlace(from, name);
  if (found === undefined) throw new Error(`the lock file has no ${name} for ${from}`);
  return found;
}

/** Where the package at a place finds another one, if it does. */
export function findPlace(from: string, name: string): string | undefined {
  const parts = from.split("/node_modules/");
  const folders = parts.map((_part, index) => parts.slice(0, parts.length - index).join("/node_modules/"));
  const places = [...folders.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
  return places.find((place) => packages[place] !== undefined);
}

/** The places of a package and of all that it brings. */
export function closureOf(place: string, found = new Set<string>()): Set<string> {
  if (found.has(place)) return found;
  found.add(place);
  for (const name of Object.keys(packages[place]?.dependencies ?? {})) closureOf(placeOf(place, name), found);
  return found;
}
