// `npm run mutants`: breaks rules of the product on purpose, in a copy of the tree, and requires that the tests which
// guard them become red, and are green otherwise.
import { copyTree } from "./copyOfTree.ts";
import { breakRule } from "./mutate.ts";
import { type Mutation, mutations } from "./mutations.ts";

/** How many red tests of a mutant are named. */
const mostNamed = 3;

const copy = copyTree();
let survivors = 0;
try {
  const guards = [...new Set(mutations.flatMap((mutation) => mutation.guards))];
  copy.build();
  const red = copy.redTests(guards);
  if (red.length > 0) throw new Error(`red without any mutation:\n  ${red.join("\n  ")}`);
  console.log(`green without mutations: ${guards.length} files of tests`);
  for (const mutation of mutations) survivors += isKilled(mutation) ? 0 : 1;
} finally {
  copy.remove();
}
console.log(`${mutations.length - survivors} of ${mutations.length} mutants were noticed`);
process.exitCode = survivors === 0 ? 0 : 1;

/** Whether each file of tests that guards the rule has a test that is red. */
function isKilled(mutation: Mutation): boolean {
  const mend = breakRule(copy.folder, mutation);
  try {
    copy.build();
    const red = copy.redTests(mutation.guards);
    const silent = mutation.guards.filter((file) => !red.some((test) => test.startsWith(`${file}: `)));
    console.log(`${silent.length === 0 ? "noticed" : "SURVIVED"}: ${mutation.breaks} (${mutation.file})`);
    for (const test of red.slice(0, mostNamed)) console.log(`  red: ${test}`);
    if (red.length > mostNamed) console.log(`  and ${red.length - mostNamed} more`);
    for (const file of silent) console.log(`  STILL GREEN: ${file}`);
    return silent.length === 0;
  } finally {
    mend();
  }
}
