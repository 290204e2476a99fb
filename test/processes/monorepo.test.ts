import { afterAll, beforeAll, describe, it } from "vitest";
import { type InstalledPackage, installPackage } from "../support/installedPackage";
import { openTestEngineStack } from "../engine/harness/testEngineStack";
import {
  asksForTheDependency,
  openLayouts,
  openRootLayouts,
  runs,
  strictLayouts,
} from "../engine/scenarios/monorepo";

describe("a package of components in a monorepo", () => {
  let installed: InstalledPackage;
  beforeAll(async () => {
    installed = await installPackage();
  });
  afterAll(() => installed.remove());

  it.each(strictLayouts)(
    "asks for the dependency that the program lacks, and then works: $manager",
    (layout) => asksForTheDependency(openTestEngineStack, installed, layout),
  );

  it.each([...openLayouts, ...openRootLayouts])("works at once with $what", (layout) =>
    runs(openTestEngineStack, installed, layout),
  );
});
