import { describe, expect, it } from "vitest";
import { createHost, type Host } from "../../../provider/host/host";
import { systemChance, systemClock } from "../../../provider/host/system";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const news = { mediaId, coverUrl: "http://covers.example/a.jpg" };

function newHost(config: Record<string, string> = {}): Host & { warnings: string[] } {
  const warnings: string[] = [];
  const log = {
    warn: (message: string) => void warnings.push(message),
    info: () => {},
    status: () => {},
    heard: async () => {},
  };
  const options = { clock: systemClock, chance: systemChance, isOnTerminal: () => false, environment: {} };
  const host = createHost({ ...options, log });
  host.configure((key) => config[key]);
  return { ...host, warnings };
}

describe("a host", () => {
  it("shares its configuration with nobody else in the process", async () => {
    const [here, there] = [
      newHost({ "alicloud:region": "cn-hangzhou" }),
      newHost({ "alicloud:region": "cn-beijing" }),
    ];
    const [first, second] = await Promise.all([
      here.mediaCover.check({}, news),
      there.mediaCover.check({}, news),
    ]);
    expect([first.inputs["region"], second.inputs["region"]]).toEqual(["cn-hangzhou", "cn-beijing"]);
  });

  it("warns of a region that is not known once, whatever the number of resources", async () => {
    const host = newHost();
    const inMoon = { ...news, region: "cn-moon" };
    await host.mediaCover.check({}, inMoon);
    await host.mediaCoverSet.check({}, { covers: {}, region: "cn-moon" });
    expect(host.warnings).toEqual([expect.stringContaining("region cn-moon is not among those")]);
  });

  it("warns of a cover that viewers cannot load, and takes it all the same", async () => {
    const host = newHost({ "alicloud:region": "cn-hangzhou" });
    const coverUrl = "http://covers.oss-cn-hangzhou-internal.aliyuncs.com/a.jpg";
    const { problems } = await host.mediaCover.check({}, { mediaId, coverUrl });
    await host.mediaCoverSet.check({}, { covers: { [mediaId]: coverUrl } });
    expect(problems).toEqual([]);
    expect(host.warnings).toEqual(
      ["coverUrl", `covers["${mediaId}"]`].map(
        (name) =>
          `${name} names an internal endpoint of OSS, so viewers cannot load the picture; got "${coverUrl}"; write "http://covers.oss-cn-hangzhou.aliyuncs.com/a.jpg"`,
      ),
    );
  });
});
