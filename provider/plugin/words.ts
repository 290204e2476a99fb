import { configurationKeys } from "../config/settings";

const alicloudNames = configurationKeys
  .filter((key) => key.startsWith("alicloud:"))
  .map((key) => key.replace(/^.*:/, ""));
const pattern = new RegExp(String.raw`\balicloud:(${alicloudNames.join("|")})\b`, "g");

/**
 * The words of this door. Settings are called by this package's own names, such as `mediacover:region`. The dynamic provider
 * says `alicloud:region`, but Pulumi passes no setting of another namespace to a packaged provider.
 */
export const inOwnWords = (text: string): string => text.replaceAll(pattern, "mediacover:$1");
