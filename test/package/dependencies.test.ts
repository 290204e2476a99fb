import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { closureOf, packages, root } from "../support/lockFile";

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));

const manifest = z
  .object({ dependencies: z.record(z.string(), z.string()), scripts: z.record(z.string(), z.string()) })
  .parse(readJson("package.json"));
const direct = Object.keys(manifest.dependencies).toSorted();
const installed = new Set(direct.flatMap((name) => [...closureOf(`node_modules/${name}`)]));

/** The list in docs/dependencies.md: package, range, what it brings, licences, reason. */
const rows = [
  ...readFileSync(join(root, "docs/dependencies.md"), "utf8").matchAll(
    /^- `([^`]+)` (\S+), brings (\d+) \(([^)]+)\): (.+)$/gm,
  ),
];

const licenceOf = (place: string): string =>
  z.object({ license: z.string() }).parse(readJson(`${place}/package.json`)).license;

describe("the dependencies that users install", () => {
  it("are those of the list in docs/dependencies.md, each with what it brings and a reason", () => {
    expect(rows.map(([, name]) => name)).toEqual(direct);
    const stated = rows.map(([, name, range, brings, licences, reason]) => ({
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
