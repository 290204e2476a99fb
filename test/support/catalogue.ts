import { readFileSync } from "node:fs";
import { z } from "zod";

const shape = z.array(
  z.object({
    mediaId: z.string(),
    title: z.string(),
    fileUrl: z.string(),
    coverUrl: z.string(),
    wire: z.string(),
  }),
);

/** 1,200 media of a publisher, each with a cover as a person would write it and the form in which it must reach the service. */
export const catalogue = shape.parse(
  JSON.parse(readFileSync(new URL("../fixtures/catalogue.json", import.meta.url), "utf8")),
);
