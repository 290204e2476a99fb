import { describe, expect, it } from "vitest";
import { errorsOf, openProject } from "../support/project";
import { cliStackOpener } from "./cliStack";
import { findCliFor } from "./findCli";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const canary = { accessKeyId: "LTAIcanaryKeyId", accessKeySecret: "canarySecretOfTheKey" };
const promises = ["no key of the environment is in what the CLI prints at its highest level of debugging"];
const cli = await findCliFor(promises);

describe.skipIf(!cli.found)("debugging on the real CLI", () => {
  it(promises[0] ?? "", async () => {
    const open = cliStackOpener(cli.found ? cli.path : "", {
      previewFlags: ["--debug", "--logtostderr", "--logflow", "-v=11"],
    });
    const { stack, emulator, declare } = await openProject(open, {
      emulator: { seed: [{ mediaId, title: "Trailer" }], accessKeys: [canary] },
      config: {},
      stack: {
        env: { ALICLOUD_ACCESS_KEY: canary.accessKeyId, ALICLOUD_SECRET_KEY: canary.accessKeySecret },
      },
    });
    // A `.get` calls the service in a preview, too.
    declare({
      trailer: { opts: { id: `cn-hangzhou/${mediaId}` } },
      other: { mediaId: mediaId.replace(/1$/, "2"), coverUrl: "http://c.example/a.jpg" },
    });
    const result = await stack.preview();
    const { text } = result;
    expect([errorsOf(result), emulator.requests.countByCode()]).toEqual(["", { OK: 1 }]);
    expect(text).toContain("Trailer");
    expect(text.length).toBeGreaterThan(10_000);
    expect(text).not.toContain(canary.accessKeySecret);
  });
});
