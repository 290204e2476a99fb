import { afterAll, beforeAll, describe, it } from "vitest";
import { asksForTheDependency, openLayouts, runs, strictLayouts } from "../engine/scenarios/monorepo";
import { type InstalledPackage, installPackage } from "../support/installedPackage";
import { cliStackOpener } from "./cliStack";
import { findCliFor } from "./findCli";

const cli = await findCliFor([...strictLayouts, ...openLayouts]);

describe.skipIf(!cli.found)("a package of components in a monorepo, on the real CLI", () => {
  const open = cliStackOpener(cli.found ? cli.path : "");
  let installed: InstalledPackage;
  beforeAll(async () => {
    installed = await installPackage();
  });
  afterAll(() => installed.remove());

  it.each(strictLayouts)(
    "asks for the dependency that the program lacks, and then works: $manager",
    (layout) => asksForTheDependency(open, installed, layout),
  );

  it.each(openLayouts)("works at once with $what", (layout) => runs(open, installed, layout));
});
