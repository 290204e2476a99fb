import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readWorkflow } from "../support/workflow";

const folder = resolve(import.meta.dirname, "../../examples/gitops/.github/workflows");
const fileOf = (name: string): string => join(folder, `${name}.yml`);

const triggersOf = (name: string): string[] => Object.keys(readWorkflow(fileOf(name)).on);

describe("a workflow of the gitops example", () => {
  it.each(["preview", "apply", "drift"])(
    "needs no keys, assumes a role by OIDC, and may do no more than it does: %s",
    (name) => {
      const { permissions, jobs } = readWorkflow(fileOf(name));
      const uses = Object.values(jobs).flatMap(({ steps }) => steps.map((step) => step.uses));
      expect(uses).toContain("aliyun/configure-aliyun-credentials-action@v1");
      expect(readFileSync(fileOf(name), "utf8")).not.toMatch(/secrets\./);
      const { contents, "id-token": idToken, ...more } = permissions;
      expect([contents, idToken]).toEqual(["read", "write"]);
      expect(Object.keys(more)).toEqual({ preview: ["pull-requests"], apply: [], drift: ["issues"] }[name]);
    },
  );

  it("that writes the state waits for the other one, and is never cut short", () => {
    for (const name of ["apply", "drift"]) {
      expect(readWorkflow(fileOf(name)).concurrency).toEqual({
        group: "covers",
        "cancel-in-progress": false,
      });
    }
  });

  it("runs when it should", () => {
    expect(triggersOf("preview")).toEqual(["pull_request"]);
    expect(triggersOf("apply")).toEqual(["push", "workflow_dispatch"]);
    expect(triggersOf("drift")).toEqual(["schedule", "workflow_dispatch"]);
  });
});
