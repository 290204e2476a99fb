import { expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { version } from "../../provider/mps/version";

it("says the package's version", () => {
  expect(version).toBe(packageJson.version);
});
