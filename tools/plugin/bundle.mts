import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { build } from "rolldown";

/**
 * Bundles the packaged provider into one file that needs nothing but Node, as the engine starts it without an `npm install`
 * of its own. Run after `tsc`.
 */

const root = resolve(import.meta.dirname, "../..");
const target = join(root, "dist/plugin");
const require = createRequire(import.meta.url);
const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi"));

const { output } = await build({
  input: join(root, "dist/provider/plugin/main.js"),
  platform: "node",
  resolve: {
    alias: {
      // The copy that belongs to the generated code of `@pulumi/pulumi`: two in one file would not take each other's objects.
      "@grpc/grpc-js": requireFromSdk.resolve("@grpc/grpc-js"),
      // Else there are two, as `require` and `import()` find different files.
      zod: require.resolve("zod"),
    },
  },
  logLevel: "warn",
  output: {
    file: join(target, "provider.cjs"),
    format: "cjs",
    codeSplitting: false,
    minify: true,
    // Node holds a text with a single character beyond Latin-1 in twice the memory.
    charset: "ascii",
  },
});
copyFileSync(join(import.meta.dirname, "main.cjs"), join(target, "main.cjs"));
writeFileSync(join(target, "licenses.txt"), licensesOf(output[0].moduleIds));

/** The licenses of the packages in the bundle, which ask to go along. */
function licensesOf(files: readonly string[]): string {
  const folders = new Set(files.map(packageFolder).filter((folder) => folder !== undefined));
  return [...folders]
    .toSorted()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
      return [
        `${name} ${version} (${license})`,
        ...texts.map((file) => readFileSync(join(folder, file), "utf8").trim()),
      ].join("\n\n");
    })
    .join(`\n\n${"-".repeat(80)}\n\n`);
}

/** The folder of the package that a file of node_modules belongs to. */
function packageFolder(file: string): string | undefined {
  if (!file.includes("/node_modules/")) return undefined;
  let folder = dirname(file);
  while (!existsSync(join(folder, "package.json")) || !/\/node_modules\/(@[^/]+\/)?[^/]+$/.test(folder))
    folder = dirname(folder);
  return folder;
}
