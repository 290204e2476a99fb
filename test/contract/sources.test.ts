import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { readConfiguration } from "../../provider/config";
import { adviseWith, programWords } from "../../provider/host/advice";
import { type FoundCredentials, findCredentials } from "../../provider/credentials/credentials";
import { TransportError } from "../../provider/mps/errors";
import { createTransport } from "../../provider/mps/transport";
import {
  type CredentialServices,
  credentialsOf,
  goodOidcToken,
  refusal,
  startCredentialServices,
} from "../support/credentialServices";

const roleArn = "acs:ram::123:role/covers";
const user = { access_key_id: "LTAIuser", access_key_secret: "secret of LTAIuser" };

let services: CredentialServices;
let folder: string;

beforeEach(async () => {
  services = await startCredentialServices();
  folder = mkdtempSync(join(tmpdir(), "sources-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

type Config = Record<string, unknown>;

const pulumiText = (value: unknown): string | undefined =>
  value === undefined || typeof value === "string" ? value : JSON.stringify(value);

/** Looks for credentials as the client does; objects are written as Pulumi writes them. */
function search(config: Config, environment: Record<string, string> = {}) {
  const configuration = readConfiguration((key) => pulumiText(config[key]), { HOME: folder, ...environment });
  return findCredentials(configuration.credentialsSources(services.transport), adviseWith(programWords));
}

async function found(config: Config, environment: Record<string, string> = {}): Promise<FoundCredentials> {
  return (await search(config, environment)).credentials;
}

/** What a search fails with, cause included, for looking for secrets in it. */
async function failure(config: Config, environment: Record<string, string> = {}): Promise<string> {
  try {
    await search(config, environment);
  } catch (error) {
    const texts = [];
    for (let each: unknown = error; each instanceof Error; each = each.cause) texts.push(each.message);
    return texts.join("\nbecause ");
  }
  throw new Error("credentials were found");
}

const withProfile = (profile: object, ...others: object[]): Config => ({
  "alicloud:profile": "p",
  "alicloud:sharedCredentialsFile": write("config.json", {
    profiles: [{ name: "p", ...profile }, ...others],
  }),
});

describe("a profile of the CLI", () => {
  const chained = { mode: "ChainableRamRoleArn", source_profile: "base", ram_role_arn: roleArn };

  it.each<[string, object, object[], object]>([
    ["AK", { mode: "AK", ...user }, [], { accessKeyId: "LTAIuser", accessKeySecret: "secret of LTAIuser" }],
    ["StsToken", { mode: "StsToken", ...user, sts_token: "t" }, [], { securityToken: "t" }],
    [
      "RamRoleArn",
      { mode: "RamRoleArn", ...user, ram_role_arn: roleArn, ram_session_name: "me", expired_seconds: 900 },
      [],
      { ...credentialsOf("covers.me"), renewAfterMs: 600_000 },
    ],
    [
      "ChainableRamRoleArn on AK",
      chained,
      [{ name: "base", mode: "AK", ...user }],
      credentialsOf("covers.terraform"),
    ],
    [
      "ChainableRamRoleArn on EcsRamRole",
      chained,
      [{ name: "base", mode: "EcsRamRole", ram_role_name: "media-role" }],
      credentialsOf("covers.terraform"),
    ],
    ["EcsRamRole", { mode: "EcsRamRole", ram_role_name: "media-role" }, [], credentialsOf("ecs")],
    ["EcsRamRole without a name", { mode: "EcsRamRole" }, [], credentialsOf("ecs")],
    [
      "CloudSSO",
      {
        mode: "CloudSSO",
        cloud_sso_sign_in_url: "https://signin.example.com/login",
        cloud_sso_account_id: "123",
        cloud_sso_access_config: "ac-1",
        access_token: "sso-access-token",
        cloud_sso_access_token_expire: 4_102_444_800,
      },
      [],
      credentialsOf("sso"),
    ],
    [
      "External",
      {
        mode: "External",
        process_command: `"${process.execPath}" -p 'JSON.stringify({mode:"AK",access_key_id:"ext",access_key_secret:"s"})'`,
      },
      [],
      { accessKeyId: "ext", accessKeySecret: "s" },
    ],
  ])("gets credentials from a profile of mode %s", async (_mode, profile, others, expected) => {
    expect(await found(withProfile(profile, ...others))).toMatchObject(expected);
  });

  it("sends the token in the file of a profile of mode OIDC", async () => {
    const profile = {
      mode: "OIDC",
      oidc_provider_arn: "acs:ram::123:oidc-provider/ci",
      oidc_token_file: write("token", `${goodOidcToken}\n`),
      ram_role_arn: roleArn,
      ram_session_name: "ci",
      sts_region: "cn-shanghai",
    };
    expect(await found(withProfile(profile))).toMatchObject(credentialsOf("covers.ci"));
    expect(services.requests.map(({ host }) => host)).toEqual(["sts.cn-shanghai.aliyuncs.com"]);
  });

  it("replaces its file by one with the new tokens of a profile of mode OAuth, and changes nothing else there", async () => {
    const profile = {
      mode: "OAuth",
      oauth_site_type: "CN",
      oauth_refresh_token: "old-refresh-token",
      oauth_access_token: "old-access-token",
      oauth_access_token_expire: 1,
      something_new: { of: "the CLI" },
    };
    const config = withProfile(profile, { name: "other", mode: "AK", ...user });
    const path = String(config["alicloud:sharedCredentialsFile"]);
    const before = readFileSync(path, "utf8");
    linkSync(path, `${path}.before`);
    chmodSync(path, 0o640);
    symlinkSync(path, `${path}.symlink`);
    const throughSymlink = { ...config, "alicloud:sharedCredentialsFile": `${path}.symlink` };
    expect(await found(throughSymlink)).toMatchObject(credentialsOf("oauth"));
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({
      profiles: [
        {
          name: "p",
          ...profile,
          oauth_refresh_token: "new-refresh-token",
          oauth_access_token: "new-access-token",
          oauth_access_token_expire: expect.toSatisfy((seconds: number) => seconds > Date.now() / 1000),
        },
        { name: "other", mode: "AK", ...user },
      ],
    });
    // The old file is as it was, so whoever reads meanwhile never sees half of the new one.
    expect(readFileSync(`${path}.before`, "utf8")).toBe(before);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(lstatSync(`${path}.symlink`).isSymbolicLink()).toBe(true);
    expect(await found(config)).toMatchObject(credentialsOf("oauth"));
  });

  it("reads the profile each time, so that a rotated key takes effect at once", async () => {
    const config = withProfile({ mode: "AK", ...user });
    await found(config);
    withProfile({ mode: "AK", access_key_id: "rotated", access_key_secret: "s" });
    expect(await found(config)).toMatchObject({ accessKeyId: "rotated" });
  });

  it.each<[string, Config, Record<string, string>]>([
    ["by alicloud:profile, in the CLI's own place", { "alicloud:profile": "p" }, {}],
    ["by ALICLOUD_PROFILE", {}, { ALICLOUD_PROFILE: "p" }],
    ["by ALIBABA_CLOUD_PROFILE", {}, { ALIBABA_CLOUD_PROFILE: "p" }],
    ["by a file alone: its current one", { "alicloud:sharedCredentialsFile": "~/.aliyun/config.json" }, {}],
    ["by a file of the environment alone", {}, { ALICLOUD_SHARED_CREDENTIALS_FILE: "~/.aliyun/config.json" }],
  ])("takes the profile that is chosen %s", async (_how, config, environment) => {
    mkdirSync(join(folder, ".aliyun"));
    write(".aliyun/config.json", {
      current: "p",
      profiles: [
        { name: "other", mode: "AK", access_key_id: "other", access_key_secret: "s" },
        { name: "p", mode: "AK", ...user },
      ],
    });
    expect(await found(config, environment)).toMatchObject({ accessKeyId: "LTAIuser" });
  });

  it.each<[string, object, RegExp]>([
    ["a mode that nobody knows", { mode: "Magic" }, /profile p has the mode "Magic": known are AK, StsToken/],
    ["a missing field", { mode: "AK", access_key_id: "x" }, /profile p \(mode AK\) has no access_key_secret/],
    ["a circle", { ...chained, source_profile: "p" }, /goes round in a circle: p -> p/],
    [
      "a role that is denied",
      { mode: "RamRoleArn", ...user, ram_role_arn: "acs:ram::123:role/denied" },
      /NoPermission: You are not authorized.*request id 0C1B-TEST\). What to do: let the role's trust policy name/,
    ],
    ["a command that fails", { mode: "External", process_command: "false hush" }, /failed to execute/],
    [
      "a CloudSSO sign-in that has ended",
      {
        mode: "CloudSSO",
        cloud_sso_sign_in_url: "https://s",
        cloud_sso_account_id: "1",
        cloud_sso_access_config: "a",
        access_token: "hush",
        cloud_sso_access_token_expire: 1,
      },
      /CloudSSO access token is empty or expired, please re-login/,
    ],
  ])("says what to do about a profile with %s, and shows no secret", async (_what, profile, message) => {
    const text = await failure(withProfile(profile));
    expect(text).toMatch(message);
    expect(text).toMatch(/^profile p of .*config\.json \(alicloud:profile\): /);
    expect(text).not.toMatch(/hush|secret of/);
  });

  it("names the profiles that exist when the chosen one does not", async () => {
    const config = withProfile({ mode: "AK", ...user }, { name: "prod" });
    expect(await failure({ ...config, "alicloud:profile": "prdo" })).toMatch(
      /there is no profile "prdo" in .*config\.json: it has "p", "prod"/,
    );
  });

  it.each<[string, string, RegExp]>([
    ["is not JSON", "[default]\nsecret = hush", /is not JSON: write it with `aliyun configure`/],
    ["is JSON of another form", '{"hush": 1}', /is not a file of the Alibaba Cloud CLI with profiles/],
  ])("refuses a profile's file that %s, and does not show it", async (_what, content, message) => {
    const text = await failure({ "alicloud:sharedCredentialsFile": write("config.json", content) });
    expect(text).toMatch(message);
    expect(text).not.toContain("hush");
  });

  it("recognizes an INI file in the variable that names one to other tools", async () => {
    const path = write("credentials", "[default]\ntype = access_key");
    expect(await failure({ "alicloud:profile": "p" }, { ALIBABA_CLOUD_CREDENTIALS_FILE: path })).toMatch(
      /names a file of another form \(INI\): name this one with alicloud:sharedCredentialsFile/,
    );
  });

  it("says where it looked for a profile's file that does not exist", async () => {
    expect(await failure({ "alicloud:profile": "p" })).toMatch(
      /\.aliyun\/config\.json cannot be read \(ENOENT\): create it with `aliyun configure`/,
    );
  });
});

describe("the role of an ECS instance", () => {
  it.each<[string, Config, Record<string, string>]>([
    ["alicloud:ecsRoleName", { "alicloud:ecsRoleName": "media-role" }, {}],
    ["ALICLOUD_ECS_ROLE_NAME", {}, { ALICLOUD_ECS_ROLE_NAME: "media-role" }],
    ["ALIBABA_CLOUD_ECS_METADATA", {}, { ALIBABA_CLOUD_ECS_METADATA: "media-role" }],
  ])("asks the metadata service, with its token, for the role in %s", async (_name, config, environment) => {
    expect(await found(config, environment)).toMatchObject(credentialsOf("ecs"));
    expect(services.requests.map(({ method, host, path }) => `${method} ${host}${path}`)).toEqual([
      "PUT 100.100.100.200/latest/api/token",
      "GET 100.100.100.200/latest/meta-data/ram/security-credentials/media-role",
    ]);
  });

  it("refuses a role that the instance does not have, and does not show the answer", async () => {
    const text = await failure({ "alicloud:ecsRoleName": "another" });
    expect(text).toMatch(
      /^role another of this ECS instance \(alicloud:ecsRoleName\): .*\(HTTP 40[34]\)\. What to do: /,
    );
    expect(text).not.toContain("hush");
  });
});

describe("a credentials URI", () => {
  it.each<[string, (uri: string) => [Config, Record<string, string>?]]>([
    ["alicloud:credentialsUri", (uri) => [{ "alicloud:credentialsUri": uri }]],
    ["ALICLOUD_CREDENTIALS_URI", (uri) => [{}, { ALICLOUD_CREDENTIALS_URI: uri }]],
    ["ALIBABA_CLOUD_CREDENTIALS_URI", (uri) => [{}, { ALIBABA_CLOUD_CREDENTIALS_URI: uri }]],
  ])("asks the credentials URI in %s", async (_name, settings) => {
    expect(await found(...settings(`${services.url}/credentials?x=1`))).toMatchObject(credentialsOf("uri"));
    expect(services.requests).toMatchObject([{ method: "GET", path: "/credentials", fields: { x: "1" } }]);
  });

  it.each<[string, number, unknown]>([
    ["an error page", 500, "<html>hush</html>"],
    ["an error", 400, { Code: "Bad", Message: "hush" }],
    ["no JSON", 200, "hush"],
    ["half of the credentials", 200, { AccessKeyId: "x", AccessKeySecret: "hush" }],
  ])("does not show the answer of a credentials URI that answers %s", async (_what, status, body) => {
    services.answers = () => ({ status, body });
    const text = await failure({ "alicloud:credentialsUri": `${services.url}/?token=hush` });
    expect(text).toMatch(/^credentials URI http:.* \(alicloud:credentialsUri\): /);
    expect(text).not.toContain("hush");
  });

  it("refuses a credentials URI that is no URL", async () => {
    expect(await failure({ "alicloud:credentialsUri": "sidecar" })).toMatch(/is not a URL: write it like/);
  });
});

describe("a role by OIDC", () => {
  const oidc = {
    roleArn,
    oidcProviderArn: "acs:ram::123:oidc-provider/ci",
    roleSessionName: "ci",
    sessionExpiration: 1800,
    policy: '{"Version":"1"}',
  };

  it("sends the OIDC token of the file, without an access key or a signature", async () => {
    const oidcTokenFile = write("token", `${goodOidcToken}\n`);
    const credentials = await found({ "alicloud:assumeRoleWithOidc": { ...oidc, oidcTokenFile } });
    expect(credentials).toEqual({ ...credentialsOf("covers.ci"), renewAfterMs: 1_500_000 });
    const { RoleArn, Policy, DurationSeconds, AccessKeyId } = services.requests[0]?.fields ?? {};
    expect([RoleArn, Policy, DurationSeconds, AccessKeyId]).toEqual([
      roleArn,
      oidc.policy,
      "1800",
      undefined,
    ]);
  });

  it("sends the OIDC token of the configuration rather than that of a file", async () => {
    const config = { ...oidc, oidcToken: goodOidcToken, oidcTokenFile: "/no/such/file" };
    expect(await found({ "alicloud:assumeRoleWithOidc": config })).toMatchObject(credentialsOf("covers.ci"));
  });

  it("fills what alicloud:assumeRoleWithOidc leaves out from the environment", async () => {
    const environment = {
      ALIBABA_CLOUD_ROLE_ARN: roleArn,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: oidc.oidcProviderArn,
      ALIBABA_CLOUD_OIDC_TOKEN: goodOidcToken,
      ALIBABA_CLOUD_ROLE_SESSION_NAME: "env",
    };
    expect(await found({ "alicloud:assumeRoleWithOidc": {} }, environment)).toMatchObject(
      credentialsOf("covers.env"),
    );
  });

  it("says what to do about an expired OIDC token, and does not show it", async () => {
    const text = await failure({ "alicloud:assumeRoleWithOidc": { ...oidc, oidcToken: "hush.hush.hush" } });
    expect(text).toMatch(
      /^acs:ram::123:role\/covers by OIDC \(alicloud:assumeRoleWithOidc\): .*AuthenticationFail\.OIDCToken\.Expired: This JsonWebToken is expired: \*\*\* .*the OIDC token has expired: get a new one/,
    );
    expect(text).not.toContain("hush");
  });

  it.each<[string, () => string, RegExp]>([
    ["that is not there", () => "/no/such/token", /\/no\/such\/token cannot be read \(ENOENT\)/],
    ["that is empty", () => write("token", "\n"), /the OIDC token file .*token is empty/],
  ])("refuses an OIDC token file %s", async (_what, oidcTokenFile, message) => {
    const config = { ...oidc, oidcTokenFile: oidcTokenFile() };
    expect(await failure({ "alicloud:assumeRoleWithOidc": config })).toMatch(message);
  });
});

describe("alicloud:assumeRole", () => {
  const role = {
    roleArn: "acs:ram::123:role/top",
    sessionName: "s",
    sessionExpiration: "900",
    policy: '{"a": "b c*~"}',
    externalId: "x/1",
  };
  const keys = { "alicloud:accessKey": "LTAIuser", "alicloud:secretKey": "secret of LTAIuser" };

  it("assumes the role with an access key, in a signed request with every argument", async () => {
    expect(await found({ ...keys, "alicloud:assumeRole": role })).toEqual({
      ...credentialsOf("top.s"),
      renewAfterMs: 600_000,
    });
    const { Policy, ExternalId, DurationSeconds, RoleSessionName } = services.requests[0]?.fields ?? {};
    expect([Policy, ExternalId, DurationSeconds, RoleSessionName]).toEqual([role.policy, "x/1", "900", "s"]);
  });

  it.each<[string, () => Config]>([
    [
      "a temporary key",
      () => ({
        "alicloud:accessKey": "STS.base",
        "alicloud:secretKey": "secret of STS.base",
        "alicloud:securityToken": "token of STS.base",
      }),
    ],
    ["a profile", () => withProfile({ mode: "AK", ...user })],
    ["the role of an instance", () => ({ "alicloud:ecsRoleName": "media-role" })],
    ["a credentials URI", () => ({ "alicloud:credentialsUri": services.url })],
  ])("assumes the role with %s", async (_base, config) => {
    expect(await found({ ...config(), "alicloud:assumeRole": role })).toMatchObject(credentialsOf("top.s"));
  });

  it("replaces the role of a profile by alicloud:assumeRole, as in @pulumi/alicloud", async () => {
    const profile = { mode: "RamRoleArn", ...user, ram_role_arn: roleArn };
    expect(await found({ ...withProfile(profile), "alicloud:assumeRole": role })).toMatchObject(
      credentialsOf("top.s"),
    );
    expect(services.requests).toHaveLength(1);
  });

  it.each<[string, object, Record<string, string>, string, string]>([
    ["its own defaults", { roleArn }, {}, "covers.terraform", "3600"],
    [
      "the environment's values",
      {},
      {
        ALICLOUD_ASSUME_ROLE_ARN: roleArn,
        ALICLOUD_ASSUME_ROLE_SESSION_NAME: "env",
        ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION: "1000",
      },
      "covers.env",
      "1000",
    ],
    [
      "the common names of the environment",
      { sessionExpiration: 0 },
      { ALIBABA_CLOUD_ROLE_ARN: roleArn, ALIBABA_CLOUD_ROLE_SESSION_NAME: "common" },
      "covers.common",
      "3600",
    ],
  ])("fills what alicloud:assumeRole leaves out with %s", async (_what, given, environment, id, seconds) => {
    expect(await found({ ...keys, "alicloud:assumeRole": given }, environment)).toMatchObject(
      credentialsOf(id),
    );
    expect(services.requests[0]?.fields["DurationSeconds"]).toBe(seconds);
  });

  it("assumes no role that only the environment names", async () => {
    expect(await found(keys, { ALICLOUD_ASSUME_ROLE_ARN: roleArn })).toMatchObject({
      accessKeyId: "LTAIuser",
    });
  });

  it("ends the search when the role is denied", async () => {
    const config = { ...keys, "alicloud:assumeRole": { roleArn: "acs:ram::123:role/denied" } };
    const text = await failure({ ...config, "alicloud:credentialsUri": services.url });
    expect(text).toMatch(
      /^configuration \(.*\), then acs:ram::123:role\/denied \(alicloud:assumeRole\): .*NoPermission/,
    );
    expect(services.requests).toHaveLength(1);
  });

  it("shows neither token nor StringToSign when the secret is wrong", async () => {
    const config = {
      "alicloud:accessKey": "STS.base",
      "alicloud:secretKey": "hush",
      "alicloud:securityToken": "token of STS.base",
    };
    const text = await failure({ ...config, "alicloud:assumeRole": role });
    expect(text).toMatch(/SignatureDoesNotMatch: .* … \(HTTP 400.*check the secret of the access key/);
    expect(text).not.toMatch(/hush|token of|token%20of|token%2520of/);
  });

  it("masks a token that STS repeats", async () => {
    services.answers = ({ host, fields }) =>
      host.startsWith("sts.")
        ? refusal(403, "NoPermission", `not with ${fields["SecurityToken"]}`)
        : undefined;
    const text = await failure({ "alicloud:credentialsUri": services.url, "alicloud:assumeRole": role });
    expect(text).toContain("NoPermission: not with ***");
  });
});

describe("the order of the sources", () => {
  const complete: [string, () => [Config, Record<string, string>]][] = [
    ["cfg", () => [{ "alicloud:accessKey": "cfg", "alicloud:secretKey": "s" }, {}]],
    ["ali", () => [{}, { ALICLOUD_ACCESS_KEY: "ali", ALICLOUD_SECRET_KEY: "s" }]],
    ["common", () => [{}, { ALIBABA_CLOUD_ACCESS_KEY_ID: "common", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "s" }]],
    ["old", () => [{}, { ALIBABACLOUD_ACCESS_KEY_ID: "old", ALIBABACLOUD_ACCESS_KEY_SECRET: "s" }]],
    ["LTAIuser", () => [withProfile({ mode: "AK", ...user }), {}]],
    ["STS.uri", () => [{ "alicloud:credentialsUri": services.url }, {}]],
    ["STS.ecs", () => [{ "alicloud:ecsRoleName": "media-role" }, {}]],
    [
      "STS.covers.oidc",
      () => [
        {
          "alicloud:assumeRoleWithOidc": {
            roleArn,
            oidcProviderArn: "acs:ram::123:oidc-provider/ci",
            oidcToken: goodOidcToken,
            roleSessionName: "oidc",
          },
        },
        {},
      ],
    ],
  ];

  it.each(complete.map(([accessKeyId], index) => [accessKeyId, index] as const))(
    "takes %s before all sources that follow",
    async (accessKeyId, index) => {
      const settings = complete.slice(index).map(([, make]) => make());
      const config: Config = Object.assign({}, ...settings.map(([each]) => each));
      const environment: Record<string, string> = Object.assign({}, ...settings.map(([, each]) => each));
      expect(await found(config, environment)).toMatchObject({ accessKeyId });
    },
  );

  it("goes on after a source of a common variable fails, and lists the sources that failed first", async () => {
    const environment = {
      ALIBABA_CLOUD_PROFILE: "nobody",
      ALIBABA_CLOUD_CREDENTIALS_URI: "http://[",
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    };
    expect(await failure({}, environment)).toMatch(
      /no credentials found\. What failed:\n {2}- profile nobody .*\n {2}- credentials URI .*\nWhat has none, in the order of the search:\n {2}- configuration [^]*\n {2}- section nobody /,
    );
  });

  it("ignores credentials in the environment for an explicit provider with its own", async () => {
    const own = { "mediacover:ownCredentials": "true" };
    const environment = {
      ALICLOUD_ACCESS_KEY: "stacks",
      ALICLOUD_SECRET_KEY: "s",
      ALICLOUD_PROFILE: "stacks",
      ALICLOUD_CREDENTIALS_URI: "http://127.0.0.1:1",
    };
    expect(await found({ ...own, "alicloud:ecsRoleName": "media-role" }, environment)).toMatchObject(
      credentialsOf("ecs"),
    );
    expect(await found({ ...own, ...withProfile({ mode: "AK", ...user }) }, environment)).toMatchObject({
      accessKeyId: "LTAIuser",
    });
  });

  it("takes id and secret from different places if no place has both", async () => {
    const config = { "alicloud:accessKey": "id" };
    expect(await found(config, { ALICLOUD_SECRET_KEY: "s", ALICLOUD_SECURITY_TOKEN: "t" })).toMatchObject({
      accessKeyId: "id",
      accessKeySecret: "s",
      securityToken: "t",
    });
  });
});

/** A transport that reaches nobody. */
const unreachable = () => {
  throw new TransportError("no answer from https://sts.aliyuncs.com", "ENOTFOUND", "network", "checkNetwork");
};

/** The CLI's own file, with a current profile. */
function writeProfile(): void {
  mkdirSync(join(folder, ".aliyun"));
  write(".aliyun/config.json", { current: "p", profiles: [{ name: "p", mode: "AK", ...user }] });
}

/** The credentials file of the SDKs. */
function writeSections(lines: readonly string[]): void {
  mkdirSync(join(folder, ".alibabacloud"));
  write(".alibabacloud/credentials", lines.join("\n"));
}

const key = ["type = access_key", "access_key_id = LTAIfile", "access_key_secret = secret of LTAIfile"];

describe("what the machine has", () => {
  const oidc = {
    ALIBABA_CLOUD_ROLE_ARN: roleArn,
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "acs:ram::123:oidc-provider/ack",
  };
  const withoutInstance = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" };
  it("tries what the machine has in the order of the default chain of @alicloud/credentials", async () => {
    const environment = { ...oidc, ALIBABA_CLOUD_OIDC_TOKEN_FILE: write("token", goodOidcToken) };
    writeProfile();
    writeSections(["[default]", ...key]);
    const noProfile = { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: "true" };
    const ids = [];
    for (const each of [environment, {}, noProfile]) ids.push((await found({}, each)).accessKeyId);
    rmSync(join(folder, ".alibabacloud"), { recursive: true });
    ids.push((await found({}, noProfile)).accessKeyId);
    expect(ids).toEqual(["STS.covers.terraform", "LTAIuser", "LTAIfile", "STS.ecs"]);
  });

  it("reads the file of the SDKs as Windows writes it: in UTF-16, or with a byte order mark", async () => {
    const noProfile = { ...withoutInstance, ALIBABA_CLOUD_CLI_PROFILE_DISABLED: "true" };
    writeSections(["[default]", ...key]);
    const path = join(folder, ".alibabacloud", "credentials");
    const text = readFileSync(path, "utf8");
    for (const encoding of ["utf8", "utf16le"] as const) {
      writeFileSync(path, Buffer.from(`\ufeff${text}`, encoding));
      expect((await found({}, noProfile)).accessKeyId).toBe("LTAIfile");
    }
  });

  it("names the role and the variables of an OIDC token when STS cannot be reached", async () => {
    services.transport = unreachable;
    const environment = {
      ...oidc,
      ...withoutInstance,
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: write("token", "hush"),
    };
    const text = await failure({}, environment);
    expect(text).toContain(
      `no credentials found. What failed:\n  - ${roleArn} by OIDC (ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN, ALIBABA_CLOUD_OIDC_TOKEN_FILE): no answer from https://sts.aliyuncs.com. What to do: check the network\n`,
    );
    expect(text).not.toContain("hush");
  });

  it("names the variable that an OIDC token lacks", async () => {
    expect(await failure({}, { ...oidc, ...withoutInstance })).toMatch(
      /- RAM role by OIDC \(.*\): ALIBABA_CLOUD_OIDC_TOKEN_FILE is not set, though the others are/,
    );
  });

  it("reports no failure on a machine without files, variables and a metadata service", async () => {
    services.transport = unreachable;
    expect(await failure({})).toMatch(
      /^no credentials found\. Looked in this order:[^]*\n {2}- current profile of .*\n {2}- section default of .*: there is no such file\n {2}- RAM role of this ECS instance \(metadata service\): does not answer\n/,
    );
  });

  it("lists a current profile that cannot be used among what failed", async () => {
    writeProfile();
    write(".aliyun/config.json", { current: "p", profiles: [{ name: "p", mode: "AK" }] });
    expect(await failure({}, withoutInstance)).toMatch(
      /What failed:\n {2}- current profile of .*config\.json \(default\): profile p \(mode AK\) has no access_key_id/,
    );
  });

  it.each<[string, readonly string[], object]>([
    ["access_key", key, { accessKeyId: "LTAIfile", accessKeySecret: "secret of LTAIfile" }],
    ["ecs_ram_role", ["type = ecs_ram_role", "role_name = media-role"], credentialsOf("ecs")],
    ["ecs_ram_role without a name", ["type = ecs_ram_role"], credentialsOf("ecs")],
    [
      "ram_role_arn",
      [
        "type = ram_role_arn",
        "access_key_id = LTAIuser",
        "access_key_secret = secret of LTAIuser",
        `role_arn = ${roleArn}`,
        "role_session_name = file",
      ],
      credentialsOf("covers.file"),
    ],
  ])(
    "gets credentials from a section of type %s in the SDKs' credentials file",
    async (_type, lines, expected) => {
      writeSections(["[project]", ...lines]);
      const environment = {
        ALIBABA_CLOUD_PROFILE: "project",
        ALIBABA_CLOUD_CLI_PROFILE_DISABLED: "true",
        ...withoutInstance,
      };
      expect(await found({}, environment)).toMatchObject(expected);
    },
  );

  it.each<[string, readonly string[], RegExp]>([
    ["no such section", ["[other]", ...key], /- section default of .*: there is no such section/],
    ["another type", ["[default]", "type = hush"], /section default of .*: type: /],
    ["half a key", ["[default]", "type = access_key", "access_key_secret = hush"], /: access_key_id: /],
  ])(
    "says of an SDKs' credentials file with %s what is wrong, and shows none of it",
    async (_what, lines, message) => {
      writeSections(lines);
      const text = await failure({}, withoutInstance);
      expect(text).toMatch(message);
      expect(text).not.toContain("hush");
    },
  );
});

describe("an STS that cannot be reached", () => {
  const keys = { "alicloud:accessKey": "LTAIuser", "alicloud:secretKey": "secret of LTAIuser" };

  it("names the service that does not answer", async () => {
    services.transport = unreachable;
    expect(await failure({ ...keys, "alicloud:assumeRole": { roleArn } })).toContain(
      "no answer from https://sts.aliyuncs.com. What to do: check the network",
    );
  });

  it("names the proxy that does not answer, and its variable", async () => {
    services.transport = createTransport({
      httpsProxy: { url: "http://user:hush@127.0.0.1:1", name: "HTTPS_PROXY" },
    });
    const text = await failure({ ...keys, "alicloud:assumeRole": { roleArn } });
    expect(text).toMatch(
      /no answer from the proxy http:\/\/\*\*\*@127\.0\.0\.1:1 \(HTTPS_PROXY\), on the way to https:\/\/sts\.aliyuncs\.com: .*\. What to do: check HTTPS_PROXY/,
    );
    expect(text).not.toContain("hush");
  });
});
