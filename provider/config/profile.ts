import { homedir } from "node:os";
import { join } from "node:path";
import type { Problem } from "../cover/problem";
import {
  type Profile,
  type ProfileChoice,
  readProfile,
  UnreadableFileError,
} from "../credentials/profileFile";
import { hasKeyPair } from "./accessKeys";
import { type FoundSetting, isCommonName, type Settings } from "./settings";

/**
 * The profile of the Alibaba Cloud CLI that the configuration chooses, if any.
 *
 * `@pulumi/alicloud` documents that a file without a profile means the file's current profile, and then ignores the file;
 * here it means that. `ALIBABA_CLOUD_CREDENTIALS_FILE` alone chooses no profile: to the other tools that read it, it is a file
 * of another form (INI), which `ambientSources` reads.
 */
export function chooseProfile(settings: Settings): ProfileChoice | undefined {
  const profile = settings.find("profile");
  const file = settings.find("sharedCredentialsFile");
  const chosenBy = profile ?? (file === undefined || isCommonName(file.name) ? undefined : file);
  if (chosenBy === undefined) return undefined;
  return {
    profileName: profile?.value,
    path: file === undefined ? currentProfile(settings).path : expand(file.value, settings),
    pathFrom: file?.name,
    otherForm: file?.name === iniVariable ? iniForm : undefined,
    chosenBy: chosenBy.name,
    isFinal: !isCommonName(chosenBy.name),
  };
}

/** A variable that names a file of another form to other tools. */
const iniVariable = "ALIBABA_CLOUD_CREDENTIALS_FILE";
const iniForm = `for other tools ${iniVariable} names a file of another form (INI): name this one with alicloud:sharedCredentialsFile or ALICLOUD_SHARED_CREDENTIALS_FILE`;

/** The profile that the CLI itself would use, from its own file. */
export function currentProfile(settings: Settings): ProfileChoice {
  return {
    profileName: settings.getVariable("ALIBABA_CLOUD_PROFILE") || undefined,
    path: join(homeFolder(settings), ".aliyun", "config.json"),
    pathFrom: undefined,
    chosenBy: "default",
    isFinal: false,
  };
}

/** The region that the chosen profile names. */
export function profileRegion(settings: Settings): FoundSetting | undefined {
  const choice = chooseProfile(settings);
  if (choice === undefined) return undefined;
  const { name, region_id: value } = readIfPossible(choice) ?? {};
  return value === undefined ? undefined : { value, name: `profile ${name} of ${choice.path}` };
}

/**
 * If no region is set, how a profile can give one: the chosen profile, which has none, or the CLI's current one, which is not
 * chosen. Undefined if no profile can.
 */
export function profileRegionFix(settings: Settings): string | undefined {
  const chosen = chooseProfile(settings);
  // A variable would not choose a profile either.
  if (chosen === undefined && settings.ignoresEnvironment("profile")) return undefined;
  const choice = chosen ?? currentProfile(settings);
  const profile = readIfPossible(choice);
  if (profile === undefined) return undefined;
  const { name, region_id: region } = profile;
  const which = `profile ${name} of ${choice.path}`;
  if (chosen !== undefined) return `add a region to ${which} (\`aliyun configure --profile ${name}\`)`;
  if (region === undefined) return undefined;
  return `choose ${which}, whose region is ${region} (\`pulumi config set alicloud:profile ${name}\`, or ALICLOUD_PROFILE=${name})`;
}

/** The profile, if it can be read. If not, the search for its credentials reports why; see `profileProblem`. */
function readIfPossible(choice: ProfileChoice): Profile | undefined {
  try {
    return readProfile(choice);
  } catch {
    return undefined;
  }
}

/**
 * What is wrong with the chosen profile, for a preview. A missing file is no problem: a preview works without credentials,
 * and may run on another machine than the update.
 */
export function profileProblem(settings: Settings): Problem | undefined {
  const choice = chooseProfile(settings);
  if (choice === undefined || !choice.isFinal || hasKeyPair(settings)) return undefined;
  try {
    readProfile(choice);
    return undefined;
  } catch (error) {
    if (error instanceof UnreadableFileError || !(error instanceof Error)) return undefined;
    return { path: [], rule: `${choice.chosenBy}: ${error.message}` };
  }
}

function expand(path: string, settings: Settings): string {
  return path === "~" || path.startsWith("~/") ? join(homeFolder(settings), path.slice(1)) : path;
}

/** The user's home folder. */
export function homeFolder({ environment }: Settings): string {
  return environment["HOME"] || environment["USERPROFILE"] || homedir();
}
