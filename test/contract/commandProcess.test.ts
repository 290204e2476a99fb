import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startCommand } from "../support/commandProcess";
import { root } from "../support/lockFile";
import { manifestFolder } from "../support/manifestFolder";
import { temporaryFolder } from "../support/temporaryFolder";
import { call } from "./emulator/support/signedCall";
import { coverUrl, mediaId, startForTest } from "./emulator/support/startForTest";

const manifest = JSON.stringify({ covers: [{ mediaId, url: coverUrl }] });

/** What reaches an emulator, and nothing else of this machine. */
async function serviceEnvironment(): Promise<Record<string, string>> {
  const { url } = await startForTest({ seed: [{ mediaId, cover: coverUrl }] });
  return {
    HOME: "/no-such-home",
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    MEDIACOVER_ENDPOINT: url,
    ALICLOUD_REGION: "cn-hangzhou",
    ALICLOUD_ACCESS_KEY: "testid",
    ALICLOUD_SECRET_KEY: "testsecret",
  };
}

/** Each command once, as users start it; what it does besides is tested in the process of the tests. */
describe("in a process of its own", () => {
  it("mediacover check prints what is wrong to the standard output, and ends with 1", async () => {
    const { path } = manifestFolder({ "covers.json": manifest, "bad.json": "{" });
    const good = await startCommand(["check", path("covers.json")]).ended;
    expect(good).toMatchObject({ code: 0, output: expect.stringContaining("ok, 1 cover"), errors: "" });
    const bad = await startCommand(["check", path("bad.json")]).ended;
    expect(bad).toMatchObject({ code: 1, output: expect.stringContaining("bad.json:1:2: ") });
  });

  it("mediacover doctor reads the environment and asks the service", async () => {
    const env = await serviceEnvironment();
    const { code, output } = await startCommand(["doctor"], { env, cwd: temporaryFolder("doctor") }).ended;
    expect([code, output]).toEqual([0, expect.stringContaining("OK: the service answers QueryMediaList")]);
  });

  it("mediacover export reads ids from the standard input and writes a manifest to the standard output", async () => {
    const options = {
      env: await serviceEnvironment(),
      cwd: temporaryFolder("export"),
      input: `${mediaId}\n`,
    };
    const { code, output, errors } = await startCommand(["export", "--from-stdin"], options).ended;
    expect([code, output]).toEqual([0, expect.stringContaining(`url: ${coverUrl}`)]);
    expect(errors).toContain("1 of 1 videos");
  });

  it("mediacover report reads a preview from the standard input and writes HTML to the standard output", async () => {
    const input = readFileSync(join(root, "test/fixtures/pulumi/preview-changes.json"), "utf8");
    const { code, output } = await startCommand(["report", "--preview", "-"], { input }).ended;
    expect([code, output]).toEqual([0, expect.stringMatching(/^<!doctype html>[^]*<\/html>\n$/)]);
  });

  it("mediacover schema prints the schema of the package", async () => {
    const { output } = await startCommand(["schema"]).ended;
    expect(output).toBe(readFileSync(join(root, "dist/manifest.schema.json"), "utf8"));
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "mediacover emulator stops on %s with code 0, its data saved",
    async (signal) => {
      const data = join(temporaryFolder("data"), "media.json");
      const command = startCommand(["emulator", "--port", "0", "--data", data]);
      const target = { url: await command.nextLine(), clock: { now: () => new Date() } };
      // The answer's connection is kept alive, and must not keep the command.
      await call(target, "AddMedia", { FileURL: "http://a/b.mp4", CoverURL: coverUrl });
      command.kill(signal);
      expect(await command.ended).toMatchObject({ code: 0, errors: "" });
      expect(readFileSync(data, "utf8")).toContain(coverUrl);
    },
  );

  it("mediacover emulator stops with code 0 in the middle of writes, and has saved what it answered", async () => {
    const folder = temporaryFolder("busy");
    const [data, seed] = [join(folder, "media.json"), join(folder, "seed.json")];
    const ids = Array.from({ length: 2_000 }, (_, index) => String(index).padStart(32, "0"));
    writeFileSync(seed, JSON.stringify(ids.map((id) => ({ mediaId: id }))));
    const files = ["--data", data, "--seed", seed];
    const command = startCommand(["emulator", "--port", "0", ...files, "--qps", "9999"]);
    const target = { url: await command.nextLine(), clock: { now: () => new Date() } };
    const answered: string[] = [];
    const writes = ids.slice(0, 40).map(async (id) => {
      const { code } = await call(target, "UpdateMediaCover", { MediaId: id, CoverURL: `${coverUrl}?${id}` });
      if (code === "OK") answered.push(id);
      if (answered.length === 5) command.kill("SIGTERM");
    });
    await Promise.allSettled(writes);
    expect(await command.ended).toMatchObject({ code: 0, errors: "" });
    const saved = readFileSync(data, "utf8");
    expect(answered.filter((id) => !saved.includes(`?${id}`))).toEqual([]);
  });

  it("mediacover goes on when its reader stops reading", async () => {
    const command = startCommand(["--help"]);
    command.stopReading();
    expect(await command.ended).toMatchObject({ code: 0, errors: "" });
  });
});
