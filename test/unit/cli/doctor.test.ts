import { describe, expect, it } from "vitest";
import { describeProblem } from "../../../provider/cover/problem";
import { createHost } from "../../../provider/host/host";
import { systemChance, systemClock } from "../../../provider/host/system";
import { runInProcess } from "../../support/commandInProcess";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const cover = { mediaId, coverUrl: "http://c.example/a.jpg" };

/** What a preview says of a new cover with these variables in its environment. */
async function preview(environment: Record<string, string>) {
  const warnings: string[] = [];
  const log = {
    warn: (message: string) => void warnings.push(message),
    info: () => undefined,
    status: () => undefined,
    heard: async () => undefined,
  };
  const options = { clock: systemClock, chance: systemChance, isOnTerminal: () => false, environment };
  const { problems } = await createHost({ log, ...options }).mediaCover.check({}, cover);
  return { problems: problems.map(describeProblem), warnings };
}

const region = { ALICLOUD_REGION: "cn-hangzhou" };

/** How to set a region differs: a command has an option for it. */
const withoutFixes = (problem: string): string => problem.replace(/(region is not set); .*/, "$1");

describe("mediacover doctor, like every command that reaches the service, refuses what a preview refuses:", () => {
  it.each<[string, Record<string, string>]>([
    ["no region", {}],
    ["a region in capitals", { ALICLOUD_REGION: "CN-HANGZHOU" }],
    ["a region with an underscore", { ALICLOUD_REGION: "cn_hangzhou" }],
    ["a region by its name", { ALICLOUD_REGION: "China (Hangzhou)" }],
    ["a region with an invisible character", { ALIBABA_CLOUD_REGION: "cn-hangzhou\u200B" }],
    ["an endpoint of plain HTTP", { ...region, MEDIACOVER_ENDPOINT: "http://mts.cn-hangzhou.aliyuncs.com" }],
    ["another region's endpoint", { ...region, MEDIACOVER_ENDPOINT: "https://mts.cn-beijing.aliyuncs.com" }],
    ["a pace of zero", { ...region, MEDIACOVER_MAX_QPS: "0" }],
    ["a proxy that is no URL", { ...region, HTTPS_PROXY: "http://user:p%ss@127.0.0.1:9" }],
    ["several at once", { ALICLOUD_REGION: "CN-HANGZHOU", MEDIACOVER_MAX_QPS: "many" }],
  ])("%s", async (_what, environment) => {
    const { problems } = await preview(environment);
    expect(problems).not.toEqual([]);
    for (const words of [["doctor"], ["export", "--ids", mediaId]]) {
      const { code, errors } = await runInProcess([...words, "--no-stack"], { environment });
      expect(code).toBe(1);
      for (const problem of problems.map(withoutFixes)) expect(errors).toContain(problem);
    }
  });

  it("names the region to write", async () => {
    const { output, errors } = await runInProcess(["doctor"], {
      environment: { ALICLOUD_REGION: "CN-HANGZHOU" },
    });
    expect(output).toContain(
      "region       CN-HANGZHOU (ALICLOUD_REGION)\nendpoint     none without a region",
    );
    expect(errors).toContain(
      'mediacover: region must be the id of a region, such as cn-hangzhou, where the default is "CN-HANGZHOU"; write "cn-hangzhou"\n',
    );
  });
});

it("warns of what a preview warns of", async () => {
  const environment = { ALICLOUD_REGION: "cn-moon", MEDIACOVER_MAX_QPS: "500" };
  const { warnings } = await preview(environment);
  expect(warnings).toHaveLength(2);
  const { output } = await runInProcess(["doctor"], { environment });
  for (const warning of warnings) expect(output).toContain(`warning      ${warning}\n`);
});
