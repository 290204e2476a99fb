import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../../emulator/index";
import { envelope, Plugin, urnOf, type Wire } from "../../support/plugin";
import schema from "../../../provider/plugin/schema.json";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const coverUrl = "http://c.example/a.jpg";
const trailer = urnOf("MediaCover", "trailer");

describe("the configuration of the packaged provider", () => {
  it("is checked before anything runs: unknown keys with the nearest name, wrong values with the rule", async () => {
    const plugin = await Plugin.start();
    const wrong = { regoin: "cn-hangzhou", maxQps: "many", endpoint: "ftp://here", nonsense: "1" };
    expect(await plugin.checkConfig(wrong)).toEqual([
      expect.stringMatching(/^nonsense is not an argument of the mediacover provider; .* takes accessKey, /),
      "regoin is not an argument of the mediacover provider; did you mean region?",
      expect.stringContaining("endpoint"),
      expect.stringContaining("maxQps must be a number of calls a second"),
    ]);
  });

  it("takes every key of its schema, and what the engine adds", async () => {
    const plugin = await Plugin.start();
    const values: Wire = {
      assumeRole: { roleArn: "acs:ram::1:role/a" },
      assumeRoleWithOidc: { roleArn: "r", oidcProviderArn: "p", oidcToken: "t" },
      maxQps: 50,
      endpoint: "https://mts.cn-hangzhou.aliyuncs.com",
      region: "cn-hangzhou",
    };
    const config = Object.fromEntries(
      Object.keys(schema.config.variables).map((name) => [name, values[name] ?? "x"]),
    );
    const reasons = await plugin.checkConfig({ ...config, version: "0.1.0", pluginDownloadURL: "https://x" });
    expect(reasons).toEqual([]);
  });

  it("takes objects and numbers as texts, as a stack's configuration has them", async () => {
    const plugin = await Plugin.start();
    expect(await plugin.checkConfig({ maxQps: "50", assumeRole: '{"roleArn":"acs:ram::1:role/a"}' })).toEqual(
      [],
    );
    expect(await plugin.checkConfig({ assumeRole: { policy: 5 } })).toEqual([
      expect.stringMatching(/assumeRole.policy must be a text$/),
    ]);
  });

  it("never replaces the provider, and says what of it has changed", async () => {
    const plugin = await Plugin.start();
    const diff = await plugin.diffConfig({ region: "a", profile: "p" }, { region: "b", profile: "p" });
    expect(diff.toObject()).toMatchObject({ changes: 2, diffsList: ["region"], replacesList: [] });
    expect((await plugin.diffConfig({ region: "a" }, { region: "a" })).getChanges()).toBe(1);
  });

  it("is what resources and functions work with, its secrets included", async () => {
    const emulator = await startEmulator({ seed: [{ mediaId, region: "cn-beijing" }] });
    onTestFinished(() => emulator.close());
    const plugin = await Plugin.start({
      region: "cn-beijing",
      endpoint: emulator.url,
      accessKey: "testid",
      secretKey: envelope("testsecret"),
    });
    const { inputs } = await plugin.check(trailer, { mediaId, coverUrl });
    expect(await plugin.create(trailer, inputs)).toMatchObject({ id: `cn-beijing/${mediaId}` });
    expect(await plugin.invoke("getMedia", { mediaId })).toMatchObject({ region: "cn-beijing", coverUrl });
  });

  it("is named in errors as this provider has it", async () => {
    const plugin = await Plugin.start();
    const { failures } = await plugin.check(trailer, { mediaId, coverUrl });
    expect(failures).toEqual([
      { property: "", reason: expect.stringMatching(/`pulumi config set mediacover:region cn-hangzhou`/) },
    ]);
    await expect(plugin.invoke("getMedia", { mediaId, region: "cn-hangzhou" })).rejects.toThrow(
      /`pulumi config set mediacover:accessKey …`.*`pulumi config set --secret mediacover:secretKey …`/s,
    );
  });

  it("of an engine that does not send the arguments of before is refused in one sentence", async () => {
    const plugin = await Plugin.start();
    await expect(plugin.configure({}, "default", { sendsOldInputs: false })).rejects.toThrow(
      "this Pulumi CLI is too old for the mediacover provider",
    );
  });
});
