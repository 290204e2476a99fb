import { RunError } from "@pulumi/pulumi";
import { expect, it } from "vitest";
import { ManifestError } from "../../../provider/manifest/problem";
import { loadManifest } from "../../../provider/program/loadManifest";
import { manifestFolder } from "../../support/manifestFolder";

it("fails a program with the problems of its manifest alone: Pulumi prints no stack", () => {
  const { path } = manifestFolder({ "covers.yaml": "covers: text" });
  const thrown = catchError(() => loadManifest(path("covers.yaml")));
  expect(thrown).toBeInstanceOf(ManifestError);
  expect(RunError.isInstance(thrown)).toBe(true);
});

function catchError(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
