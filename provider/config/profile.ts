import { homedir } from "node:os";
import { join } from "node:path";
import {
  type Profile,
  type ProfileChoice,
  readProfile,
  UnreadableFileError,
} from "../credentials/profileFile";
import { hasKeyPair } from "./accessKeys";
import { type FoundSetting, isCommonName, type Settings } from "./settings";

/**
 * The profile of the Alibaba Cloud CLI that the configuration asks for, if it does.
 *
 * `@pulumi/alicloud` documents that a file without a profile means the file's own choice, and then passes it over: here
 * it means that. `ALIBABA_CLOUD_CREDENTIALS_FILE` alone says nothing: it is a file of another form (INI) to the other
 * tools that know it, and the default chain reads that.
 */
export function chooseProfile(lookup: Settings): ProfileChoice | undefined {
  const profile = lookup.find("profile");
  const file = lookup.find("sharedCredentialsFile");
  const chosenBy = profile ?? (file === undefined || isCommonName(file.name) ? undefined : file);
  if (chosenBy === undefined) return undefined;
  return {
    profileName: profile?.value,
    path: file === undefined ? currentProfile(lookup).path : expand(file.value, lookup),
    pathFrom: file?.name,
    otherForm: file?.name === iniVariable ? iniForm : undefined,
    chosenBy: chosenBy.name,
    isFinal: !isCommonName(chosenBy.name),
  };
}

/** A name that other tools know for a file of another form. */
const iniVariable = "ALIBABA_CLOUD_CREDENTIALS_FILE";
const iniForm = `for other tools ${iniVariable} names a file of another form (INI): name this one with alicloud:sharedCredentialsFile or ALICLOUD_SHARED_CREDENTIALS_FILE`;

/** The profile that the CLI itself would use, in its own place, for whoever chooses none. */
export function currentProfile(lookup: Settings): ProfileChoice {
  return {
    profileName: lookup.getVariable("ALIBABA_CLOUD_PROFILE") || undefined,
    path: join(homeOf(lookup), ".aliyun", "config.json"),
    pathFrom: undefined,
    chosenBy: "default",
    isFinal: false,
  };
}

/** The region that the chosen profile names. */
export function profileRegion(lookup: Settings): FoundSetting | undefined {
  const choice = chooseProfile(lookup);
  if (choice === undefined) return undefined;
  const { name, region_id: value } = readIfPossible(choice) ?? {};
  return value === undefined ? undefined : { value, name: `profile ${name} of ${choice.path}` };
}

/**
 * How a profile can give the region that nothing sets: the chosen one, which names none, or the CLI's current one, which
 * nothing chooses. Undefined where no profile can.
 */
export function profileRegionFix(lookup: Settings): string | undefined {
  const chosen = chooseProfile(lookup);
  // Nothing in the environment would choose one.
  if (chosen === undefined && lookup.ignoresEnvironment("profile")) return undefined;
  const choice = chosen ?? currentProfile(lookup);
  const profile = readIfPossible(choice);
  if (profile === undefined) return undefined;
  const { name, region_id: region } = profile;
  const which = `profile ${name} of ${choice.path}`;
  if (chosen !== undefined) return `add a region to ${which} (\`aliyun configure --profile ${name}\`)`;
  if (region === undefined) return undefined;
  return `choose ${which}, whose region is ${region} (\`pulumi config set alicloud:profile ${name}\`, or ALICLOUD_PROFILE=${name})`;
}

/** The profile, if it can be read. Where it cannot, the search for its credentials reports why; see `profileProblem`. */
function readIfPossible(choice: ProfileChoice): Profile | undefined {
  try {
    return readProfile(choice);
  } catch {
    return undefined;
  }
}

/**
 * What is wrong with the chosen profile, for a preview. A file that is not there is no problem: a preview works without
 * credentials, and may run on another machine than the update.
 */
export function profileProblem(lookup: Settings): string | undefined {
  const choice = chooseProfile(lookup);
  if (choice === undefined || !choice.isFinal || hasKeyPair(lookup)) return undefined;
  try {
    readProfile(choice);
    return undefined;
  } catch (error) {
    if (error instanceof UnreadableFileError || !(error instanceof Error)) return undefined;
    return `${choice.chosenBy}: ${error.message}`;
  }
}

function expand(path: string, lookup: Settings): string {
  return path === "~" || path.startsWith("~/") ? join(homeOf(lookup), path.slice(1)) : path;
}

/** The user's home, where tools keep their files. */
export function homeOf({ environment }: Settings): string {
  return environment["HOME"] || environment["USERPROFILE"] || homedir();
}
