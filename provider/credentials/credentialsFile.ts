import { existsSync } from "node:fs";
import type { z } from "zod";
import { lazily, zod } from "../lazily";
import { invalid, valid } from "../cover/problem";
import { defaults } from "../mps/limits";
import type { Transport } from "../mps/ports";
import type { CredentialsSource, FoundCredentials } from "./credentials";
import { assumeRole } from "./assumeRole";
import { instanceCredentials } from "./ecsRole";
import { sessionDefaults } from "./role";

/** What a section may be: what `@alicloud/credentials` reads there (dist/src/providers/profile.js). */
const sectionShape = lazily(() => {
  const text = zod().string().min(1);
  const key = { access_key_id: text, access_key_secret: text };
  return zod().discriminatedUnion("type", [
    zod().object({ type: zod().literal("access_key"), ...key }),
    zod().object({ type: zod().literal("ecs_ram_role"), role_name: text.optional() }),
    zod().object({
      type: zod().literal("ram_role_arn"),
      ...key,
      role_arn: text,
      role_session_name: text.default(sessionDefaults.sessionName),
      policy: text.optional(),
    }),
  ]);
});

type Section = z.infer<ReturnType<typeof sectionShape>>;

/** A section of the credentials file (INI) of Alibaba Cloud's SDKs as a source. The file is read each time. */
export function credentialsFileSource(
  { path, section }: { path: string; section: string },
  transport: Transport,
): CredentialsSource {
  return {
    name: `section ${section} of ${path}`,
    async load() {
      if (!existsSync(path)) return invalid("there is no such file");
      const { readIni } = await import("./library.js");
      const content = await readIni(path);
      if (!Object.hasOwn(content, section)) return invalid("there is no such section");
      const read = sectionShape().safeParse(content[section]);
      if (read.success) return valid(await sectionCredentials(read.data, transport));
      // Never the values: they may be secrets.
      const problems = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
      throw new Error(problems.join("; "));
    },
  };
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
