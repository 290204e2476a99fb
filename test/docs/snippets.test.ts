import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { type Emulator, startEmulator } from "../../emulator/index";
import schema from "../../provider/plugin/schema.json";
import { runProcess } from "../support/childProcess";
import { type InProcessOutcome, runInProcess, startInProcess } from "../support/commandInProcess";
import { png } from "../support/pictures";
import { linkedProgramDir } from "../support/project";
import { temporaryFolder } from "../support/temporaryFolder";
import { allPages, commandsIn, placeOf, readPage, root, type Snippet, snippetsOf, userPages } from "./pages";
import { manifestProblems } from "./manifestProblems";

const snippets = userPages.flatMap(snippetsOf);
const ofLanguage = (language: string): [string, Snippet][] =>
  snippets.filter((snippet) => snippet.language === language).map((snippet) => [placeOf(snippet), snippet]);

describe("a snippet", () => {
  it("is in a language that is checked here", () => {
    const languages = new Set(snippets.map(({ language }) => language));
    expect([...languages].toSorted()).toEqual(["console", "json", "sh", "text", "ts", "yaml"]);
  });

  it("in TypeScript compiles, with the names that the pages take for granted", async () => {
    const folder = linkedProgramDir();
    for (const [, snippet] of ofLanguage("ts")) {
      const name = `${snippet.page.replaceAll(/\W/g, "-")}-line-${snippet.line}.mts`;
      writeFileSync(join(folder, name), `${snippet.text}\nexport {};\n`);
    }
    writeFileSync(join(folder, "given.d.ts"), given);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2024",
      lib: ["es2024"],
      types: ["node"],
      skipLibCheck: true,
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["."] }));
    const compiler = join(root, "node_modules/typescript7/bin/tsc");
    expect((await runProcess(process.execPath, [compiler, "-p", folder])).output).toBe("");
  });

  it.each(ofLanguage("json"))("in JSON can be read: %s", (_place, { text }) => {
    expect(JSON.parse(text)).toBeTypeOf("object");
  });

  it.each(ofLanguage("yaml"))("in YAML has keys that there are: %s", (_place, { text }) => {
    const content: unknown = parse(text);
    const problems = isManifest(content) ? manifestProblems(text) : unknownNames(Object(content));
    expect(problems).toEqual([]);
  });
});

/** What snippets use without saying where it comes from. */
const given = `
declare const mediaId: string;
declare const coverUrl: string;
declare const mediacover: typeof import("pulumi-mediacover");
declare const alicloud: typeof import("@pulumi/alicloud");
declare const uploadPictures: typeof import("pulumi-mediacover/oss").uploadPictures;
declare const readFileSync: typeof import("node:fs").readFileSync;
declare const expect: typeof import("vitest").expect;
declare const onTestFinished: typeof import("vitest").onTestFinished;
`;

const isManifest = (content: unknown): boolean =>
  typeof content === "object" && content !== null && "covers" in content;

/** Types, arguments and functions of a YAML program that the packaged provider does not have. */
function unknownNames(content: {
  resources?: Record<string, { type: string; properties?: unknown }>;
  variables?: Record<string, { "fn::invoke": { function: string; arguments?: object } }>;
}): string[] {
  const ours = [
    ...Object.values(content.resources ?? {}).map(({ type, properties = {} }) => ({
      token: type,
      known: type.startsWith("pulumi:providers:")
        ? schema.provider.inputProperties
        : inputsOf(schema.resources, type),
      names: typeof properties === "object" && properties !== null ? Object.keys(properties) : [],
    })),
    ...Object.values(content.variables ?? {}).map(
      ({ "fn::invoke": { function: token, arguments: args } }) => ({
        token,
        known: inputsOf(schema.functions, token),
        names: Object.keys(args ?? {}),
      }),
    ),
  ];
  return ours.flatMap(({ token, known, names }) =>
    names.filter((name) => !Object.hasOwn(known, name)).map((name) => `${token} has no ${name}`),
  );
}

/** The arguments of `mediacover:MediaCover`, whose token in the schema has a module. */
function inputsOf(kinds: object, token: string): object {
  const [, kind] =
    Object.entries(kinds).find(([each]) => each.replace(":index:", ":") === token.replace(":index:", ":")) ??
    [];
  const { inputProperties, inputs } = Object(kind);
  return inputProperties ?? inputs?.properties ?? {};
}

/** A sample of what Pulumi printed, with pictures that nobody serves. */
const fixture = (name: string): string =>
  readFileSync(join(root, `test/fixtures/pulumi/${name}.json`), "utf8").replaceAll(
    /http:\/\/[\w.-]+\//g,
    "http://127.0.0.1:1/",
  );

/** Everything that a command of a page finds in its folder. */
async function openFolder(): Promise<{
  folder: string;
  environment: Record<string, string>;
  emulator: Emulator;
}> {
  const folder = temporaryFolder("documented");
  const files = ["trailer", "keynote", "intro"].map(
    (name) => `http://videos.oss-cn-hangzhou.aliyuncs.com/${name}.mp4`,
  );
  const ids = files.map((_file, index) => `6cc3aa66d1cb4bb2adf14e726c0a000${index + 1}`);
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  for (const index of ids.keys()) write(`pictures/covers/${index}.png`, png(640, 360));
  const emulator = await startEmulator({ pictures: join(folder, "pictures") });
  onTestFinished(() => emulator.close());
  const urlOf = (index: number): string => `${emulator.url}/oss/covers/${index}.png`;
  const seed = ids.map((mediaId, index) => ({ mediaId, fileUrl: files[index] ?? "", cover: urlOf(index) }));
  for (const media of seed) emulator.media.add(media);
  const covers = seed.map(({ mediaId, cover }) => ({ mediaId, url: cover }));
  write("Pulumi.yaml", "name: documented\nruntime: nodejs\n");
  write("covers.yaml", JSON.stringify({ covers }));
  write("catalogue.yaml", JSON.stringify({ covers: [{ file: "trailer.mp4", url: urlOf(0) }] }));
  for (const name of ["library.json", "videos.json"]) write(name, JSON.stringify(seed));
  write("ids.txt", `# trailers\n${ids.join("\n")}\n`);
  write("preview.json", fixture("preview-changes"));
  write("stack.json", fixture("stack-failed"));
  const environment = {
    MEDIACOVER_ENDPOINT: emulator.url,
    ALICLOUD_REGION: "cn-hangzhou",
    ALICLOUD_ACCESS_KEY: "testid",
    ALICLOUD_SECRET_KEY: "testsecret",
    PATH: folder,
  };
  return { folder, environment, emulator };
}

const commands = userPages.flatMap((page) =>
  snippetsOf(page).flatMap((snippet) =>
    commandsIn(snippet).map((command) => ({ command, place: placeOf(snippet) })),
  ),
);
/** Those within sentences, too. */
const mentioned = allPages.flatMap(({ text, path }) =>
  [...text.matchAll(/`(npx mediacover (?:doctor|schema|[a-z]+ [^`…]+))`/g)].map(([, command = ""]) => ({
    command,
    place: path,
  })),
);
const isOurs = ({ command }: { command: string }): boolean => command.startsWith("npx mediacover ");
const ours = [
  ...new Map([...commands, ...mentioned].filter(isOurs).map((each) => [each.command, each])).values(),
];

describe("a command of a page", () => {
  it.each(ours)("runs, and ends well: $command ($place)", async ({ command }) => {
    const { folder, environment } = await openFolder();
    const [line = "", inputFile] = command.split(" < ");
    const words = line.split(/\s+/).slice(2);
    const options = {
      cwd: folder,
      environment,
      ...(inputFile !== undefined && { input: readFileSync(join(folder, inputFile)) }),
    };
    const outcome =
      words[0] === "emulator" ? await runEmulator(words, options) : await runInProcess(words, options);
    expect(outcome).toMatchObject({ code: 0, errors: expect.not.stringContaining("Add --help for usage") });
  });

  it("is one of a tool that the page may expect", () => {
    const tools = new Set(commands.map(({ command }) => command.split(" ").slice(0, 1).join(" ")));
    expect([...tools].toSorted()).toEqual(["npm", "npx", "pulumi"]);
  });

  it("that is an npm script is in package.json", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const named = allPages.flatMap(({ text }) =>
      [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name = ""]) => name),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it("shows of `doctor` what it prints", async () => {
    const { folder, environment } = await openFolder();
    const { output } = await runInProcess(["doctor"], { cwd: folder, environment });
    const shown = snippetsOf(readPage("docs/configuration.md")).find(({ text }) =>
      text.startsWith("$ npx mediacover doctor\n"),
    );
    expect(labelsIn(output)).toEqual(expect.arrayContaining(labelsIn(shown?.text ?? "")));
    expect(labelsIn(shown?.text ?? "").length).toBeGreaterThan(5);
  });
});

/** What begins the lines of `doctor`. */
const labelsIn = (text: string): string[] =>
  text.split("\n").flatMap((line) => /^([a-z][a-z ]*[a-z])(?: {2}|:$)/.exec(line)?.[1] ?? []);

/** Runs the emulator on a free port for a moment. */
async function runEmulator(
  words: readonly string[],
  options: Parameters<typeof startInProcess>[1],
): Promise<InProcessOutcome> {
  const command = startInProcess([...words, "--port", "0"], options);
  await command.lines(1);
  return command.stop();
}
