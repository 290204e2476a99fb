import { describe, expect, it } from "vitest";
import { errorCodes } from "../../provider/mps/errorCodes";
import { patience } from "../../provider/mps/retry";
import { readPage } from "./pages";

const page = readPage("docs/errors.md").text;

describe("docs/errors.md", () => {
  it("names every error code that the client knows", () => {
    expect(Object.keys(errorCodes).filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });

  it("says how often each class of failure is tried", () => {
    const attempts = [
      patience.temporary,
      patience.network,
      patience.nonce,
      patience.credentials,
      patience.never,
    ];
    expect(attempts.map(({ maxAttempts }) => maxAttempts)).toEqual([6, 6, 4, 2, 1]);
    const column = [...(page.split("## Retries")[1]?.matchAll(/^\| [^|]* \| +(\d+) \|/gm) ?? [])];
    expect(column.map(([, count]) => Number(count))).toEqual([6, 4, 2, 1]);
  });
});
