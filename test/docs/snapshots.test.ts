import { describe, expect, it } from "vitest";
import { defaultSnapshotBehaviour } from "../../emulator/snapshots/snapshotBehaviour";
import { call } from "../contract/emulator/support/signedCall";
import { startForTest } from "../contract/emulator/support/startForTest";
import { runProcess } from "../support/childProcess";
import { mediaIdFor } from "../support/mediaIds";
import { readPage, snippetsOf } from "./pages";

const page = readPage("docs/snapshots.md");
const script = snippetsOf(page).find(({ text }) => text.includes("submit()"))?.text ?? "";

const fileOf = (name: string): string => `http://my-videos.oss-cn-hangzhou.aliyuncs.com/${name}`;

describe("the calls that docs/snapshots.md asks a real account for", () => {
  it("name switches that the emulator has", () => {
    const named = script.match(/\b(?:[a-z]+[A-Z]\w*)\b(?=,|$)/gm) ?? [];
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !Object.hasOwn(defaultSnapshotBehaviour, name))).toEqual([]);
  });

  it("are answered by the emulator as its defaults say", async () => {
    const emulator = await startForTest({
      seed: ["keynote.mp4", "a%20b.mp4"].map((name, index) => ({
        mediaId: mediaIdFor(index),
        fileUrl: fileOf(name),
        durationSeconds: 20,
      })),
      buckets: [
        { bucket: "my-videos" },
        { bucket: "my-covers" },
        { bucket: "elsewhere", region: "cn-shanghai" },
      ],
    });
    // Each word of each call on a line of its own.
    const printed = `aliyun() { printf '%s\\n' "$@" ""; }\n${script}`;
    const { output } = await runProcess("bash", ["-c", printed]);
    const calls = output.trim().split("\n\n");
    const answers: string[] = [];
    for (const words of calls.map((text) => text.split("\n"))) {
      const [, action = ""] = words;
      const after = (flag: string): string => words[words.indexOf(flag) + 1] ?? "";
      const parameters = { Input: after("--Input"), SnapshotConfig: after("--SnapshotConfig") };
      const { code, text } = await call(emulator, action, parameters);
      answers.push(code === "OK" ? (/"State":"(\w+)"/.exec(text)?.[1] ?? "") : code);
    }
    expect(answers).toEqual([
      "Success",
      "Success",
      "InvalidParameter.ResourceContentBad",
      "InvalidParameter.OutOfRange",
      "InvalidParameter.ResourceNotFound",
      "Submitted",
      "Success",
      "Submitted",
      "PermissionDenied.ResourceAccess",
      "InvalidParameter.ResourceNotFound",
    ]);
  });
});
