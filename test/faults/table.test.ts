import { describe, expect, it } from "vitest";
import { errorCodes } from "../../provider/mps/errorCodes";
import { faultClasses } from "./faults";
import { faultsPage } from "./table";

describe("docs/faults.md", () => {
  it("says what the matrix expects (if not: npx vitest run test/faults/table.test.ts -u)", async () => {
    await expect(faultsPage()).toMatchFileSnapshot("../../docs/faults.md");
  });

  it("has every error code that is documented, in one row", () => {
    const causes = faultClasses.flatMap((faultClass) => Object.keys(faultClass.causes));
    const codes = causes.filter((cause) => Object.hasOwn(errorCodes, cause));
    expect(codes.toSorted()).toEqual(Object.keys(errorCodes).toSorted());
  });
});
