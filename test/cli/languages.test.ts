import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { startEmulator } from "../../emulator/index";
import { runProcess } from "../support/childProcess";
import { type InstalledExamples, installExamples } from "../support/installedExamples";
import { newCalls } from "../support/project";
import { temporaryFolder } from "../support/temporaryFolder";
import { cliEnvironment, runCli } from "./cliProcess";
import { findCliFor } from "./findCli";

/** A language of which `examples` has a program. Nothing is downloaded: what it needs must be on this machine. */
interface Language {
  name: "go" | "python";
  /** Commands and modules without which it is not tested. */
  probe: readonly [command: string, ...words: string[]];
  /** Makes the program find the generated SDK, if there is anything to do. */
  prepare?: (folder: string, run: (command: string, ...words: string[]) => Promise<unknown>) => Promise<void>;
  environment?: (folder: string) => NodeJS.ProcessEnv;
}

/** No module is asked for over the network. */
const goOffline = { GOPROXY: "off", GOSUMDB: "off", GOFLAGS: "-mod=mod" };

const languages: readonly Language[] = [
  {
    name: "go",
    probe: ["go", "version"],
  },
  {
    name: "python",
    probe: ["python3", "-c", "import pulumi, parver, setuptools, wheel"],
    prepare: async (folder, run) => {
      const words = ["--no-index", "--no-deps", "--no-build-isolation", "--target", "site", "./sdks/python"];
      await run("python3", "-m", "pip", "install", ...words);
      // Without a virtual environment, the interpreter on PATH is used, with its packages.
      const file = join(folder, "Pulumi.yaml");
      const project = readFileSync(file, "utf8");
      writeFileSync(file, project.replace(/^runtime:\n( .*\n)+/m, "runtime: python\n"));
    },
    environment: (folder) => ({
      PYTHONPATH: [join(folder, "site"), process.env["PYTHONPATH"]].filter(Boolean).join(delimiter),
    }),
  },
];

const seedShape = z.array(z.object({ mediaId: z.string(), title: z.string() }));

const cli = await findCliFor(languages);
const cliPath = cli.found ? cli.path : "";
const available = new Set<string>();
for (const {
  name,
  probe: [command, ...words],
} of cli.found ? languages : []) {
  const hasHost = existsSync(join(dirname(cliPath), `pulumi-language-${name}`));
  const works = await runProcess(command, words).then(
    () => true,
    () => false,
  );
  if (hasHost && works) available.add(name);
  else
    console.log(
      `skipped: 1 test, for want of ${hasHost ? `\`${[command, ...words].join(" ")}\`` : `pulumi-language-${name}`}`,
    );
}

describe.skipIf(available.size === 0)(
  "programs in other languages, with an SDK that Pulumi generates",
  () => {
    let installed: InstalledExamples;
    beforeAll(async () => {
      installed = await installExamples();
    });
    afterAll(() => installed.remove());

    for (const { name, prepare, environment } of languages) {
      it.skipIf(!available.has(name))(`${name}: the example from preview to destroy`, async () => {
        const folder = installed.copy(name);
        symlinkSync("../node_modules", join(folder, "node_modules"));
        const seed = seedShape.parse(JSON.parse(readFileSync(join(folder, "videos.json"), "utf8")));
        const emulator = await startEmulator({ seed });
        onTestFinished(() => emulator.close());
        const env = {
          ...cliEnvironment(cliPath, temporaryFolder("cli")),
          MEDIACOVER_ENDPOINT: emulator.url,
          ALIBABA_CLOUD_REGION: "cn-hangzhou",
          ALIBABA_CLOUD_ACCESS_KEY_ID: "testid",
          ALIBABA_CLOUD_ACCESS_KEY_SECRET: "testsecret",
          ...goOffline,
          ...environment?.(folder),
        };
        const options = { cwd: folder, env, deadlineMs: 300_000 };
        const pulumi = async (...words: string[]): Promise<string> => {
          const outcome = await runCli(cliPath, ["--non-interactive", "--color", "never", ...words], options);
          if (outcome.code !== 0) throw new Error(`pulumi ${words.join(" ")} failed:\n${outcome.text}`);
          return outcome.output;
        };
        const executable = "./node_modules/pulumi-mediacover/pulumi-resource-mediacover";
        await pulumi("package", "gen-sdk", executable, "--language", name, "--out", "sdks");
        await prepare?.(folder, (command, ...words) => runProcess(command, words, options));

        await pulumi("stack", "init", "dev");
        expect(await pulumi("preview")).toContain("+ 3 to create");
        await pulumi("up", "--yes", "--skip-preview");
        const covers = seed.map(({ mediaId }) => emulator.media.get(mediaId)?.cover);
        expect(covers).toEqual(
          seed.map(({ title }) => `http://my-covers.oss-cn-hangzhou.aliyuncs.com/${title.toLowerCase()}.jpg`),
        );
        expect(JSON.parse(await pulumi("stack", "output", "--json"))).toEqual({
          covers: 3,
          keynoteTitle: "Keynote",
          trailerTitle: "Trailer",
        });

        newCalls(emulator);
        expect(await pulumi("up", "--yes", "--skip-preview")).toContain("3 unchanged");
        expect(newCalls(emulator)["UpdateMediaCover"]).toBeUndefined();
        await pulumi("destroy", "--yes", "--skip-preview");
      });
    }
  },
);
