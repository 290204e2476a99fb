import { type Command, Option } from "commander";
import type { CheckOptions } from "./checkCommand";
import type { DoctorOptions } from "./doctorCommand";
import type { EmulatorCommandOptions } from "./emulatorCommand";
import type { ExportOptions } from "./exportCommand";
import { accessKey, keyValue, mediaId, region, wholeNumber } from "./optionValues";
import type { ReportOptions } from "./reportCommand";
import type { Terminal } from "./terminal";

/** The commands and their options. The code of a command is loaded when the command runs. */
export function addCommands(program: Command, terminal: Terminal): void {
  addCheck(program, terminal);
  addDoctor(program, terminal);
  addEmulator(program, terminal);
  addExport(program, terminal);
  addReport(program, terminal);
  addSchema(program, terminal);
}

const rootHelp =
  "folder that all files and pictures must be in (default: the nearest one above with .git or Pulumi.yaml)";
const filesHelp = "where source files are, for a manifest without defaults.files, such as oss://videos/";

function addCheck(program: Command, terminal: Terminal): void {
  const command = program
    .command("check")
    .summary("check manifests of covers")
    .description(
      "Checks manifests of covers, YAML or JSON, with all that they include. Prints each problem as file:line:column: message, and exits with 1 if there is any. Makes no request without --online.",
    )
    .argument("<manifest...>", "files to check")
    .option("--online", "also check that the videos exist and that the pictures can be loaded")
    .option("--files <base>", filesHelp)
    .option("--root <folder>", rootHelp)
    .option("--upload", "accept pictures without baseUrl, because the program uploads them");
  addServiceOptions(command, "region of videos for which a manifest names none").action(
    async (manifests: string[], options: CheckOptions) => {
      const { runCheck } = await import("./checkCommand.js");
      await runCheck(manifests, options, terminal);
    },
  );
}

function addDoctor(program: Command, terminal: Terminal): void {
  const command = program
    .command("doctor")
    .summary("show which credentials, region and endpoint are used here, and whether they work")
    .description(
      "Shows which credentials, region and endpoint pulumi-mediacover uses here and where they come from, and makes one harmless read to prove that they work. Prints no secret. Exits with 0 if the service answers, with 1 if something is wrong.",
    )
    .option("--media-id <id>", "video to read (default: one that does not exist)", mediaId);
  addServiceOptions(command, "region to read in").action(async (options: DoctorOptions) => {
    const { runDoctor } = await import("./doctorCommand.js");
    await runDoctor(options, terminal);
  });
}

function addEmulator(program: Command, terminal: Terminal): void {
  program
    .command("emulator")
    .summary("run a local stand-in for ApsaraVideo Media Processing")
    .description(
      "Runs a local stand-in for ApsaraVideo Media Processing, to try covers without an account. Prints its address and the configuration to paste, and runs until Ctrl-C. In a browser, the address shows the covers as they change.",
    )
    // After the version of the API, 2014-06-18.
    .option("--port <n>", "port on 127.0.0.1; 0 takes any free one", wholeNumber(65_535), 20_618)
    .option(
      "--seed <file>",
      "videos to begin with: a JSON array of {mediaId, title, fileUrl, cover, region}; only mediaId is required, and other keys are ignored (default: none)",
    )
    .option(
      "--data <file>",
      "keep the videos in this file; if it exists, it wins over --seed (default: in memory)",
    )
    .option(
      "--pictures <folder>",
      "serve <bucket>/<key> of this folder as OSS does, at /oss/<bucket>/<key>; the page shows these pictures and draws the missing ones (default: none)",
    )
    .option("--qps <n>", "calls a second of each operation (default: 100, as the service)", wholeNumber())
    .addOption(
      new Option("--window <window>", "how the calls of a second are counted")
        .choices(["fixed", "sliding"])
        .default("sliding"),
    )
    .option("--latency <ms>", "how long every call takes", wholeNumber(), 0)
    .option("--region <region>", "where the videos are", "cn-hangzhou")
    .option(
      "--access-key <id:secret>",
      "access key that is let in; repeatable (default: testid:testsecret)",
      accessKey,
    )
    .action(async (options: EmulatorCommandOptions) => {
      const { runEmulator } = await import("./emulatorCommand.js");
      await runEmulator(options, terminal);
    });
}

function addExport(program: Command, terminal: Terminal): void {
  const command = program
    .command("export")
    .summary("write a manifest of the covers that videos have")
    .description(
      "Writes a sorted manifest of the covers that videos have now, or a file for `pulumi import`, so that an existing library comes under management as it is. Reads ten videos with one call.",
    )
    .addOption(
      new Option("--ids <id...>", "videos by their ids, separated by spaces or commas").conflicts([
        "files",
        "fromStdin",
      ]),
    )
    .addOption(
      new Option(
        "--files <file...>",
        "videos by their source files, http: URLs or oss://<bucket>/<object>; the manifest then refers to them by file, so that it fits other regions and accounts",
      ).conflicts("fromStdin"),
    )
    .option(
      "--from-stdin",
      "read ids or files from the standard input, one a line; lines that begin with # are comments",
    )
    .addOption(
      new Option(
        "--format <format>",
        "import is for `pulumi import --file` with the packaged provider: a resource for each video, named after its title",
      )
        .choices(["manifest", "import"])
        .default("manifest"),
    )
    .option("-o, --out <file>", "file to write; - is the standard output (default)");
  addServiceOptions(command, "region of the videos").action(async (options: ExportOptions) => {
    const { runExport } = await import("./exportCommand.js");
    await runExport(options, terminal);
  });
}

function addReport(program: Command, terminal: Terminal): void {
  program
    .command("report")
    .summary("show the covers of a preview, a stack or a manifest as pictures")
    .description(
      "Shows covers as pictures, before and after side by side: what a preview would change, what a stack's state has, or what a manifest declares. Give at least one of --preview, --stack and --manifest. A preview that changes no cover makes a report that says so; one that failed is reported as far as it got, with its errors.",
    )
    .addOption(
      new Option(
        "--preview [file]",
        "output of `pulumi preview --json`; - is the standard input; without a file, the command is run here",
      ).conflicts("stack"),
    )
    .option(
      "--stack [file]",
      "output of `pulumi stack export`; - is the standard input; without a file, the command is run here",
    )
    .option(
      "--manifest <file...>",
      "manifests; beside --preview or --stack, they say where the pictures behind URLs are on this machine",
    )
    .option("-o, --out <file>", "file to write; - is the standard output (default)")
    .addOption(
      new Option(
        "--format <format>",
        "md is Markdown for a comment on a pull request, at most 65,536 characters (default: md if the file's name ends in .md, else html)",
      ).choices(["html", "md"]),
    )
    .option(
      "--fetch",
      "load pictures from their hosts: at most 20 MiB and 10 s each, 16 at once, without following redirects, never from private or loopback addresses (default: local pictures only)",
    )
    .option(
      "--allow-private",
      "with --fetch: also from private and loopback addresses, as of an intranet or the emulator",
    )
    .option(
      "--link",
      "show remote pictures from where they are, instead of embedding them: the reader's browser loads them",
    )
    .option("--root <folder>", rootHelp)
    .option("--files <base>", filesHelp)
    .addHelpText(
      "after",
      `
Secrets are shown as [secret]. If the package sharp is installed, pictures are
embedded as thumbnails; otherwise those up to 64 KiB are embedded as they are.`,
    )
    .action(async (options: ReportOptions) => {
      const { runReport } = await import("./reportCommand.js");
      await runReport(options, terminal);
    });
}

function addSchema(program: Command, terminal: Terminal): void {
  program
    .command("schema")
    .summary("print the JSON Schema of manifests, for editors")
    .description(
      "Prints the JSON Schema of manifests. The package has it as pulumi-mediacover/manifest.schema.json, too.",
    )
    .action(async () => {
      const { manifestJsonSchema } = await import("../provider/manifest/shape.js");
      terminal.print(JSON.stringify(manifestJsonSchema(), undefined, 2));
    });
}

/** Adds the options of every command that reaches the service: where its settings come from. */
function addServiceOptions(command: Command, regionHelp: string): Command {
  return command
    .option("--region <region>", `${regionHelp} (default: as for resources that name none)`, region)
    .option(
      "--config <key=value>",
      "configuration that wins over the stack's, e.g. alicloud:profile=prod; repeatable",
      keyValue,
    )
    .option("--no-stack", "do not ask pulumi for the configuration of a stack")
    .addHelpText(
      "after",
      `
Region, credentials and endpoint are looked for where a program would: in the
configuration of the stack that is selected in this folder (by running
\`pulumi config --json --show-secrets\`, if there is a Pulumi.yaml and pulumi is on
PATH), in the environment, and in files such as ~/.aliyun/config.json. Explicit
providers are not known: give their arguments with --config, and --no-stack.`,
    );
}
