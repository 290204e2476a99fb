import { readFileSync } from "node:fs";
import { z } from "zod";

const vectorSchema = z.object({
  mode: z.string(),
  name: z.string(),
  requestLine: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
});

const signedVectorSchema = vectorSchema.extend({
  sdkRequest: z.record(z.string(), z.unknown()),
  credentials: z.object({
    accessKeyId: z.string(),
    accessKeySecret: z.string(),
    securityToken: z.string().optional(),
  }),
  timestamp: z.string(),
});

/** A request as the official SDK sent it. */
export type Vector = z.infer<typeof vectorSchema>;

/** One with an access key's signature, and what was signed. */
export type SignedVector = z.infer<typeof signedVectorSchema>;

const fileSchema = z.object({ vectors: z.array(z.looseObject({ mode: z.string() })) });
const vectors = ["official-sdk-requests.json", "snapshot-sdk-requests.json"].flatMap((name) => {
  const file = new URL(`../fixtures/${name}`, import.meta.url);
  return fileSchema.parse(JSON.parse(readFileSync(file, "utf8"))).vectors;
});

/** The requests signed with an access key. */
export const signedVectors = vectors
  .filter(({ mode }) => mode !== "v3-bearer")
  .map((vector) => signedVectorSchema.parse(vector));

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const acs3Schema = signedVectorSchema.extend({
  method: z.string(),
  sdkRequest: z.record(z.string(), text),
  intermediate: z.object({ canonicalRequest: z.string(), stringToSign: z.string() }),
});

/** Those signed with ACS3-HMAC-SHA256, with the official SDK's intermediate texts. */
export const acs3Vectors = vectors
  .filter(({ mode }) => mode === "v3-default" || mode === "v3-sts")
  .map((vector) => acs3Schema.parse(vector));

/** The request with a bearer token instead. */
export const bearerVector = vectorSchema.parse(vectors.find(({ mode }) => mode === "v3-bearer"));

/** The text that goes over the wire. */
export function wireText({ requestLine, headers, body }: Vector): string {
  const headerLines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return `${requestLine}\r\n${headerLines.join("")}\r\n${body}`;
}
