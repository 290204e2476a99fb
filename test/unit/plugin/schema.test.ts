import { expect, it } from "vitest";
import { schema } from "../../../provider/plugin/schema/schema";

it("the schema of the packaged provider is the one that is checked in", async () => {
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(
    "../../../provider/plugin/schema.json",
  );
});
