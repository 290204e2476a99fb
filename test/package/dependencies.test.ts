import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const root = resolve(import.meta.dirname, "../..");
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));

const manifest = z
  .object({ dependencies: z.record(z.string(), z.string()), scripts: z.record(z.string(), z.string()) })
  .parse(readJson("package.json"));
const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        dependencies: z.record(z.string(), z.string()).optional(),
        hasInstallScript: z.boolean().optional(),
      }),
    ),
  })
  .parse(readJson("package-lock.json"));

/** Where in node_modules a package finds another one. */
function placeOf(from: string, name: string): string {
  const parts = from.split("/node_modules/");
  const folders = parts.map((_part, index) => parts.slice(0, parts.length - index).join("/node_modules/"));
  const places = [...folders.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
  const found = places.find((place) => packages[place] !== undefined);
  if (found === undefined) throw new Error(`the lock file has no ${name} for ${from}`);
  return found;
}

/** A package with all that it brings. */
function closureOf(place: string, found = new Set<string>()): Set<string> {
  if (found.has(place)) return found;
  found.add(place);
  for (const name of Object.keys(packages[place]?.dependencies ?? {})) closureOf(placeOf(place, name), found);
  return found;
}

const direct = Object.keys(manifest.dependencies).toSorted();
const installed = new Set(direct.flatMap((name) => [...closureOf(`node_modules/${name}`)]));

/** The rows of the table in docs/dependencies.md: package, range, what it brings, licences, reason. */
const rows = [...readFileSync(join(root, "docs/dependencies.md"), "utf8").matchAll(/^\| `([^`]+)`.*$/gm)].map(
  ([row, name]) => ({ name, cells: row.split("|").map((cell) => cell.trim()) }),
);

const licenceOf = (place: string): string =>
  z.object({ license: z.string() }).parse(readJson(`${place}/package.json`)).license;

describe("the dependencies that users install", () => {
  it("are those of the table in docs/dependencies.md, each with what it brings and a reason", () => {
    expect(rows.map(({ name }) => name)).toEqual(direct);
    const stated = rows.map(({ name, cells: [, , range, brings, licences, reason] }) => ({
      name,
      range,
      brings,
      licences,
      hasReason: (reason ?? "").length > 20,
    }));
    expect(stated).toEqual(
      direct.map((name) => {
        const closure = [...closureOf(`node_modules/${name}`)];
        const licences = [...new Set(closure.map(licenceOf))].toSorted().join(", ");
        const brings = String(closure.length - 1);
        return { name, range: manifest.dependencies[name], brings, licences, hasReason: true };
      }),
    );
    expect(readFileSync(join(root, "docs/dependencies.md"), "utf8")).toContain(
      `**${installed.size} packages**`,
    );
  });

  it("have licences that go with Apache-2.0", () => {
    const allowed = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"]);
    const others = [...installed].filter((place) => !allowed.has(licenceOf(place)));
    expect(others).toEqual([]);
  });

  it("run nothing when they are installed, and neither does this package", () => {
    expect([...installed].filter((place) => packages[place]?.hasInstallScript === true)).toEqual([]);
    const atInstall = ["preinstall", "install", "postinstall", "prepare", "preprepare", "postprepare"];
    expect(atInstall.filter((name) => Object.hasOwn(manifest.scripts, name))).toEqual([]);
  });
});
