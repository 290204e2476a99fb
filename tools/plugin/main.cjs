// What the launchers start. Old versions of Node cannot even read the provider itself, so this file is in their language.
var version = process.versions.node.split(".").map(Number);
if (version[0] > 22 || (version[0] === 22 && version[1] >= 19)) {
  // The second start takes less time and memory than the first.
  require("node:module").enableCompileCache();
  require("./provider.cjs");
} else {
  console.error(
    "the mediacover provider needs Node.js 22.19 or later, and `node` on PATH is " +
      process.versions.node +
      ": put a newer one first",
  );
  process.exitCode = 1;
}
