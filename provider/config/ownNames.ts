import type { GetConfig } from "./settings";

/** What belongs together: an access key comes whole from one namespace. */
const accessKey: ReadonlySet<string> = new Set(["accessKey", "secretKey", "securityToken"]);

/**
 * Lets everything that is set under the names of `@pulumi/alicloud` be set as this package's own as well, which wins:
 * `mediacover:region` before `alicloud:region`. Pulumi hands the packaged provider no other namespace than its own.
 */
export function withOwnNames(getConfig: GetConfig): GetConfig {
  return (key) => {
    const [namespace, name = ""] = key.split(":", 2);
    if (namespace !== "alicloud") return getConfig(key);
    const own = (each: string): string | undefined => getConfig(`mediacover:${each}`) || undefined;
    const isOwnKey = accessKey.has(name) && [...accessKey].some((each) => own(each) !== undefined);
    return isOwnKey ? own(name) : (own(name) ?? getConfig(key));
  };
}
