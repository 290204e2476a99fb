import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/index";
import type {
  OpenStack,
  PropertyMap,
  RunResult,
  Severity,
  Stack,
  StackOptions,
} from "../engine/harness/stack";

/** The types under which our resources are in users' states. */
const mediaCoverType = "pulumi-nodejs:dynamic/mediacover:MediaCover";
export const mediaCoverSetType = "pulumi-nodejs:dynamic/mediacover:MediaCoverSet";
export const coverSnapshotType = "pulumi-nodejs:dynamic/mediacover:CoverSnapshot";
const ourTypes: ReadonlySet<string> = new Set([
  coverSnapshotType,
  "mediacover:index:CoverSnapshot",
  mediaCoverType,
  mediaCoverSetType,
  "mediacover:index:MediaCover",
  "mediacover:index:MediaCoverSet",
]);

/**
 * One resource of the test program, a set where it has `covers`, a snapshot where it has a `bucket`: its arguments, and what
 * the program does with them.
 */
export interface DeclaredCover extends Record<string, unknown> {
  /** Makes it a set, also without `covers`. */
  isSet?: true;
  /** Of a snapshot: the video whose cover it becomes, by a resource of its own. */
  coverOf?: string;
  /**
   * Resource options; an `id` makes it a `.get`. `provider` is the name of a declared one, and so is `inside`: that of a
   * component that the resource is a child of.
   */
  opts?: Record<string, unknown>;
}

/** A value that another resource of the program gives: unknown in a preview before that exists. */
export const output = (value: unknown): object => ({ $output: value });

/** A value that the program marks as a secret. */
export const secret = (value: string): object => ({ $secret: value });

/** A Pulumi project with the covers that a test declares, against an emulator of its own. */
export interface Project {
  stack: Stack;
  emulator: Emulator;
  programDir: string;
  /**
   * Writes the program anew.
   *
   * @param providers Arguments of explicit providers by their names.
   */
  declare(covers: Record<string, DeclaredCover>, providers?: Record<string, object>): void;
}

/** Options of a project; all have a default. */
export interface ProjectOptions {
  emulator?: EmulatorOptions;
  stack?: Partial<StackOptions>;
  /** Configuration instead of the working one. */
  config?: Record<string, string>;
  /** The program's folder. Default: a new one that uses this package as a linked one. */
  programDir?: string;
  /** The text of the program, JavaScript. Default: one that declares the covers of `declare`. */
  program?: string;
}

/** The credentials that the emulator lets in. */
export const workingKeys = { "alicloud:accessKey": "testid", "alicloud:secretKey": "testsecret" };

/**
 * Opens a project; it is closed with the test.
 *
 * @param open The engine that runs it.
 */
export async function openProject(open: OpenStack, options: ProjectOptions = {}): Promise<Project> {
  const emulator = await startEmulator(options.emulator);
  onTestFinished(() => emulator.close());
  const programDir = options.programDir ?? linkedProgramDir(options.program);
  const stack = await open({
    programDir,
    projectName: "covers",
    typescript: false,
    config: {
      "mediacover:endpoint": emulator.url,
      "alicloud:region": "cn-hangzhou",
      ...(options.config ?? workingKeys),
    },
    ...options.stack,
    // For explicit providers, which see nothing of the stack's configuration.
    env: { ...withoutCredentials, MEDIACOVER_ENDPOINT: emulator.url, ...options.stack?.env },
  });
  onTestFinished(() => stack.close());
  const declare: Project["declare"] = (covers, providers = {}) =>
    writeFileSync(join(programDir, "covers.json"), JSON.stringify({ covers, providers }));
  return { stack, emulator, programDir, declare };
}

/** No test looks for credentials in the machine's environment, files or metadata service. */
const withoutCredentials = {
  HOME: join(tmpdir(), "no-such-home"),
  ALICLOUD_REGION: "",
  ALICLOUD_ACCESS_KEY: "",
  ALICLOUD_PROFILE: "",
  ALICLOUD_SHARED_CREDENTIALS_FILE: "",
  ALICLOUD_CREDENTIALS_URI: "",
  ALICLOUD_ECS_ROLE_NAME: "",
  ALIBABA_CLOUD_REGION: "",
  ALIBABA_CLOUD_PROFILE: "",
  ALIBABA_CLOUD_CREDENTIALS_FILE: "",
  ALIBABA_CLOUD_ECS_METADATA: "",
  ALIBABA_CLOUD_ACCESS_KEY_ID: "",
  ALIBABA_CLOUD_CREDENTIALS_URI: "http://127.0.0.1:1/",
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
};

/** A folder with the test program, which goes away with the test. */
function newProgramDir(text: string | undefined): string {
  const programDir = mkdtempSync(join(tmpdir(), "covers-"));
  onTestFinished(() => rmSync(programDir, { recursive: true, force: true }));
  writeProgram(programDir, text);
  return programDir;
}

/** Writes the test program, or another one, into a folder. */
export function writeProgram(programDir: string, text: string = program): void {
  writeFileSync(
    join(programDir, "package.json"),
    JSON.stringify({ name: "test-program", private: true, main: "index.js" }),
  );
  writeFileSync(join(programDir, "index.js"), text);
}

/** A folder with a program that uses this package as a linked one; goes away with the test. */
export function linkedProgramDir(text?: string): string {
  const programDir = newProgramDir(text);
  symlinkSync(resolve(import.meta.dirname, "../../node_modules"), join(programDir, "node_modules"));
  return programDir;
}

const program = `
const pulumi = require("@pulumi/pulumi");
const { CoverSnapshot, MediaCover, MediaCoverSet, Provider } = require(process.env.MEDIACOVER_ENTRY || "pulumi-mediacover");
const declared = JSON.parse(require("node:fs").readFileSync(__dirname + "/covers.json", "utf8"));

class Upload extends pulumi.dynamic.Resource {
  constructor(name, url) {
    const provider = { create: async ({ url }) => ({ id: "upload", outs: { url } }), update: async (id, olds, { url }) => ({ outs: { url } }) };
    super(provider, name, { url });
  }
}
function input(name, value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if (value.$secret !== undefined) return pulumi.secret(value.$secret);
  if (value.$output !== undefined) return new Upload(name, value.$output).url;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, input(name + "-" + key, each)]));
}
const providers = Object.fromEntries(
  Object.entries(declared.providers).map(([name, args]) => [name, new Provider(name, input(name, args))]),
);
function optionsOf(name, opts) {
  if (opts?.inside) return { parent: new pulumi.ComponentResource("test:Part", name + "-part", {}, { providers: [providers[opts.inside]] }) };
  return opts?.provider ? { ...opts, provider: providers[opts.provider] } : opts;
}
for (const [name, { opts: declaredOpts, isSet, coverOf, ...given }] of Object.entries(declared.covers)) {
  const opts = optionsOf(name, declaredOpts);
  const args = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, input(name + "-" + key, value)]));
  if (given.bucket !== undefined) {
    const frame = new CoverSnapshot(name, args, opts);
    exports[name] = frame.coverUrl;
    if (coverOf) new MediaCover(name + "-cover", { mediaId: coverOf, coverUrl: frame.coverUrl }, opts);
    continue;
  }
  if (isSet || given.covers !== undefined) {
    const set = new MediaCoverSet(name, args, opts);
    exports[name] = set.covers;
    exports["count of " + name] = set.count;
    continue;
  }
  const cover = opts?.id === undefined ? new MediaCover(name, args, opts) : MediaCover.get(name, opts.id);
  exports[name] = cover.coverUrl;
  exports["title of " + name] = cover.title;
}
`;

/** What happened to covers and sets, in order: "create trailer". */
export function stepsOf(result: RunResult): string[] {
  return result.steps
    .filter(({ type }) => ourTypes.has(type))
    .map(
      ({ op, name, diff }) =>
        // Of a resource that stays as it is, the CLI notes which arguments are spelt in another way, and shows nothing.
        `${op} ${name}${op === "same" || diff === undefined || diff.length === 0 ? "" : ` [${diff.join()}]`}`,
    );
}

/** What the user is told went wrong. */
export function errorsOf(result: RunResult): string {
  return messagesOf(result, "error");
}

/** What the user is told. */
export function messagesOf({ diagnostics }: RunResult, severity: Severity): string {
  return diagnostics
    .filter((diagnostic) => diagnostic.severity === severity)
    .map(({ message }) => message)
    .join("\n");
}

/** Calls by operation since the emulator was last asked for them. */
export function newCalls({ requests }: Emulator): Record<string, number> {
  const calls = { ...requests.countByAction() };
  requests.clear();
  return calls;
}

/** The provider's text that Pulumi stores of the first resource of a type, in its inputs and in its outputs alike. */
export async function storedText({ stack }: Project, ofType = mediaCoverType): Promise<unknown> {
  const { resources } = await stack.checkpoint();
  const resource = resources.find(({ type }) => type === ofType);
  expect(resource?.inputs["__provider"]).toBe(resource?.outputs["__provider"]);
  return resource?.outputs["__provider"];
}

/** The recorded outputs of a cover or a set, without the provider's text. */
export async function recordedOutputs(stack: Stack, name: string): Promise<PropertyMap | undefined> {
  const { resources } = await stack.checkpoint();
  const found = resources.find(
    (resource) => ourTypes.has(resource.type) && resource.name === name && resource.delete !== true,
  );
  if (found === undefined) return undefined;
  const { __provider, ...outputs } = found.outputs;
  return outputs;
}
