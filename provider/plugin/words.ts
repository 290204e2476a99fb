import { configurationKeys } from "../config/settings";

const alicloudNames = configurationKeys
  .filter((key) => key.startsWith("alicloud:"))
  .map((key) => key.replace(/^.*:/, ""));
const pattern = new RegExp(String.raw`\balicloud:(${alicloudNames.join("|")})\b`, "g");

/**
 * What a user is told, in the words of this door: settings are named as the dynamic provider's stack has them
 * (`alicloud:region`), of which Pulumi hands a packaged provider none. They are this package's own here.
 */
export const inOwnWords = (text: string): string => text.replaceAll(pattern, "mediacover:$1");
