import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readConfiguration } from "../../../provider/config";
import { describeProblem, invalid, type Problem, valid } from "../../../provider/cover/problem";
import { endpointFor } from "../../../provider/mps/endpoint";
import { defaults } from "../../../provider/mps/limits";

const read = (config: Record<string, string>, environment: Record<string, string> = {}) =>
  readConfiguration((key) => config[key], { HOME: "/no/such/home", ...environment });

const noTransport = (): never => {
  throw new Error("nothing is sent");
};

/** The first source that has credentials, as the client would look for them. */
async function keysOf(config: Record<string, string>, environment: Record<string, string>): Promise<unknown> {
  const sources = read(config, environment).credentialsSources(noTransport).slice(0, -1);
  const loaded = await Promise.all(sources.map((source) => source.load()));
  const found = loaded.find(({ ok }) => ok);
  return found?.ok === true ? found.value : undefined;
}

const describeAll = (problems: readonly Problem[]): string[] => problems.map(describeProblem);

describe("the default region", () => {
  it.each([
    [
      "the configuration, before the environment",
      { "alicloud:region": "a-1" },
      { ALICLOUD_REGION: "b-1" },
      valid("a-1"),
    ],
    [
      "ALICLOUD_REGION, before ALIBABA_CLOUD_REGION",
      {},
      { ALICLOUD_REGION: "b-1", ALIBABA_CLOUD_REGION: "c-1" },
      valid("b-1"),
    ],
    ["ALIBABA_CLOUD_REGION, last", {}, { ALIBABA_CLOUD_REGION: "c-1" }, valid("c-1")],
    [
      "the next place, where a value is empty",
      { "alicloud:region": "" },
      { ALICLOUD_REGION: "b-1" },
      valid("b-1"),
    ],
    [
      "no place, and says where it can be set",
      {},
      {},
      invalid("is not set", { fix: expect.stringContaining("pulumi config set alicloud:region") }),
    ],
  ])("comes from %s", (_what, config, environment, expected) => {
    expect(read(config, environment).defaultRegion()).toEqual(expected);
  });
});

/** A home whose CLI has this configuration; it goes away with the test. */
const homeWith = (content: unknown): string => {
  const home = mkdtempSync(join(tmpdir(), "home-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, ".aliyun"));
  writeFileSync(join(home, ".aliyun", "config.json"), JSON.stringify(content));
  return home;
};

describe("the profile of the CLI", () => {
  const profiles = [{ name: "p", mode: "AK", region_id: "of-profile-1" }, { name: "without" }];
  const config = (profile: string): Record<string, string> => ({
    "alicloud:profile": profile,
    "alicloud:sharedCredentialsFile": join(homeWith({ profiles }), ".aliyun", "config.json"),
  });

  it("gives the region of the chosen profile where neither configuration nor environment has one", () => {
    expect(read(config("p")).defaultRegion()).toEqual(valid("of-profile-1"));
    expect(read(config("p")).origin("region")).toMatch(/^profile p of .*config\.json$/);
    expect(read(config("p"), { ALIBABA_CLOUD_REGION: "env-1" }).defaultRegion()).toEqual(valid("env-1"));
  });

  it("gives no region for a profile without one, and says how to add one", () => {
    expect(read(config("without")).defaultRegion()).toEqual(
      invalid("is not set", {
        fix: expect.stringMatching(
          /, or add a region to profile without of .*config\.json \(`aliyun configure --profile without`\)$/,
        ),
      }),
    );
  });

  it("names the CLI's current profile, and how to choose it, where only that has a region", () => {
    const HOME = homeWith({ current: "p", profiles });
    expect(read({}, { HOME }).defaultRegion()).toEqual(
      invalid("is not set", {
        fix: expect.stringMatching(
          /, or ALICLOUD_REGION, or choose profile p of .*config\.json, whose region is of-profile-1 \(`pulumi config set alicloud:profile p`, or ALICLOUD_PROFILE=p\)$/,
        ),
      }),
    );
  });

  it.each([
    ["that has no region", { current: "without", profiles }, {}],
    ["that does not exist", { current: "gone", profiles }, {}],
    [
      "for a provider that names other credentials",
      { current: "p", profiles },
      { "mediacover:ownCredentials": "true" },
    ],
  ])("does not name a current profile %s", (_what, content, settings: Record<string, string>) => {
    const HOME = homeWith(content);
    expect(read(settings, { HOME }).profileRegionFix()).toBeUndefined();
  });

  it("refuses a profile that does not exist, unless access keys come before it", () => {
    expect(describeAll(read(config("q")).problems())).toEqual([
      expect.stringMatching(/^alicloud:profile: there is no profile "q" in .*: it has "p", "without"$/),
    ]);
    const keys = { "alicloud:accessKey": "k", "alicloud:secretKey": "s" };
    expect(read({ ...config("q"), ...keys }).problems()).toEqual([]);
  });

  it("accepts a profile whose file does not exist: it may be on another machine", () => {
    const elsewhere = { "alicloud:profile": "p", "alicloud:sharedCredentialsFile": "/no/such/file" };
    expect(read(elsewhere).problems()).toEqual([]);
  });
});

describe("access keys", () => {
  const configured = {
    "alicloud:accessKey": "cfg",
    "alicloud:secretKey": "s",
    "alicloud:securityToken": "t",
  };
  const alicloud = { ALICLOUD_ACCESS_KEY: "ali", ALICLOUD_SECRET_KEY: "s" };
  const common = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: "common",
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: "s",
    ALIBABA_CLOUD_SECURITY_TOKEN: "t",
  };
  const old = { ALIBABACLOUD_ACCESS_KEY_ID: "old", ALIBABACLOUD_ACCESS_KEY_SECRET: "s" };

  it.each([
    [
      "the configuration, before the environment",
      configured,
      { ...alicloud, ...common, ...old },
      { accessKeyId: "cfg", securityToken: "t" },
    ],
    ["ALICLOUD_*, before ALIBABA_CLOUD_*", {}, { ...alicloud, ...common, ...old }, { accessKeyId: "ali" }],
    [
      "ALIBABA_CLOUD_*, before ALIBABACLOUD_*",
      {},
      { ...common, ...old },
      { accessKeyId: "common", securityToken: "t" },
    ],
    ["ALIBABACLOUD_*, last", {}, old, { accessKeyId: "old" }],
    [
      "the next place, where one holds half a pair",
      { "alicloud:accessKey": "half" },
      alicloud,
      { accessKeyId: "ali" },
    ],
    [
      "the configuration, without surrounding whitespace, as in @pulumi/alicloud",
      { "alicloud:accessKey": " cfg\n", "alicloud:secretKey": "s\n", "alicloud:securityToken": " t" },
      {},
      { accessKeyId: "cfg", accessKeySecret: "s", securityToken: "t" },
    ],
    [
      "the environment, without surrounding whitespace",
      {},
      { ALICLOUD_ACCESS_KEY: "ali\r\n", ALICLOUD_SECRET_KEY: " s " },
      { accessKeyId: "ali", accessKeySecret: "s" },
    ],
    [
      "the next place, where a secret is empty",
      { "alicloud:accessKey": "half", "alicloud:secretKey": "" },
      alicloud,
      { accessKeyId: "ali" },
    ],
  ])("come from %s", async (_what, config, environment, expected) => {
    expect(await keysOf(config, environment)).toMatchObject(expected);
  });

  it("says which half of a pair is missing", async () => {
    const [source] = read({ "alicloud:accessKey": "half" }).credentialsSources(noTransport);
    expect(await source?.load()).toEqual(
      invalid("alicloud:secretKey is not set, though alicloud:accessKey is"),
    );
  });
});

describe("mediacover:maxQps", () => {
  it.each([
    [undefined, defaults.maxQps],
    ["50", 50],
    ["0.5", 0.5],
    ["250", 250],
  ])("reads %s as %d calls a second", (text, rate) => {
    expect(read(text === undefined ? {} : { "mediacover:maxQps": text }).maxQps()).toBe(rate);
  });

  it.each(["0", "-1", "1e-9", "many", "NaN", "Infinity"])("refuses %s", (text) => {
    expect(() => read({ "mediacover:maxQps": text }).maxQps()).toThrow(
      `mediacover:maxQps must be a number of calls a second, 0.1 or more; got "${text}"`,
    );
  });
});

describe("mediacover:endpoint", () => {
  it.each([
    ["http://127.0.0.1:20618", "127.0.0.1:20618"],
    ["http://localhost:1", "localhost:1"],
    ["http://[::1]:1", "[::1]:1"],
    ["https://mts-vpc.cn-beijing.aliyuncs.com", "mts-vpc.cn-beijing.aliyuncs.com"],
    ["https://h:8443/", "h:8443"],
  ])("uses the endpoint %s for every region", (endpoint, host) => {
    expect(endpointFor("cn-beijing", read({ "mediacover:endpoint": endpoint }).endpoint())).toMatchObject({
      host,
      servesAllRegions: true,
    });
  });

  it("uses the region's own endpoint by default", () => {
    expect(endpointFor("cn-beijing", read({}).endpoint())).toEqual({
      origin: "https://mts.cn-beijing.aliyuncs.com",
      host: "mts.cn-beijing.aliyuncs.com",
      servesAllRegions: false,
    });
  });

  it.each([
    ["mts.cn-hangzhou.aliyuncs.com", "is not a URL"],
    ["127.0.0.1:20618", "is not a URL"],
    ["localhost:4560", "must begin with https://"],
    ["ftp://h", "must begin with https://"],
    ["http://mts.cn-hangzhou.aliyuncs.com", "must be https"],
    ["http://127.0.0.1.evil.example", "must be https"],
    ["https://user:hush@h", "must not hold a user or password"],
    ["https://h/path", "must be scheme, host and port only"],
    ["https://h/?token=hush", "must be scheme, host and port only"],
    ["user:hush@h", "must begin with https://"],
  ])("refuses the endpoint %s: it %s", (endpoint, rule) => {
    const refused = () => read({ "mediacover:endpoint": endpoint }).endpoint();
    expect(refused).toThrow(`mediacover:endpoint ${rule}`);
    expect(refused).not.toThrow("hush");
  });
});

describe("an endpoint of one region", () => {
  it("refuses an endpoint of one region for a resource of another, where it would say that the video does not exist", () => {
    const endpoint = new URL("https://mts-vpc.cn-hangzhou.aliyuncs.com");
    expect(endpointFor("cn-hangzhou", endpoint).host).toBe("mts-vpc.cn-hangzhou.aliyuncs.com");
    expect(() => endpointFor("cn-beijing", endpoint)).toThrow(
      "that of region cn-hangzhou, where a resource is in cn-beijing",
    );
  });
});

describe("the problems of a configuration", () => {
  it("reports all problems of the configuration together", () => {
    const problems = describeAll(
      read(
        { "mediacover:endpoint": "x", "mediacover:maxQps": "0" },
        { https_proxy: "socks5://u:hush@p" },
      ).problems(),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^mediacover:endpoint/),
      expect.stringMatching(/^mediacover:maxQps/),
      expect.stringMatching(/^https_proxy/),
    ]);
    expect(problems.join()).not.toContain("hush");
    expect(read({}).problems()).toEqual([]);
  });

  it("reports an endpoint of another region than the resource's", () => {
    const { problems } = read({ "mediacover:endpoint": "https://mts.cn-shanghai.aliyuncs.com" });
    expect([problems(), problems("cn-shanghai")]).toEqual([[], []]);
    expect(describeAll(problems("cn-hangzhou"))).toEqual([
      "mediacover:endpoint is that of region cn-shanghai, where a resource is in cn-hangzhou; remove the setting",
    ]);
  });
});

describe("proxies", () => {
  it.each([
    [{}, {}],
    [{ no_proxy: "h" }, {}],
    [
      { https_proxy: "http://p:1", HTTPS_PROXY: "http://q:1", no_proxy: "h" },
      { httpsProxy: { url: "http://p:1", name: "https_proxy" }, noProxy: "h" },
    ],
    [
      { HTTP_PROXY: "http://p:1", HTTPS_PROXY: "http://q:1" },
      {
        httpProxy: { url: "http://p:1", name: "HTTP_PROXY" },
        httpsProxy: { url: "http://q:1", name: "HTTPS_PROXY" },
      },
    ],
    [{ https_proxy: " p:1\n" }, { httpsProxy: { url: "http://p:1", name: "https_proxy" } }],
    [
      { HTTPS_PROXY: "http://user:p@ssw0rd@127.0.0.1:9" },
      { httpsProxy: { url: "http://user:p%40ssw0rd@127.0.0.1:9", name: "HTTPS_PROXY" } },
    ],
  ])("reads the environment %j as %j", (environment, proxies) => {
    expect(read({}, environment).proxies()).toEqual(proxies);
  });

  it.each([
    ["http://user:p%ssw0rd@127.0.0.1:9", "two hexadecimal digits", "http://***@127.0.0.1:9", "write %25"],
    ["http://user:p%ffw0rd@127.0.0.1:9", "make UTF-8", "http://***@127.0.0.1:9", "write %25"],
    [String.raw`http://DOMAIN\user:pw0rd@host:9`, "no backslash", "http://***@host:9", "%5C for"],
    ["http://user:p/w0rd@host:9", "no / ? # or blank", "http://***@host:9", "%2F for /"],
    ["http://user:p#w0rd@host:9", "no / ? # or blank", "http://***@host:9", "%23 for #"],
    ["http://user:p?w0rd@host:9", "no / ? # or blank", "http://***@host:9", "%3F for ?"],
    ["http://user:p w0rd@host:9", "no / ? # or blank", "http://***@host:9", "percent-encode"],
    [
      "http://proxy.example:3128/path",
      "scheme, host and port only",
      "/path",
      "write http://proxy.example:3128",
    ],
    ["http://proxy.example:99999", "a port up to 65535", "99999", "write it like"],
    ["http:/proxy.example:3128", "// and a host", "http:/proxy.example:3128", "write it like"],
    ["http:///proxy.example:3128", "// and a host", "http:///proxy.example:3128", "write it like"],
    ["http://", "and a host", '"http://"', "write it like"],
    [
      "socks5://user:pw0rd@p:1",
      "must be an http: or https: proxy, not socks5:",
      "socks5://***@p:1",
      "write it like",
    ],
  ])("refuses %s and names the variable, the rule, the masked value and the fix", (text, ...parts) => {
    const refusal = (): unknown => read({}, { HTTPS_PROXY: text }).proxies();
    for (const part of ["HTTPS_PROXY in the environment must be", ...parts]) expect(refusal).toThrow(part);
    expect(refusal).not.toThrow("w0rd");
  });
});
