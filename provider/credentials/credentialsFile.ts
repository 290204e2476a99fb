import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { invalid, type Result, valid } from "../cover/problem";
import { defaults } from "../mps/limits";
import { decodeText } from "../files/decodeText";
import type { Transport } from "../mps/ports";
import { assumeRole } from "./assumeRole";
import type { FoundCredentials } from "./credentials";
import { instanceCredentials } from "./ecsRole";
import { sessionDefaults } from "./role";

/**
 * A section of the credentials file (INI) of Alibaba Cloud's SDKs. Load this file with `import()`: it brings zod.
 */

const text = z.string().min(1);
const accessKey = { access_key_id: text, access_key_secret: text };

/** What a section may be: what `@alicloud/credentials` reads there (dist/src/providers/profile.js). */
const sectionShape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("access_key"), ...accessKey }),
  z.object({ type: z.literal("ecs_ram_role"), role_name: text.optional() }),
  z.object({
    type: z.literal("ram_role_arn"),
    ...accessKey,
    role_arn: text,
    role_session_name: text.default(sessionDefaults.sessionName),
    policy: text.optional(),
  }),
]);

type Section = z.infer<typeof sectionShape>;

/** The credentials of a section, or why there are none. The file is read each time. */
export async function loadSection(
  { path, section }: { path: string; section: string },
  transport: Transport,
): Promise<Result<FoundCredentials>> {
  if (!existsSync(path)) return invalid("there is no such file");
  const content = parseIni(decodeText(readFileSync(path)));
  if (!Object.hasOwn(content, section)) return invalid("there is no such section");
  const read = sectionShape.safeParse(content[section]);
  if (read.success) return valid(await sectionCredentials(read.data, transport));
  // Never the values: they may be secrets.
  const problems = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(problems.join("; "));
}

function parseIni(content: string): Readonly<Record<string, unknown>> {
  const ini: { parse: (content: string) => Record<string, unknown> } = require("ini");
  return ini.parse(content);
}

async function sectionCredentials(section: Section, transport: Transport): Promise<FoundCredentials> {
  if (section.type === "ecs_ram_role") return instanceCredentials(section.role_name, transport);
  const key = { accessKeyId: section.access_key_id, accessKeySecret: section.access_key_secret };
  if (section.type === "access_key") return { ...key, renewAfterMs: defaults.credentialsMaxAgeMs };
  const { role_arn: roleArn, role_session_name: sessionName, policy } = section;
  return assumeRole(
    key,
    { roleArn, sessionName, policy, sessionSeconds: sessionDefaults.sessionSeconds },
    transport,
  );
}
