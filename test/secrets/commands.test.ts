import fc from "fast-check";
import { createServer } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { type InProcessOutcome, runInProcess } from "../support/commandInProcess";
import { fuzzTimeoutMs } from "../fuzz/support/everyCase";
import { listen } from "../support/listen";
import { isLong, runs } from "../support/long";
import { manifestFolder } from "../support/manifestFolder";
import { anySecret, leaksIn } from "./leaks";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const roleArn = "acs:ram::123:role/covers";
const keyId = "LTAI0123456789abcdef";

/** What a user set, wrote and called. */
interface Given {
  environment?: Record<string, string>;
  /** As `--config`. */
  config?: Record<string, string>;
  /** In the folder that is the home as well. Default: a manifest that is right. */
  files?: Record<string, string | Buffer>;
  /** Default: every command that is right. */
  commands?: readonly (readonly string[])[];
  input?: string;
}

const manifest = (entry: object, more: object = {}): Record<string, string> => ({
  "covers.yaml": JSON.stringify({ ...more, covers: [entry] }),
});
const rightManifest = manifest({ mediaId, url: "http://127.0.0.1:1/a.jpg" });

/** Every command that knows `--config`. */
const connecting = [
  ["doctor", "--media-id", mediaId],
  ["check", "--online", "covers.yaml"],
  ["export", "--ids", mediaId],
  ["export", "--files", "oss://videos/a.mp4", "--format", "import"],
];
const reading = [
  ["check", "covers.yaml"],
  ["check", "--online", "covers.yaml"],
  ["report", "--manifest", "covers.yaml"],
  ["report", "--manifest", "covers.yaml", "--format", "md"],
];

/** URLs as people paste them: signed, or with a password. */
const urls: readonly ((secret: string) => string)[] = [
  (secret) => `http://c.oss-cn-hangzhou.aliyuncs.com/a.jpg?Expires=1&OSSAccessKeyId=x&Signature=${secret}`,
  (secret) => `https://c.example.com/a.jpg?Signature=${encodeURIComponent(secret)}&Expires=1`,
  (secret) => `http://user:${secret}@c.example.com/a.jpg`,
  (secret) => `https://user:${encodeURIComponent(secret)}@c.example.com/a.jpg#top`,
];

const settings = { "alicloud:region": "cn-hangzhou" };
const key = { "alicloud:accessKey": keyId };

/** Commands that must find out for themselves, of services that nobody reaches: every proxy of these tests is dead. */
const withoutKey = (secret: string, config: Record<string, string>): Given => ({
  config: { "alicloud:accessKey": "", "alicloud:secretKey": "", ...config },
  environment: {
    ALICLOUD_ACCESS_KEY: "",
    ALICLOUD_SECRET_KEY: "",
    https_proxy: `http://user:${encodeURIComponent(secret)}@127.0.0.1:9`,
  },
});

const profile = (fields: object): Record<string, string> => ({
  ".aliyun/config.json": JSON.stringify({ current: "p", profiles: [{ name: "p", ...fields }] }),
});

/** Every place where a secret may be, and what may be wrong with it there. */
const places: Readonly<Record<string, (secret: string) => readonly Given[]>> = {
  "the variables of proxies": (secret) =>
    [
      `http://user:${secret}@127.0.0.1:9`,
      `https://${secret}@proxy.example:3128`,
      `user:${secret}@proxy.example:3128`,
      `http://user:${encodeURIComponent(secret)}@127.0.0.1:9`,
      `http://user:${secret.replaceAll("@", "x")}`,
      `http://proxy.example:3128/?token=${secret.replaceAll("@", "x")}`,
    ].flatMap((proxy) => [
      { environment: { https_proxy: proxy }, commands: connecting },
      { environment: { HTTP_PROXY: proxy, no_proxy: `user:${secret}@h` }, commands: connecting },
    ]),
  "mediacover:endpoint": (secret) =>
    [
      `http://user:${secret}@127.0.0.1:9`,
      `https://${encodeURIComponent(secret)}@mts.cn-hangzhou.aliyuncs.com`,
      `https://mts.cn-hangzhou.aliyuncs.com/?Signature=${secret.replaceAll("@", "x")}`,
      `user:${secret}@mts.cn-hangzhou.aliyuncs.com`,
    ].flatMap((endpoint) => [
      { config: { "mediacover:endpoint": endpoint }, commands: connecting },
      { environment: { MEDIACOVER_ENDPOINT: endpoint }, commands: connecting },
    ]),
  "a key that the service knows": (secret) => [
    { config: { ...key, "alicloud:secretKey": secret.trim() } },
    { environment: { ALICLOUD_ACCESS_KEY: keyId, ALICLOUD_SECRET_KEY: secret } },
    {
      config: { "alicloud:accessKey": "STS.known", "alicloud:secretKey": secret.trim() },
      environment: { ALICLOUD_SECURITY_TOKEN: secret },
    },
  ],
  "a key that the service refuses": (secret) => [
    { config: { ...key, "alicloud:secretKey": `${secret}.`, "alicloud:securityToken": secret } },
    { config: { "alicloud:accessKey": "nobody", "alicloud:secretKey": secret } },
    { environment: { ALIBABA_CLOUD_ACCESS_KEY_ID: "", ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret } },
  ],
  "profiles of the CLI": (secret) =>
    [
      profile({ mode: "AK", access_key_id: keyId, access_key_secret: secret }),
      profile({ mode: "StsToken", access_key_id: "i", access_key_secret: secret, sts_token: secret }),
      profile({ mode: "StsToken", access_key_id: "i", access_key_secret: secret }),
      profile({ mode: "Magic", access_key_secret: secret }),
      profile({ mode: "External", process_command: `false ${secret}` }),
      profile({ mode: "OAuth", oauth_site_type: secret, oauth_refresh_token: secret }),
      { ".aliyun/config.json": `{"profiles": [{"name": "p", "access_key_secret": "${secret}` },
      { ".aliyun/config.json": `access_key_secret = ${secret}` },
    ].map((files) => ({
      ...withoutKey(secret, { "alicloud:profile": "p" }),
      files: { ...rightManifest, ...files },
    })),
  "a file of the SDKs": (secret) =>
    [`[default]\ntype = access_key\naccess_key_secret = ${secret}`, `[default\n${secret}`, secret].map(
      (text) => ({
        ...withoutKey(secret, {}),
        files: { ...rightManifest, ".alibabacloud/credentials": text },
      }),
    ),
  "the token of OIDC": (secret) => [
    withoutKey(secret, { "alicloud:assumeRoleWithOidc": `{"oidcToken":"${secret}` }),
    withoutKey(secret, { "alicloud:assumeRoleWithOidc": JSON.stringify({ oidcToken: [secret] }) }),
    withoutKey(secret, {
      "alicloud:assumeRoleWithOidc": JSON.stringify({ roleArn, oidcProviderArn: "p", oidcToken: secret }),
    }),
  ],
  "a credentials URI": (secret) => [
    withoutKey(secret, { "alicloud:credentialsUri": `http://127.0.0.1:1/?token=${secret}` }),
    withoutKey(secret, {
      "alicloud:credentialsUri": `http://127.0.0.1:1/?token=${encodeURIComponent(secret)}`,
    }),
    withoutKey(secret, { "alicloud:credentialsUri": `http://user:${secret}@127.0.0.1:1/` }),
  ],
  "a role on top of a key": (secret) => [
    {
      environment: { https_proxy: `http://user:${encodeURIComponent(secret)}@127.0.0.1:9` },
      config: {
        ...key,
        "alicloud:secretKey": secret,
        "alicloud:securityToken": secret,
        "alicloud:assumeRole": JSON.stringify({ roleArn, externalId: secret }),
      },
      commands: connecting,
    },
  ],
  "a manifest": (secret) =>
    urls.flatMap((url) =>
      [
        manifest({ mediaId, url: url(secret) }),
        manifest({ mediaId: url(secret), url: url(secret) }),
        manifest({ file: url(secret), image: url(secret), region: url(secret), onDelete: url(secret) }),
        manifest({ mediaId, snapshot: url(secret), bucket: url(secret), [url(secret)]: 1 }),
        manifest({ mediaId, url: "a.jpg" }, { defaults: { baseUrl: url(secret), files: url(secret) } }),
        manifest({ mediaId, url: [url(secret)] }, { include: [url(secret)], pictures: url(secret) }),
        { "covers.yaml": `covers:\n  - mediaId: ${mediaId}\n    url: ${url(secret)}\n` },
        { "covers.yaml": `covers:\n  - {mediaId: ${mediaId}, url: "${url(secret)}` },
      ].map((files) => ({ files, commands: reading })),
    ),
  "a command line": (secret) => [
    {
      files: { ...rightManifest, "seed.json": `[{"cover": ${urls[0]?.(secret)}` },
      commands: urls
        .map((url) => url(secret))
        .flatMap((url) => [
          [url],
          [`--config=alicloud:secretKey=${secret}`, "doctor"],
          ["doctor", `--confg=alicloud:secretKey=${secret}`],
          ["doctor", "--config", `alicloud:secretKey ${secret}`],
          ["doctor", "--config", `secretKey=${secret}`],
          ["doctor", "--media-id", url],
          ["doctor", "--region", url],
          ["check", "--online", "covers.yaml", "--region", url],
          ["export", "--ids", url],
          ["export", "--files", url],
          ["emulator", "--port", url],
          ["emulator", "--port", "0", "--seed", "seed.json"],
          ["emulator", "--access-key", `id:${secret}:more`],
          ["report", "--format", url, "--manifest", "covers.yaml"],
        ]),
    },
    ...urls.map((url) => ({ commands: [["export", "--from-stdin"]], input: url(secret) })),
    ...urls.map((url) => ({
      environment: { ALICLOUD_REGION: url(secret), MEDIACOVER_MAX_QPS: url(secret) },
      commands: connecting,
    })),
  ],
  "what Pulumi printed": (secret) => {
    const type = "pulumi-nodejs:dynamic/mediacover:MediaCover";
    const url = `http://c.example/a.jpg?Signature=${encodeURIComponent(secret)}`;
    const outputs = { mediaId, coverUrl: url, previousCoverUrl: url, onDelete: "restore", drifted: true };
    const state = JSON.stringify({
      version: 3,
      deployment: { resources: [{ urn: `urn:pulumi:dev::p::${type}::c`, type, inputs: outputs, outputs }] },
    });
    return [
      state,
      state.replace("http:", `http:${secret}`),
      `${state.slice(0, -3)} ${secret}`,
      `npm notice http://user:${secret}@registry.example/\n`,
      JSON.stringify({ deployment: { resources: secret } }),
      `{"deployment": ${secret}`,
    ].flatMap((input) =>
      ["--stack", "--preview"].flatMap((option) => [
        { commands: [["report", option, "-"]], input },
        { commands: [["report", option, "-", "--format", "md"]], input },
      ]),
    );
  },
};

/** The service, which knows the secret as a key's, and where a cover's URL holds it. */
async function start(secret: string): Promise<Emulator> {
  return startEmulator({
    seed: [
      {
        mediaId,
        fileUrl: "http://videos.oss-cn-hangzhou.aliyuncs.com/a.mp4",
        cover: `http://c.example/a.jpg?Expires=1&Signature=${encodeURIComponent(secret)}`,
      },
    ],
    accessKeys: [
      { accessKeyId: "testid", accessKeySecret: "testsecret" },
      { accessKeyId: keyId, accessKeySecret: secret.trim() },
      { accessKeyId: "STS.known", accessKeySecret: secret.trim(), securityToken: secret.trim() },
    ],
  });
}

/** @param pick Chooses one of the commands; the long form runs all of them. */
async function run(
  emulator: Emulator,
  { environment, config = {}, files = rightManifest, commands = [...connecting, ...reading], input }: Given,
  pick: number | "all",
): Promise<{ words: readonly string[]; outcome: InProcessOutcome }[]> {
  const { folder } = manifestFolder(files);
  const base = {
    PATH: folder,
    HOME: folder,
    MEDIACOVER_ENDPOINT: emulator.url,
    ALICLOUD_REGION: "cn-hangzhou",
    ALICLOUD_ACCESS_KEY: "testid",
    ALICLOUD_SECRET_KEY: "testsecret",
  };
  const pairs = Object.entries({ ...(Object.keys(config).length > 0 && settings), ...config });
  const configured = pairs.flatMap(([name, value]) => ["--config", `${name}=${value}`]);
  const outcomes = [];
  const picked = pick === "all" ? commands : commands.slice(pick % commands.length).slice(0, 1);
  for (const words of picked) {
    const isConfigured = words[0] !== "report" && pairs.length > 0;
    const outcome = await runInProcess([...words, ...(isConfigured ? configured : [])], {
      environment: { ...base, ...environment },
      cwd: folder,
      ...(input !== undefined && { input }),
    });
    outcomes.push({ words, outcome });
  }
  return outcomes;
}

/** The lines that hold a part of the secret, with the command that printed them. */
function leakingLines(outcomes: Awaited<ReturnType<typeof run>>, secret: string): string[] {
  return outcomes.flatMap(({ words, outcome }) =>
    `${outcome.output}\n${outcome.errors}`
      .split("\n")
      .filter((line) => leaksIn(line, secret).length > 0)
      .map((line) => `${words.join(" ")}: ${line}`),
  );
}

it.each(Object.entries(places))(
  "no command prints a part of a secret that is in %s",
  async (_place, givenFor) => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(anySecret, fc.nat(), async (secret, pick) => {
        const emulator = await start(secret);
        try {
          const outcomes = [];
          for (const [index, given] of givenFor(secret).entries())
            outcomes.push(...(await run(emulator, given, isLong ? "all" : pick + index)));
          count += outcomes.length;
          expect({ secret, leaking: leakingLines(outcomes, secret) }).toEqual({ secret, leaking: [] });
          expect(leaksIn(JSON.stringify(emulator.requests.entries), secret)).toEqual([]);
        } finally {
          await emulator.close();
        }
      }),
      { numRuns: runs(1, 40) },
    );
    expect(count).toBeGreaterThan(0);
  },
  fuzzTimeoutMs,
);

it("no command prints a part of a secret that a picture's host redirects to, or that the service repeats", async () => {
  await fc.assert(
    fc.asyncProperty(anySecret, fc.constantFrom(...urls), async (secret, url) => {
      const location = encodeURI(url(secret));
      const host = await listen(
        createServer((_request, response) => response.writeHead(302, { location }).end()),
      );
      const emulator = await start(secret);
      onTestFinished(() => emulator.close());
      const repeated = [secret, encodeURIComponent(secret), url(secret)].join(" ");
      const answers = [
        { status: 400, body: JSON.stringify({ Code: "InvalidParameter", Message: repeated }) },
        { status: 403, body: JSON.stringify({ Code: "Forbidden.RAM", Message: repeated }) },
        { status: 404, body: `<h1>${repeated}</h1>` },
      ];
      const files = manifest({ mediaId, url: `${host}/a.jpg` });
      const given = { config: { ...key, "alicloud:secretKey": secret.trim() }, files };
      const told = await run(emulator, given, "all");
      for (const answer of answers) {
        emulator.faults.clear();
        emulator.faults.add({ fault: { kind: "answer", ...answer }, times: Infinity });
        told.push(...(await run(emulator, given, "all")));
      }
      expect({ secret, leaking: leakingLines(told, secret) }).toEqual({ secret, leaking: [] });
      expect(told.some(({ outcome }) => outcome.output.includes("a redirection"))).toBe(true);
    }),
    { numRuns: runs(1, 40) },
  );
});
