import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runInProcess } from "../../support/commandInProcess";

const commands = ["check", "doctor", "emulator", "export", "report", "schema"];

describe("mediacover --help", () => {
  it.each(["", ...commands])("explains mediacover %s", async (command) => {
    const { code, output, errors } = await runInProcess([command, "--help"].filter(Boolean));
    expect([code, errors]).toEqual([0, ""]);
    await expect(output).toMatchFileSnapshot(`golden/${command || "mediacover"}.txt`);
  });
});

it("prints the version of the package for --version", async () => {
  const { version }: { version?: unknown } = JSON.parse(
    readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
  );
  expect(await runInProcess(["--version"])).toEqual({ code: 0, output: `${String(version)}\n`, errors: "" });
});

it("prints its help to the standard error and exits with 2 if no command is given", async () => {
  const { output } = await runInProcess(["--help"]);
  expect(await runInProcess([])).toEqual({ code: 2, output: "", errors: output });
});

describe("a command line that makes no sense exits with 2 and says how to write it:", () => {
  const id = "0".repeat(32);
  it.each<[words: string, error: RegExp]>([
    ["emulate", /unknown command 'emulate'\n\(Did you mean emulator\?\)/],
    ["chekc covers.yaml", /unknown command 'chekc'\n\(Did you mean check\?\)/],
    ["emulator --prot 1", /unknown option '--prot'\n\(Did you mean --port\?\)/],
    ["check --onlin covers.yaml", /unknown option '--onlin'\n\(Did you mean --online\?\)/],
    ["doctor --stack dev", /unknown option '--stack'\n\(Did you mean --no-stack\?\)/],
    ["emulator --port", /option '--port <n>' argument missing/],
    ["emulator seed.json", /too many arguments for 'emulator'/],
    [
      "emulator --port abc",
      /'--port <n>' argument 'abc' is invalid\. Write a whole number from 0 to 65535\./,
    ],
    ["emulator --port 65536", /'65536' is invalid\. Write a whole number from 0 to 65535\./],
    ["emulator --qps -1", /'--qps <n>' argument '-1' is invalid/],
    ["emulator --latency 1.5", /'1\.5' is invalid\. Write a whole number/],
    ["emulator --window rolling", /'rolling' is invalid\. Allowed choices are fixed, sliding\./],
    ["emulator --access-key hush", /--access-key: write ID:SECRET, e\.g\. --access-key testid:testsecret$/m],
    ["emulator --acces-key=me:hush", /unknown option '--acces-key=…'/],
    ["emulator me:hush", /too many arguments for 'emulator'.*: me:…\./],
    ["emulator --config alicloud:secretKey=hush", /unknown option '--config'/],
    [
      "doctor --config secretKey=hush",
      /--config: write KEY=VALUE, e\.g\. --config alicloud:region=cn-hangzhou$/m,
    ],
    ["doctor --confg=alicloud:secretKey=hush", /unknown option '--confg=…'/],
    ["doctor --media-id abc", /'abc' is invalid\. Write 32 characters of 0-9 and a-f\./],
    [
      "doctor --region CN-HANGZHOU",
      /'CN-HANGZHOU' is invalid\. Write the id of a region, such as cn-hangzhou\./,
    ],
    ["check", /missing required argument 'manifest'/],
    ["export", /export needs one of --ids, --files and --from-stdin$/m],
    [`export --ids ${id} --from-stdin`, /'--ids <id\.\.\.>' cannot be used with option '--from-stdin'/],
    [`export --files a --from-stdin`, /'--files <file\.\.\.>' cannot be used with option '--from-stdin'/],
    ["report", /report needs one of --preview, --stack and --manifest$/m],
    ["report --preview a --stack b", /'--preview \[file\]' cannot be used with option '--stack \[file\]'/],
    ["report --preview a b", /too many arguments for 'report'\. Expected 0 arguments but got 1: b\./],
    ["report --manifest a --format pdf", /'pdf' is invalid\. Allowed choices are html, md\./],
    ["report --manifest a --allow-private", /--allow-private needs --fetch$/m],
  ])("mediacover %s", async (words, error) => {
    const { code, errors, output } = await runInProcess(words.split(" "));
    expect({ code, errors, output }).toEqual({ code: 2, errors: expect.stringMatching(error), output: "" });
    expect(errors).toMatch(/^mediacover: /);
    expect(errors).not.toContain("hush");
  });
});
