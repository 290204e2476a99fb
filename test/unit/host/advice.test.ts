import { describe, expect, it } from "vitest";
import { advise as adviseCommand } from "../../../cli/advice";
import { adviseWith, programWords } from "../../../provider/host/advice";
import type { AdviceCode } from "../../../provider/mps/advice";

const codes = Object.keys(programWords).filter((code): code is AdviceCode => code in programWords);
const adviseProgram = adviseWith(programWords);

describe("advice", () => {
  it("is an instruction without a full stop, for a program and for a command", () => {
    for (const words of codes.flatMap((code) => [adviseProgram(code), adviseCommand(code)]))
      expect(words).toMatch(/^[A-Za-z].{5,}[^.\s]$/);
  });

  it("names no command of Pulumi to the user of a command", () => {
    for (const code of codes) expect(adviseCommand(code)).not.toMatch(/pulumi (up|refresh|config|destroy)/);
  });

  it("names options to the user of a command where it names configuration to a program", () => {
    expect(adviseProgram("checkNetwork")).toContain("mediacover:endpoint and the region");
    expect(adviseCommand("checkNetwork")).toContain("the region (--region)");
  });

  it("about a proxy names its variable and the host that it should let pass", () => {
    const advice = {
      code: "checkProxy",
      variable: "HTTPS_PROXY",
      host: "mts.cn-hangzhou.aliyuncs.com",
    } as const;
    expect(adviseProgram(advice)).toMatch(/^check HTTPS_PROXY: .*mts\.cn-hangzhou\.aliyuncs\.com pass/);
  });
});
