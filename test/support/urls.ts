import { readFileSync } from "node:fs";
import { z } from "zod";

const cases = z.array(
  z.object({ url: z.string(), valid: z.boolean(), canonical: z.string().optional(), note: z.string() }),
);

/** Cover URLs as people write them: whether they are taken, and their canonical form. */
export const urlCases = cases.parse(
  JSON.parse(readFileSync(new URL("../fixtures/urls.json", import.meta.url), "utf8")),
);

/** Those that are taken. */
export const acceptedUrls = urlCases.filter(({ valid }) => valid);

/** Those that break a rule. */
export const refusedUrls = urlCases.filter(({ valid }) => !valid);
