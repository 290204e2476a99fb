// `npm run lint`: what can be said of the sources without running them.
import { sideBySide } from "./sideBySide.mts";

await sideBySide({
  format: ["oxfmt", "--check"],
  lint: ["oxlint", "--type-aware", "--deny-warnings"],
  types: [process.execPath, "node_modules/typescript7/bin/tsc", "-p", "test", "--noEmit"],
  "dead code": ["knip"],
  spelling: ["cspell", "--no-progress", "--no-summary", "--quiet"],
});
