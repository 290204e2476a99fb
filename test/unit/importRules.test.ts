import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** The rooms of `provider/`, from top to bottom: a file imports from its own room and from the floors below. */
const floors = [
  ["index.ts"],
  ["program", "dynamic", "plugin"],
  ["host"],
  ["manifest"],
  ["lookup", "lifecycle"],
  ["config"],
  ["credentials"],
  ["mps"],
  ["files"],
  ["cover"],
];
const pulumiRooms = ["program", "dynamic", "plugin", "host"];
const processRooms = [...pulumiRooms, "config"];

/** One file: its path from the repository's root, and what it imports, as such paths and names of packages. */
interface SourceFile {
  path: string;
  text: string;
  imports: readonly string[];
}

const provider = readSources("provider").filter(({ path }) => !path.includes("/schema/examples/"));
const emulator = readSources("emulator");

describe("the import rules", () => {
  it("let every file of provider/ import only from its own room and from those below", () => {
    expect(provider.length).toBeGreaterThan(100);
    const broken = eachImport(provider, (path, target) => {
      if (!/^(provider|emulator|cli|test)\//.test(target)) return undefined;
      const [room, other] = [roomOf(path), roomOf(target)];
      const isBelow = floorOf(room) >= 0 && floorOf(other) > floorOf(room);
      return room === other || isBelow ? undefined : `${room} must not import from ${other}`;
    });
    expect(broken).toEqual([]);
  });

  it("let manifests know nothing of the service: lookup/ asks it", () => {
    const broken = eachImport(provider, (path, target) =>
      roomOf(path) === "manifest" && target.startsWith("provider/mps/")
        ? "lookup/ asks the service"
        : undefined,
    );
    expect(broken).toEqual([]);
  });

  it("let no files of provider/, emulator/ and cli/ form a circle, not even by types", () => {
    expect(circles([...provider, ...emulator, ...readSources("cli")])).toEqual([]);
  });

  it("let only the program, the doors and the host import from Pulumi", () => {
    const broken = eachImport(provider, (path, target) =>
      target.startsWith("@pulumi/") && !pulumiRooms.includes(roomOf(path))
        ? `only ${pulumiRooms.join(", ")} import from Pulumi`
        : undefined,
    );
    expect(broken).toEqual([]);
  });

  it("let nothing below the host read `process`, but for the configuration", () => {
    const readers = provider.filter(
      ({ text, imports }) =>
        /^(?!\s*(?:\/?\*|\/\/)).*\bprocess\.\w/m.test(text) || imports.includes("node:process"),
    );
    const broken = readers.filter(({ path }) => !processRooms.includes(roomOf(path)));
    expect(readers.length).toBeGreaterThan(0);
    expect(broken.map(({ path }) => `${path}: only ${processRooms.join(", ")} read process`)).toEqual([]);
  });

  it("let the emulator import nothing of the provider that it is there to check, nor of Pulumi", () => {
    expect(emulator.length).toBeGreaterThan(20);
    const broken = eachImport(emulator, (_path, target) =>
      /^(?:emulator\/|node:|fast-xml-parser$|jpeg-js$|write-file-atomic$|zod$)/.test(target)
        ? undefined
        : "the emulator stands alone",
    );
    expect(broken).toEqual([]);
  });
});

function readSources(folder: string): SourceFile[] {
  const root = join(import.meta.dirname, "../..");
  const paths = globSync(`${folder}/**/*.ts`, { cwd: root }).map((path) => path.replaceAll("\\", "/"));
  return paths.map((path) => {
    const text = readFileSync(join(root, path), "utf8");
    // With those of types, of `import()` and of `require()`.
    const { importedFiles } = ts.preProcessFile(text, true, true);
    const imports = importedFiles.map(({ fileName }) => {
      if (!fileName.startsWith(".")) return fileName;
      const target = posix.join(posix.dirname(path), fileName.replace(/\.js$/, ""));
      return [`${target}.ts`, `${target}/index.ts`].find((file) => paths.includes(file)) ?? target;
    });
    return { path, text, imports };
  });
}

/** Each import that breaks a rule, as "file imports file: rule". */
function eachImport(
  files: readonly SourceFile[],
  brokenRule: (path: string, target: string) => string | undefined,
): string[] {
  return files.flatMap(({ path, imports }) =>
    imports.flatMap((target) => {
      const rule = brokenRule(path, target);
      return rule === undefined ? [] : [`${path} imports ${target}: ${rule}`];
    }),
  );
}

function circles(files: readonly SourceFile[]): string[] {
  const imports = new Map(files.map((file) => [file.path, file.imports]));
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): string[] => {
    if (way.includes(path)) {
      return [`${[...way.slice(way.indexOf(path)), path].join(" imports ")}: files must not form a circle`];
    }
    if (done.has(path)) return [];
    const found = (imports.get(path) ?? []).flatMap((target) => visit(target, [...way, path]));
    done.add(path);
    return found;
  };
  return files.flatMap(({ path }) => visit(path, []));
}

function roomOf(path: string): string {
  const [folder = "", room = ""] = path.split("/");
  return folder === "provider" ? room : folder;
}

function floorOf(room: string): number {
  return floors.findIndex((rooms) => rooms.includes(room));
}
