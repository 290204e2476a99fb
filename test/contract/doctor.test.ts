import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { startCredentialServices } from "../support/credentialServices";
import { type InProcessOutcome, runInProcess } from "../support/commandInProcess";
import { projectWithConfig, projectWithPulumi } from "../support/pulumiProject";
import { temporaryFolder } from "../support/temporaryFolder";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const key = { accessKeyId: "LTAI0123456789abcdef", accessKeySecret: "hush-secret" };

async function start(): Promise<Emulator> {
  const emulator = await startEmulator({
    seed: [{ mediaId, cover: "http://c.example/a.jpg?Signature=hush" }],
    accessKeys: [
      key,
      { accessKeyId: "STS.uri", accessKeySecret: "secret of STS.uri", securityToken: "token of STS.uri" },
    ],
  });
  onTestFinished(() => emulator.close());
  return emulator;
}

/** Runs the command in an empty folder, or in a project with a `pulumi`, with nothing but these in its environment. */
function doctor(
  words: readonly string[],
  environment: Record<string, string> = {},
  project: string = temporaryFolder("doctor"),
): Promise<InProcessOutcome> {
  const base = { PATH: project, HOME: project, ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" };
  return runInProcess(["doctor", ...words], { environment: { ...base, ...environment }, cwd: project });
}

const settings = (emulator: Emulator): string[] => [
  "--config",
  `mediacover:endpoint=${emulator.url}`,
  "--config",
  "alicloud:region=cn-hangzhou",
];

describe("mediacover doctor", () => {
  it("says what is used and from where, and proves it by one read", async () => {
    const emulator = await start();
    const { code, output, errors } = await doctor(settings(emulator), {
      ALICLOUD_ACCESS_KEY: key.accessKeyId,
      ALICLOUD_SECRET_KEY: key.accessKeySecret,
      MEDIACOVER_MAX_QPS: "50",
      https_proxy: "http://me:hush@proxy.example:3128",
    });
    expect([code, errors]).toEqual([0, ""]);
    expect(output.split("\n")).toEqual([
      "stack        no Pulumi.yaml here or above",
      "region       cn-hangzhou (alicloud:region)",
      `endpoint     ${emulator.url} (mediacover:endpoint)`,
      "maxQps       50 (MEDIACOVER_MAX_QPS)",
      "proxy        https http://***@proxy.example:3128 (https_proxy); never for this machine",
      "credentials  environment (ALICLOUD_ACCESS_KEY, ALICLOUD_SECRET_KEY)",
      "access key   LTAI…cdef",
      "looked at before, in this order:",
      "  - configuration (alicloud:accessKey, alicloud:secretKey): not set",
      expect.stringMatching(
        /^read {9}OK: the service answers QueryMediaList in \d+ ms; setting a cover needs/,
      ),
      "",
    ]);
    expect(emulator.requests.countByAction()).toEqual({ QueryMediaList: 1 });
  });

  it("looks at a profile and a sidecar as a program does, and says what a video's cover is", async () => {
    const [emulator, services] = [await start(), await startCredentialServices()];
    const words = [...settings(emulator), "--config", `alicloud:credentialsUri=${services.url}/?token=hush`];
    const { code, output } = await doctor([...words, "--media-id", mediaId]);
    expect(code).toBe(0);
    expect(output).toContain(`credentials  credentials URI ${services.url}/?*** (alicloud:credentialsUri)`);
    expect(output).toContain("access key   ***, temporary");
    expect(output).toContain("the video's cover is http://c.example/a.jpg?***");
    expect(output).not.toMatch(/hush|secret of|token of/);
  });

  it("reads the configuration of the selected stack, secrets included, and prints none of them", async () => {
    const emulator = await start();
    const project = projectWithConfig({
      "alicloud:accessKey": key.accessKeyId,
      "alicloud:secretKey": key.accessKeySecret,
      "alicloud:region": "cn-beijing",
      "mediacover:endpoint": emulator.url,
    });
    const { code, output } = await doctor(["--region", "cn-shanghai"], {}, project);
    expect(code).toBe(0);
    expect(output).toContain("stack        the one that is selected in this folder");
    expect(output).toContain("region       cn-shanghai (--region)");
    expect(output).toContain("credentials  configuration (alicloud:accessKey, alicloud:secretKey)");
    expect(output).not.toContain("hush");
    const without = await doctor(["--no-stack"], {}, project);
    expect(without.output).toContain("stack        not asked for (--no-stack)");
  });

  it("says why there is no stack, and goes on without one", async () => {
    const script = `console.error("Downloading\\nerror: no stack selected"); process.exit(255);`;
    const { output } = await doctor([], {}, projectWithPulumi(script));
    expect(output).toContain("stack        `pulumi config`: error: no stack selected");
    expect(output).toContain("region       none");
    const withoutPulumi = await doctor([], { PATH: temporaryFolder("nothing") }, projectWithPulumi(""));
    expect(withoutPulumi.output).toContain("stack        no pulumi on PATH");
  });

  const keys = [
    "--config",
    `alicloud:accessKey=${key.accessKeyId}`,
    "--config",
    "alicloud:secretKey=hush-wrong",
  ];
  it.each<[string, (emulator: Emulator) => string[], RegExp]>([
    [
      "a secret that is wrong",
      (emulator) => [...settings(emulator), ...keys],
      /SignatureDoesNotMatch[^]*What to do: the secret does not belong to this access key/,
    ],
    ["no credentials", settings, /no credentials found\. Looked in this order:\n {2}- configuration/],
    [
      "a profile that does not exist",
      (emulator) => [...settings(emulator), "--config", "alicloud:profile=prod"],
      /profile prod of .*config\.json \(alicloud:profile\): .* cannot be read \(ENOENT\): create it with/,
    ],
    [
      "a credentials file that is not JSON",
      (emulator) => {
        const file = join(temporaryFolder("doctor"), "not-json");
        writeFileSync(file, "[default]\naccess_key_secret = hush");
        const config = `alicloud:sharedCredentialsFile=${file}`;
        return [...settings(emulator), "--config", config];
      },
      /alicloud:sharedCredentialsFile.* is not JSON: write it with `aliyun configure`/,
    ],
    [
      "an OIDC token that is not there",
      (emulator) => {
        const role = { roleArn: "r", oidcProviderArn: "p", oidcTokenFile: "/no/such/token" };
        return [...settings(emulator), "--config", `alicloud:assumeRoleWithOidc=${JSON.stringify(role)}`];
      },
      /by OIDC \(alicloud:assumeRoleWithOidc\): .*\/no\/such\/token cannot be read \(ENOENT\)/,
    ],
    [
      "no region",
      (emulator) => [...settings(emulator), "--config", "alicloud:region=", ...keys],
      /region is not set; give --region, or set alicloud:region or ALICLOUD_REGION/,
    ],
    [
      "a region in capitals, as a preview does",
      (emulator) => [...settings(emulator), "--config", "alicloud:region=CN-HANGZHOU", ...keys],
      /region must be the id of a region, such as cn-hangzhou.*"CN-HANGZHOU"/,
    ],
    [
      "a region with an underscore, as a preview does",
      (emulator) => [...settings(emulator), "--config", "alicloud:region=cn_hangzhou", ...keys],
      /region must be the id of a region, such as cn-hangzhou.*"cn_hangzhou"/,
    ],
    [
      "an endpoint and a pace that are wrong",
      () => ["--config", "mediacover:endpoint=http://me:hush@h", "--config", "mediacover:maxQps=0"],
      /mediacover:endpoint must be https[^]*mediacover:maxQps must be a number/,
    ],
    [
      "a role that is no object",
      (emulator) => [...settings(emulator), ...keys, "--config", "alicloud:assumeRole=hush"],
      /alicloud:assumeRole must be an object/,
    ],
  ])("ends with code 1 and says what to do about %s, without a secret", async (_what, words, message) => {
    const { code, output, errors } = await doctor(words(await start()));
    expect(code).toBe(1);
    expect(errors).toMatch(message);
    expect(output + errors).not.toContain("hush");
  });
});
