import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { runProcess } from "../support/childProcess";
import { type InstalledExamples, installExamples } from "../support/installedExamples";
import { newCalls } from "../support/project";
import { type ExampleProject, openExample } from "./exampleProject";
import { findCliFor } from "./findCli";

/** A language of which `examples` has a program. Nothing is downloaded: what it needs must be on this machine. */
interface Language {
  name: "go" | "python";
  /** A command that fails where something is missing, and the test is skipped. */
  probe: readonly [command: string, ...words: string[]];
  /** What the program needs in its environment. */
  environment: (folder: string) => NodeJS.ProcessEnv;
  /** Makes the program find the generated SDK, if there is anything to do. */
  prepare?: (project: ExampleProject) => Promise<unknown>;
}

const languages: readonly Language[] = [
  {
    name: "go",
    probe: ["go", "mod", "download", "github.com/pulumi/pulumi/sdk/v3@v3.260.0"],
    environment: () => ({ GOPROXY: "off", GOSUMDB: "off", GOFLAGS: "-mod=mod" }),
  },
  {
    name: "python",
    probe: ["python3", "-c", "import pulumi, parver, setuptools, wheel"],
    environment: (folder) => ({
      PYTHONPATH: [join(folder, "site"), process.env["PYTHONPATH"]].filter(Boolean).join(delimiter),
    }),
    prepare: async ({ folder, read, write }) => {
      const words = ["--no-index", "--no-deps", "--no-build-isolation", "--target", "site", "./sdks/python"];
      await runProcess("python3", ["-m", "pip", "install", ...words], { cwd: folder });
      // Without a virtual environment, the interpreter on PATH is used, with its packages.
      write("Pulumi.yaml", read("Pulumi.yaml").replace(/^runtime:\n( .*\n)+/m, "runtime: python\n"));
    },
  },
];

const videosShape = z.array(z.object({ mediaId: z.string(), title: z.string() }));

const cli = await findCliFor(languages);
const cliPath = cli.found ? cli.path : "";

/** What is missing on this machine for a language; undefined for nothing. */
async function missingFor({ name, probe, environment }: Language): Promise<string | undefined> {
  const host = join(dirname(cliPath), `pulumi-language-${name}`);
  if (!existsSync(host)) return host;
  const [command, ...words] = probe;
  const env = { ...process.env, ...environment("") };
  return runProcess(command, words, { env }).then(
    () => undefined,
    () => `what \`${probe.join(" ")}\` looks for`,
  );
}

const available = new Set<Language>();
for (const language of cli.found ? languages : []) {
  const missing = await missingFor(language);
  if (missing === undefined) available.add(language);
  else console.log(`skipped: 1 test, for want of ${missing}`);
}

describe.skipIf(available.size === 0)(
  "programs in other languages, with an SDK that Pulumi generates",
  () => {
    let installed: InstalledExamples;
    beforeAll(async () => {
      installed = await installExamples();
    });
    afterAll(() => installed.remove());

    it.for(languages)("$name: the example from preview to destroy", async (language, { skip }) => {
      const { name, environment, prepare } = language;
      skip(!available.has(language));
      const project = await openExample(name, { installed, cliPath, environment });
      const { emulator, ran, read, coverIn } = project;
      const executable = "./node_modules/pulumi-mediacover/pulumi-resource-mediacover";
      await ran("package", "gen-sdk", executable, "--language", name, "--out", "sdks");
      await prepare?.(project);

      expect(await ran("preview")).toContain("+ 3 to create");
      await ran("up", "--yes", "--skip-preview");
      const videos = videosShape.parse(JSON.parse(read("videos.json")));
      expect(videos.map(({ mediaId }) => coverIn(mediaId))).toEqual(
        videos.map(({ title }) => `http://my-covers.oss-cn-hangzhou.aliyuncs.com/${title.toLowerCase()}.jpg`),
      );
      expect(JSON.parse(await ran("stack", "output", "--json"))).toEqual({
        covers: 3,
        keynoteTitle: "Keynote",
        trailerTitle: "Trailer",
      });

      newCalls(emulator);
      expect(await ran("up", "--yes", "--skip-preview")).toContain("3 unchanged");
      expect(newCalls(emulator)["UpdateMediaCover"]).toBeUndefined();
      await ran("destroy", "--yes", "--skip-preview");
    });
  },
);
