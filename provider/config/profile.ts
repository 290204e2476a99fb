import { homedir } from "node:os";
import { join } from "node:path";
import { type ProfileChoice, readProfile, UnreadableFileError } from "../credentials/profileFile";
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
    path: file === undefined ? join(homeOf(lookup), ".aliyun", "config.json") : expand(file.value, lookup),
    pathFrom: file?.name,
    otherForm: file?.name === iniVariable ? iniForm : undefined,
    chosenBy: chosenBy.name,
    isFinal: !isCommonName(chosenBy.name),
  };
}

/** A name that other tools know for a file of another form. */
const iniVariable = "ALIBABA_CLOUD_CREDENTIALS_FILE";
const iniForm = `for other tools ${iniVariable} names a file of another form (INI): name this one with alicloud:sharedCredentialsFile or ALICLOUD_SHARED_CREDENTIALS_FILE`;

/** The region that the chosen profile names. */
export function profileRegion(lookup: Settings): FoundSetting | undefined {
  const choice = chooseProfile(lookup);
  if (choice === undefined) return undefined;
  try {
    const { name, region_id: value } = readProfile(choice);
    return value === undefined ? undefined : { value, name: `profile ${name} of ${choice.path}` };
  } catch {
    // Whoever needs the profile's credentials hears of it; see also `profileProblem`.
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

function homeOf({ environment }: Settings): string {
  return environment["HOME"] || environment["USERPROFILE"] || homedir();
}
