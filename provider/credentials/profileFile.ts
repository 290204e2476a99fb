import { readFileSync } from "node:fs";
import type { z } from "zod";
import { decodeText } from "../files/decodeText";
import { errorCode } from "../files/findFile";

/** A choice of a profile of the Alibaba Cloud CLI. */
export interface ProfileChoice {
  /** Its name. Default: the current one of the file. */
  profileName: string | undefined;
  path: string;
  /** The setting that names the file; undefined for the CLI's own file. */
  pathFrom: string | undefined;
  /** What to do if the file has another form than the CLI's. */
  otherForm?: string | undefined;
  /** The setting that chose the profile. */
  chosenBy: string;
  /** Whether a failure ends the search for credentials. */
  isFinal: boolean;
}

/** The file, with the CLI's own names (repository aliyun/aliyun-cli, config/profile.go). */
function makeFileShape() {
  // Here, because zod takes long to load and few stacks choose a profile.
  const { z }: typeof import("zod") = require("zod");
  const text = z
    .string()
    .nullish()
    .transform((value) => (value === null || value === "" ? undefined : value));
  const number = z
    .number()
    .nullish()
    .transform((value) => (value === null || value === 0 ? undefined : value));
  const profileShape = z.object({
    name: z.string(),
    mode: text,
    access_key_id: text,
    access_key_secret: text,
    sts_token: text,
    region_id: text,
    ram_role_arn: text,
    ram_session_name: text,
    external_id: text,
    expired_seconds: number,
    duration_seconds: number,
    sts_region: text,
    sts_endpoint: text,
    enable_vpc: z.boolean().nullish(),
    source_profile: text,
    ram_role_name: text,
    oidc_provider_arn: text,
    oidc_token_file: text,
    cloud_sso_sign_in_url: text,
    cloud_sso_account_id: text,
    cloud_sso_access_config: text,
    access_token: text,
    cloud_sso_access_token_expire: number,
    oauth_site_type: text,
    oauth_refresh_token: text,
    oauth_access_token: text,
    oauth_access_token_expire: number,
    process_command: text,
  });
  return z.object({ current: text, profiles: z.array(profileShape).min(1) });
}

type ProfileFile = z.infer<ReturnType<typeof makeFileShape>>;

/** Made when the first profile is read. */
let fileShape: ReturnType<typeof makeFileShape> | undefined;

/** One profile of the CLI. */
export type Profile = ProfileFile["profiles"][number];

/** The file does not exist or may not be read; another machine may have it. */
export class UnreadableFileError extends Error {}

/**
 * Reads the chosen profile.
 *
 * @throws UnreadableFileError
 * @throws Error for a file of another form, or without that profile; names the profiles that the file has.
 */
export function readProfile({ path, profileName, ...choice }: ProfileChoice): Profile {
  const { current, profiles } = readFile(path, choice);
  const wanted = profileName ?? current ?? "default";
  const found = profiles.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const names = profiles.map(({ name }) => JSON.stringify(name)).join(", ");
  throw new Error(`there is no profile ${JSON.stringify(wanted)} in ${path}: it has ${names}`);
}

function readFile(
  path: string,
  { pathFrom, otherForm }: Pick<ProfileChoice, "pathFrom" | "otherForm">,
): ProfileFile {
  const content = parse(read(path, pathFrom));
  fileShape ??= makeFileShape();
  const parsed = fileShape.safeParse(content);
  if (parsed.success) return parsed.data;
  const hint = otherForm === undefined ? "" : `; ${otherForm}`;
  // Never the content: it holds secrets.
  throw new Error(
    `${path} is not ${content === undefined ? "JSON" : "a file of the Alibaba Cloud CLI with profiles"}: write it with \`aliyun configure\`${hint}`,
  );
}

function read(path: string, pathFrom: string | undefined): string {
  try {
    return decodeText(readFileSync(path));
  } catch (error) {
    const code = errorCode(error);
    const fix = pathFrom === undefined ? "create it with `aliyun configure`" : `check ${pathFrom}`;
    throw new UnreadableFileError(`${path} cannot be read${code === undefined ? "" : ` (${code})`}: ${fix}`, {
      cause: error,
    });
  }
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/**
 * Changes fields of a profile in its file and keeps everything else, the file's mode included. The file is replaced as a
 * whole: an interruption must not lose somebody's credentials.
 */
export async function updateProfile(
  path: string,
  name: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { z } = await import("zod");
  const { default: writeFileAtomic } = await import("write-file-atomic");
  const anyFile = z.looseObject({ profiles: z.array(z.looseObject({ name: z.string() })) });
  const content = anyFile.parse(parse(decodeText(readFileSync(path))));
  const profiles = content.profiles.map((each) => (each.name === name ? { ...each, ...changes } : each));
  // At once: a change that somebody else makes meanwhile would be lost.
  writeFileAtomic.sync(path, JSON.stringify({ ...content, profiles }, undefined, "\t"));
}
