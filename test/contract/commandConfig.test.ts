import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { type InProcessOutcome, runInProcess } from "../support/commandInProcess";
import { projectWithConfig, projectWithPulumi } from "../support/pulumiProject";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const keys = { "alicloud:accessKey": "testid", "alicloud:secretKey": "testsecret" };

async function start(): Promise<Emulator> {
  const emulator = await startEmulator({
    seed: [{ mediaId, region: "cn-beijing" }],
    accessKeys: [
      { accessKeyId: "testid", accessKeySecret: "testsecret" },
      { accessKeyId: "other", accessKeySecret: "othersecret" },
    ],
  });
  onTestFinished(() => emulator.close());
  return emulator;
}

/** Runs a command in a project, with nothing else in its environment. */
function run(
  project: string,
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<InProcessOutcome> {
  writeFileSync(join(project, "covers.json"), JSON.stringify({ covers: [{ mediaId, url: "x" }] }));
  const base = { PATH: project, HOME: project, ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" };
  return runInProcess(words, { environment: { ...base, ...environment }, cwd: project });
}

const settings = (config: Record<string, string>): string[] =>
  Object.entries(config).flatMap(([key, value]) => ["--config", `${key}=${value}`]);

/** Every command that reaches the service, as it is asked about one video. */
const commands: [string, string[]][] = [
  ["doctor", ["doctor", "--media-id", mediaId]],
  ["export", ["export", "--ids", mediaId]],
  ["check --online", ["check", "--online", "covers.json"]],
];

/** What the service saw: key and region of each call. */
const seen = ({ requests }: Emulator): string[] => {
  const calls = requests.entries.map(({ accessKeyId, region, code }) => `${accessKeyId} ${region} ${code}`);
  requests.clear();
  return calls;
};

describe.each(commands)("mediacover %s", (_name, given) => {
  // A cover that is wrong would end the check before it asks anybody.
  const words = given.map((word) => (word === "covers.json" ? "good.json" : word));
  const good = JSON.stringify({ covers: [{ mediaId, url: "http://127.0.0.1:1/a.jpg" }] });

  it("uses the configuration of the selected stack, secrets included, and asks pulumi once", async () => {
    const emulator = await start();
    const project = projectWithConfig({
      ...keys,
      "alicloud:region": "cn-beijing",
      "mediacover:endpoint": emulator.url,
    });
    writeFileSync(join(project, "good.json"), good);
    const { output, errors } = await run(project, words, { ALICLOUD_REGION: "cn-shanghai" });
    expect(seen(emulator)).toEqual(["testid cn-beijing OK"]);
    expect(readFileSync(join(project, "asked"), "utf8").trim().split("\n")).toHaveLength(1);
    expect(output + errors).not.toContain("testsecret");
  });

  it("takes --region and --config before it, and with --no-stack does not ask for it", async () => {
    const emulator = await start();
    const project = projectWithConfig({ ...keys, "alicloud:region": "cn-shanghai" });
    writeFileSync(join(project, "good.json"), good);
    const mine = { "alicloud:accessKey": "other", "alicloud:secretKey": "othersecret" };
    const before = settings({ ...mine, "mediacover:endpoint": emulator.url });
    await run(project, [...words, ...before, "--region", "cn-beijing"]);
    expect(seen(emulator)).toEqual(["other cn-beijing OK"]);
    expect(existsSync(join(project, "asked"))).toBe(true);

    const alone = projectWithConfig(keys);
    writeFileSync(join(alone, "good.json"), good);
    await run(alone, [...words, ...before, "--no-stack"], { ALICLOUD_REGION: "cn-beijing" });
    expect([seen(emulator), existsSync(join(alone, "asked"))]).toEqual([["other cn-beijing OK"], false]);
  });

  it("tells that a stack's configuration cannot be had, and goes on with the environment", async () => {
    const emulator = await start();
    const project = projectWithPulumi(`console.error("error: no stack selected"); process.exit(255);`);
    writeFileSync(join(project, "good.json"), good);
    const { output, errors } = await run(project, words, {
      MEDIACOVER_ENDPOINT: emulator.url,
      ALICLOUD_REGION: "cn-beijing",
      ALICLOUD_ACCESS_KEY: "testid",
      ALICLOUD_SECRET_KEY: "testsecret",
    });
    expect(seen(emulator)).toEqual(["testid cn-beijing OK"]);
    expect(output + errors).toContain("`pulumi config`: error: no stack selected");
  });
});

describe("mediacover check", () => {
  it("without --online asks neither pulumi nor the service", async () => {
    const emulator = await start();
    const project = projectWithConfig({ ...keys, "mediacover:endpoint": emulator.url });
    const { code, output } = await run(project, ["check", "covers.json"]);
    expect([code, output]).toEqual([1, expect.stringContaining("covers[0].url must be")]);
    expect([emulator.requests.count(), existsSync(join(project, "asked"))]).toEqual([0, false]);
  });

  it("--online of several manifests asks pulumi once", async () => {
    const emulator = await start();
    const project = projectWithConfig({
      ...keys,
      "alicloud:region": "cn-beijing",
      "mediacover:endpoint": emulator.url,
    });
    for (const name of ["a.json", "b.json"])
      writeFileSync(
        join(project, name),
        JSON.stringify({ covers: [{ mediaId, url: "http://127.0.0.1:1/" }] }),
      );
    await run(project, ["check", "--online", "a.json", "b.json"]);
    expect(seen(emulator)).toHaveLength(2);
    expect(readFileSync(join(project, "asked"), "utf8").trim().split("\n")).toHaveLength(1);
  });
});
