// What the launchers start. Old versions of Node cannot even read the provider itself, so this file is in their language.
var version = process.versions.node.split(".").map(Number);
if (version[0] > 22 || (version[0] === 22 && version[1] >= 19)) {
  // From the second start on, this takes half of the time and less memory. The engine ends this process without a warning,
  // after which it is too late to write the cache.
  var nodeModule = require("node:module");
  nodeModule.enableCompileCache();
  require("./provider.cjs");
  nodeModule.flushCompileCache();
} else {
  console.error(
    "the mediacover provider needs Node.js 22.19 or later, and `node` on PATH is " +
      process.versions.node +
      ": put a newer one first",
  );
  process.exitCode = 1;
}
