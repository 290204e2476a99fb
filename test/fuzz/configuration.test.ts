import fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readConfiguration } from "../../provider/config";
import { settingNames } from "../../provider/config/settings";
import { ConfigurationError } from "../../provider/mps/errors";
import { everyCase, fuzzTimeoutMs } from "./support/everyCase";
import { anyText, mutated } from "./support/texts";

const folder = mkdtempSync(join(tmpdir(), "fuzz-config-"));
afterAll(() => rmSync(folder, { recursive: true }));
const profiles = join(folder, "config.json");

const rows = Object.values(settingNames).map((row: { key?: string; environment: readonly string[] }) => row);
const keys = rows.flatMap(({ key }) => (key === undefined ? [] : [key]));
const variables = [
  ...rows.flatMap(({ environment }) => environment),
  "http_proxy",
  "https_proxy",
  "no_proxy",
];

const seeds = [
  "https://mts.cn-hangzhou.aliyuncs.com",
  "http://127.0.0.1:20618",
  "http://localhost",
  "http://[::1]:1",
  "98",
  "cn-hangzhou",
  profiles,
  '{"roleArn":"acs:ram::1:role/r","sessionExpiration":3600}',
  '{"oidcProviderArn":"p","roleArn":"r","oidcToken":"t"}',
];
const pieces = [
  ...'@:/?#[]{}",.%\\ '.split(""),
  ..."http:// https:// 127.0.0.1 .evil.example @evil.example localhost 0x7f.1 2130706433 [::ffff:127.0.0.1] 0.0.0.0 1e999 -1 null __proto__ roleArn".split(
    " ",
  ),
];
const profileFile = JSON.stringify({
  current: "p",
  profiles: [{ name: "p", mode: "AK", access_key_id: "i", access_key_secret: "s", region_id: "cn-hangzhou" }],
});
const value = fc.oneof(anyText, mutated(seeds, pieces));
const inputs = fc.record({
  config: fc.dictionary(fc.constantFrom(...keys), value),
  environment: fc.dictionary(fc.constantFrom(...variables), value),
  file: mutated([profileFile], [...'{}[]",:'.split(""), "__proto__", "null", "EcsRamRole", "p"]),
});

it(
  "any configuration is used, or refused by an error that names the setting, and none sends a signature in the open",
  () => {
    everyCase(inputs, [1_000, 50_000], ({ config, environment, file }) => {
      writeFileSync(profiles, file);
      const configuration = readConfiguration((key) => config[key], {
        HOME: folder,
        ALICLOUD_SHARED_CREDENTIALS_FILE: profiles,
        ...environment,
      });
      expect(configuration.problems("cn-hangzhou").filter(({ rule }) => rule === "")).toEqual([]);
      expect(configuration.defaultRegion()).toBeTypeOf("object");
      const endpoint = refusedOr(configuration.endpoint) ?? new URL("https://default.example");
      const isOpen = endpoint.protocol !== "https:";
      expect({ endpoint: endpoint.href, leaks: isOpen && !isThisMachine(endpoint) }).toMatchObject({
        leaks: false,
      });
      expect(refusedOr(configuration.maxQps) ?? 1).toSatisfy((qps: number) => qps >= 0.1 && qps < Infinity);
      refusedOr(configuration.proxies);
      refusedOr(() =>
        configuration.credentialsSources(() => Promise.reject(new Error("nothing is sent here"))),
      );
    });
  },
  fuzzTimeoutMs,
);

/** By the address itself, as WHATWG's URL has put it in its one form. */
function isThisMachine({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** What a part of the configuration says; `undefined` where it is refused as it should be. */
function refusedOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigurationError && error.message.length > 10) return undefined;
    throw error;
  }
}
