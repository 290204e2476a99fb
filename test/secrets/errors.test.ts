import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator/index";
import { readConfiguration } from "../../provider/config";
import { adviseWith, programWords } from "../../provider/host/advice";
import { findCredentials } from "../../provider/credentials/credentials";
import fc from "fast-check";
import { createHost } from "../../provider/host/host";
import { systemChance } from "../../provider/host/system";
import { clientFor } from "../support/client";
import { type CredentialServices, startCredentialServices } from "../support/credentialServices";
import { runs } from "../support/long";
import { mediaIdFor } from "../support/mediaIds";
import { VirtualClock } from "../support/virtualClock";
import { everythingOf } from "./everythingOf";
import { anySecret, leaksIn } from "./leaks";

/** In every key, token and secret of these tests. */
const canary = "CANARY-4b1d";
const roleArn = "acs:ram::123:role/covers";
const key = { access_key_id: "LTAIuser", access_key_secret: `${canary}-secret` };
const nothingOnThisMachine = {
  ALIBABA_CLOUD_CLI_PROFILE_DISABLED: "true",
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
  ALIBABA_CLOUD_CREDENTIALS_URI: "http://127.0.0.1:1/",
};

function folderWith(name: string, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "canary-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const profile = (fields: object): Record<string, string> => ({
  "alicloud:profile": "p",
  "alicloud:sharedCredentialsFile": folderWith(
    "config.json",
    JSON.stringify({ profiles: [{ name: "p", ...key, ...fields }] }),
  ),
});

/** Every source, asked by a configuration that holds canaries, of services that fail and repeat what they were sent. */
const sources: readonly [what: string, config: (services: CredentialServices) => Record<string, string>][] = [
  ["a profile of an unknown mode", () => profile({ mode: "Magic", sts_token: canary })],
  ["a profile without its token", () => profile({ mode: "StsToken" })],
  ["a role of a profile", () => profile({ mode: "RamRoleArn", sts_token: canary, ram_role_arn: roleArn })],
  [
    "a role by the OIDC token of a profile's file",
    () =>
      profile({
        mode: "OIDC",
        oidc_provider_arn: "p",
        ram_role_arn: roleArn,
        oidc_token_file: folderWith("token", canary),
      }),
  ],
  [
    "a CloudSSO session",
    () =>
      profile({
        mode: "CloudSSO",
        cloud_sso_sign_in_url: "https://signin.example.com/login",
        cloud_sso_account_id: "1",
        cloud_sso_access_config: "a",
        access_token: canary,
        cloud_sso_access_token_expire: 4_102_444_800,
      }),
  ],
  [
    "an OAuth session",
    () =>
      profile({
        mode: "OAuth",
        oauth_site_type: "CN",
        oauth_refresh_token: canary,
        oauth_access_token: canary,
      }),
  ],
  ["a command that fails", () => profile({ mode: "External", process_command: `false --token ${canary}` })],
  [
    "a command that prints no credentials",
    () => profile({ mode: "External", process_command: `echo {"access_key_secret":"${canary}"` }),
  ],
  ["a credentials URI", ({ url }) => ({ "alicloud:credentialsUri": `${url}/?token=${canary}` })],
  ["the role of an instance", () => ({ "alicloud:ecsRoleName": "media-role" })],
  [
    "a role by OIDC",
    () => ({
      "alicloud:assumeRoleWithOidc": JSON.stringify({ roleArn, oidcProviderArn: "p", oidcToken: canary }),
    }),
  ],
  [
    "a role on top of a temporary key",
    () => ({
      "alicloud:accessKey": "LTAIuser",
      "alicloud:secretKey": canary,
      "alicloud:securityToken": canary,
      "alicloud:assumeRole": JSON.stringify({ roleArn }),
    }),
  ],
  ["an OIDC role of another form", () => ({ "alicloud:assumeRoleWithOidc": `{"oidcToken":"${canary}"` })],
  ["half of a key", () => ({ "alicloud:secretKey": canary, "alicloud:securityToken": canary })],
];

it.each(sources)(
  "nothing of the error of %s is a key or a token, however it is printed",
  async (_what, config) => {
    const services = await startCredentialServices();
    services.answers = ({ body, headers, fields }) => ({
      status: 400,
      body: { Code: "Odd", Message: [canary, body, JSON.stringify({ ...headers, ...fields })].join(" ") },
    });
    const settings = config(services);
    const configuration = readConfiguration((name) => settings[name], {
      HOME: tmpdir(),
      ...nothingOnThisMachine,
    });
    const failed: unknown = await Promise.resolve()
      .then(() =>
        findCredentials(configuration.credentialsSources(services.transport), adviseWith(programWords)),
      )
      .then(
        () => "credentials were found",
        (error: unknown) => error,
      );
    expect(failed).toBeInstanceOf(Error);
    expect(everythingOf(failed)).not.toContain(canary);
  },
);

it.each([
  [
    "refuses the key",
    { status: 400, body: `{"Code":"SignatureDoesNotMatch","Message":"${canary}-secret ${canary}-token"}` },
  ],
  ["answers a page", { status: 404, body: `<h1>${canary}-secret</h1>` }],
  ["answers another form", { status: 200, body: `{"MediaList":"${canary}-token"}` }],
])(
  "nothing of a call's error, nor of the emulator's log, is a key or a token, where the service %s and repeats them",
  async (_what, answer) => {
    const credentials = {
      accessKeyId: "STS.canary",
      accessKeySecret: `${canary}-secret`,
      securityToken: `${canary}-token`,
    };
    const emulator = await startEmulator({ accessKeys: [credentials] });
    onTestFinished(() => emulator.close());
    emulator.faults.add({ fault: { kind: "answer", ...answer }, times: Infinity });
    const failed: unknown = await clientFor(emulator.url, { credentials: [credentials] })
      .findMedia("cn-hangzhou", "6cc3aa66d1cb4bb2adf14e726c0a0001")
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Error);
    expect(everythingOf(failed)).not.toContain(canary);
    expect(emulator.requests.count()).toBeGreaterThan(0);
    expect(JSON.stringify(emulator.requests.entries)).not.toContain(canary);
  },
);

/** What a service may answer that repeats whatever it was sent. */
const refusals = (repeated: string) => [
  { status: 400, body: JSON.stringify({ Code: "InvalidParameter", Message: repeated }) },
  { status: 403, body: JSON.stringify({ Code: "Forbidden.RAM", Message: repeated, RequestId: repeated }) },
  { status: 400, body: JSON.stringify({ Code: repeated, Message: "odd" }) },
  { status: 503, body: JSON.stringify({ Code: "ServiceUnavailable", Message: repeated }) },
  { status: 404, body: `<h1>${repeated}</h1>` },
  { status: 200, body: JSON.stringify({ MediaList: repeated }) },
];

it("nothing of a set's failures, of what it records, or of the lines that it prints is a part of a key or a token, where the service repeats them", async () => {
  await fc.assert(
    fc.asyncProperty(anySecret, async (text) => {
      const secret = text.trim();
      const emulator = await startEmulator({
        seed: [1, 2, 3].map((index) => ({ mediaId: mediaIdFor(index) })),
        accessKeys: [{ accessKeyId: "STS.canary", accessKeySecret: secret, securityToken: secret }],
      });
      onTestFinished(() => emulator.close());
      const printed: string[] = [];
      const print = (line: string): void => void printed.push(line);
      const host = createHost({
        log: { warn: print, info: print, status: print, heard: async () => {} },
        clock: new VirtualClock(),
        chance: systemChance,
        isOnTerminal: () => false,
        environment: {},
      });
      const settings: Record<string, string> = {
        "mediacover:endpoint": emulator.url,
        "alicloud:accessKey": "STS.canary",
        "alicloud:secretKey": secret,
        "alicloud:securityToken": secret,
      };
      host.configure((name) => settings[name]);
      const covers = Object.fromEntries(
        [1, 2, 3].map((index) => [mediaIdFor(index), `http://c.example/${index}.jpg`]),
      );
      const inputs = { covers, region: "cn-hangzhou", onDelete: "restore" };
      const all: unknown[] = [];
      for (const action of ["QueryMediaList", "UpdateMediaCover"]) {
        for (const answer of refusals(`${secret} ${encodeURIComponent(secret)}`)) {
          emulator.faults.clear();
          emulator.faults.add({ fault: { kind: "answer", ...answer }, action, times: Infinity });
          const created = await host.mediaCoverSet.create(inputs).catch((error: unknown) => error);
          all.push(
            created,
            await host.mediaCover
              .create({ ...inputs, mediaId: mediaIdFor(1), coverUrl: covers[mediaIdFor(1)] })
              .catch((error: unknown) => error),
          );
        }
      }
      const told = [...all.map((each) => `${everythingOf(each)}${JSON.stringify(each)}`), ...printed];
      expect(told.join("\n")).toContain("ServiceUnavailable");
      expect({ secret, leaks: leaksIn(told.join("\n"), secret) }).toEqual({ secret, leaks: [] });
    }),
    { numRuns: runs(1, 40) },
  );
});
