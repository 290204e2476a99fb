import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type EmulatorAccessKey, startEmulator } from "../../emulator/index";
import { readConfiguration } from "../../provider/config";
import { createClient, type MediaService } from "../../provider/mps/client";
import { createContext } from "../../provider/host/connect";
import { systemChance, systemClock } from "../../provider/host/system";
import { FakeClock } from "../support/fakeClock";
import {
  type CredentialServices,
  credentialsOf,
  goodOidcToken,
  refusal,
  startCredentialServices,
} from "../support/credentialServices";
import type { Clock } from "../../provider/mps/ports";
import { adviseWith, programWords } from "../../provider/host/advice";
import { createCredentialsProvider } from "../../provider/credentials/credentials";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const roleArn = "acs:ram::123:role/covers";
const hourMs = 3_600_000;

const oidcConfig = JSON.stringify({
  roleArn,
  oidcProviderArn: "acs:ram::123:oidc-provider/ci",
  oidcToken: goodOidcToken,
});

const keyOf = (id: string): EmulatorAccessKey => credentialsOf(id);

/** A client that is configured as a user does it, against an emulator with some keys. */
async function clientWith(
  config: Record<string, string>,
  accessKeys: EmulatorAccessKey[],
  clock: Clock = systemClock,
) {
  const services = await startCredentialServices();
  const emulator = await startEmulator({ seed: [{ mediaId }], accessKeys });
  onTestFinished(() => emulator.close());
  const filled = { ...config, "mediacover:endpoint": emulator.url };
  const settings = readConfiguration((key) => Object.entries(filled).find(([name]) => name === key)?.[1], {});
  const context = createContext(
    { ...settings, credentialsSources: () => settings.credentialsSources(services.transport) },
    { clock, chance: systemChance, log: { info: () => {}, warn: () => {}, status: () => {} } },
  );
  const client: MediaService = createClient(context)();
  return { services, emulator, read: () => client.findMedia("cn-hangzhou", mediaId) };
}

describe("a key that is rotated in the middle of a run", () => {
  it.each(["InvalidAccessKeyId.NotFound", "InvalidSecurityToken.Expired"])(
    "is looked for anew when the service says %s, and the call goes on",
    async (code) => {
      const folder = mkdtempSync(join(tmpdir(), "rotation-"));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const path = join(folder, "config.json");
      const write = (id: string, secret: string): void =>
        writeFileSync(
          path,
          JSON.stringify({
            profiles: [{ name: "p", mode: "AK", access_key_id: id, access_key_secret: secret }],
          }),
        );
      write("old", "s1");
      const { emulator, read } = await clientWith(
        { "alicloud:profile": "p", "alicloud:sharedCredentialsFile": path },
        [
          { accessKeyId: "old", accessKeySecret: "s1" },
          { accessKeyId: "new", accessKeySecret: "s2" },
        ],
      );
      await read();
      write("new", "s2");
      emulator.faults.add({ fault: { kind: "error", code, status: 404 }, times: 1 });
      expect(await read()).toMatchObject({ mediaId });
      expect(emulator.requests.countByCode()).toEqual({ OK: 2, [code]: 1 });
    },
  );

  it("does not try a refused key again if its source has no other", async () => {
    const config = { "alicloud:accessKey": "unknown", "alicloud:secretKey": "s" };
    const { emulator, read } = await clientWith(config, [{ accessKeyId: "a", accessKeySecret: "s" }]);
    await expect(read()).rejects.toThrow(
      /InvalidAccessKeyId\.NotFound.*Tried once: the source of the credentials has no others\. What to do: check the access key/,
    );
    expect(emulator.requests.count()).toBe(1);
  });

  it("opens a new session after one that ended early", async () => {
    const { services, emulator, read } = await clientWith({ "alicloud:assumeRoleWithOidc": oidcConfig }, [
      keyOf("covers.terraform"),
      keyOf("next"),
    ]);
    await read();
    services.answers = () => ({
      body: {
        Credentials: {
          AccessKeyId: "STS.next",
          AccessKeySecret: "secret of STS.next",
          SecurityToken: "token of STS.next",
          Expiration: new Date(Date.now() + hourMs).toISOString().replace(/\.\d+Z$/, "Z"),
        },
      },
    });
    emulator.faults.add({
      fault: { kind: "error", code: "InvalidSecurityToken.Expired", status: 400 },
      times: 1,
    });
    expect(await read()).toMatchObject({ mediaId });
    expect(services.requests).toHaveLength(2);
  });
});

/** Minutes of a run; its credentials come by OIDC, unless it is configured otherwise. */
async function longRun(
  configure: (services: CredentialServices) => Record<string, string> = () => ({
    "alicloud:assumeRoleWithOidc": oidcConfig,
  }),
) {
  const services = await startCredentialServices();
  const clock = new FakeClock();
  const config = configure(services);
  const settings = readConfiguration((key) => config[key], {});
  const provider = createCredentialsProvider(settings.credentialsSources(services.transport), {
    clock,
    advise: adviseWith(programWords),
  });
  const at = async (minute: number) => {
    await clock.run(clock.sleep(minute * 60_000 - clock.now()));
    return provider.get();
  };
  return { services, provider, at };
}

/** A profile whose key takes a role on. */
function profileWithRole(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "rotation-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "config.json");
  const key = { access_key_id: "LTAIuser", access_key_secret: "secret of LTAIuser" };
  const profile = { name: "p", mode: "RamRoleArn", ...key, ram_role_arn: roleArn };
  writeFileSync(path, JSON.stringify({ profiles: [profile] }));
  return { "alicloud:profile": "p", "alicloud:sharedCredentialsFile": path };
}

describe("a run that outlasts its session", () => {
  it("opens one session an hour in a long run, five minutes before the last one ends", async () => {
    const { services, at } = await longRun();
    const opened = [];
    for (const minute of [0, 1, 30, 54, 55, 56, 109, 110]) {
      await Promise.all([at(minute), at(minute), at(minute)]);
      opened.push(services.requests.length);
    }
    expect(opened).toEqual([1, 1, 1, 1, 2, 2, 2, 3]);
  });

  it.each<[string, (services: CredentialServices) => Record<string, string>, number]>([
    ["the role of an instance", () => ({ "alicloud:ecsRoleName": "media-role" }), 2],
    ["a credentials URI", ({ url }) => ({ "alicloud:credentialsUri": url }), 1],
    ["a profile with a role", () => profileWithRole(), 1],
    [
      "assumeRole on an access key",
      () => ({
        "alicloud:accessKey": "LTAIuser",
        "alicloud:secretKey": "secret of LTAIuser",
        "alicloud:assumeRole": JSON.stringify({ roleArn }),
      }),
      1,
    ],
    [
      "assumeRole on the role of an instance",
      () => ({
        "alicloud:ecsRoleName": "media-role",
        "alicloud:assumeRole": JSON.stringify({ roleArn }),
      }),
      3,
    ],
  ])("asks %s again in time, once for all calls", async (_source, configure, requestsEach) => {
    const { services, at } = await longRun(configure);
    const first = await at(0);
    await Promise.all([at(0.5), at(0.5), at(0.5)]);
    expect(services.requests).toHaveLength(requestsEach);
    await Promise.all([at(55), at(55), at(55)]);
    expect(services.requests).toHaveLength(2 * requestsEach);
    // The stand-ins give the same key again; it is another answer all the same.
    expect(await at(55)).not.toBe(first);
  });

  it("opens each session with the OIDC token that the file holds at that time", async () => {
    const folder = mkdtempSync(join(tmpdir(), "rotation-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const oidcTokenFile = join(folder, "token");
    writeFileSync(oidcTokenFile, goodOidcToken);
    const { services, at } = await longRun(() => ({
      "alicloud:assumeRoleWithOidc": JSON.stringify({
        roleArn,
        oidcProviderArn: "acs:ram::123:oidc-provider/ci",
        oidcTokenFile,
      }),
    }));
    const first = await at(0);
    writeFileSync(oidcTokenFile, "hush.expired.token\n");
    expect(await at(55)).toBe(first);
    writeFileSync(oidcTokenFile, `${goodOidcToken}\n`);
    expect(await at(57)).not.toBe(first);
    expect(services.requests.map(({ fields }) => fields["OIDCToken"])).toEqual([
      goodOidcToken,
      "hush.expired.token",
      goodOidcToken,
    ]);
  });

  it("keeps the old session when a new one is refused, until the service refuses the old one too", async () => {
    const { services, provider, at } = await longRun();
    const first = await at(0);
    services.answers = () => refusal(400, "AuthenticationFail.OIDCToken.Expired", "expired");
    expect(await at(55)).toBe(first);
    expect(await at(55.5)).toBe(first);
    expect(services.requests).toHaveLength(2);
    expect(await at(56)).toBe(first);
    expect(services.requests).toHaveLength(3);
    provider.invalidate(first);
    await expect(at(57)).rejects.toThrow("the OIDC token has expired: get a new one");
    services.answers = () => undefined;
    expect(await at(58)).toMatchObject(credentialsOf("covers.terraform"));
  });
});
