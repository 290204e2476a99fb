// `npm run release:plugin`: the packaged provider as archives for `pulumi plugin install`, in `dist/release`.
import { copyFileSync, mkdirSync, readFileSync, rmSync, cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { runProcess } from "../../test/support/childProcess.ts";

const root = resolve(import.meta.dirname, "../..");
const target = join(root, "dist/release");
const staged = join(target, "files");

/** Names of Pulumi's plugin server. The content is the same for all: Node.js on the user's machine runs it. */
const platforms = ["linux", "darwin", "windows"].flatMap((os) =>
  ["amd64", "arm64"].map((cpu) => `${os}-${cpu}`),
);

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

rmSync(target, { recursive: true, force: true });
mkdirSync(staged, { recursive: true });
for (const file of ["pulumi-resource-mediacover", "pulumi-resource-mediacover.cmd", "LICENSE"])
  copyFileSync(join(root, file), join(staged, file));
cpSync(join(root, "dist/plugin"), join(staged, "dist/plugin"), { recursive: true });
const [first = "", ...others] = platforms.map((platform) =>
  join(target, `pulumi-resource-mediacover-v${version}-${platform}.tar.gz`),
);
await runProcess("tar", ["-czf", first, "-C", staged, "--owner=0", "--group=0", "."]);
for (const other of others) copyFileSync(first, other);
rmSync(staged, { recursive: true });
console.log([first, ...others].join("\n"));
