import { cellsOf } from "./cells";
import { expectedOutcome, type FaultClass, faultClasses, type Outcome, type Place } from "./faults";
import { operations } from "./operations";

/** The matrix as people read it: docs/faults.md. */

const signs: Readonly<Record<Outcome, string>> = { right: "✓", error: "✗", gone: "gone" };

const introduction = `# Faults

What each fault of the service or the network leads to, in each step of a resource. For example, if the service fails three times
while a cover is created, the cover is still created. If it fails every time, \`pulumi up\` reports it:

\`\`\`text
| the service fails | ✓ / ✓ / ✗ |
\`\`\`

A cell says how a step ends if the fault happens once / three times / always:

- ✓: as if nothing had happened.
- ✗: with an error that names the video, and what to do. What is recorded stays true, and the next run repairs what failed.
- gone: the service says that the video does not exist, and the provider believes it. Create and update fail, a refresh drops the
  cover, and a delete has nothing left to do.

A column says which call the fault happens to, and in which steps. "look" is the read (QueryMediaList), which also comes before each
write. "write" is UpdateMediaCover. Of a CoverSnapshot, "submit" is SubmitSnapshotJob, and "poll" is QuerySnapshotJobList, with
a video that takes the service more than five seconds. "pipeline" is QueryPipelineList, for a job that has not begun after 15 s: it
only tells why, so the job is waited for whatever becomes of it.

\`npm test\` plays one fault of each row, \`npm run test:long\` all of them: with the real client, over a socket, against the emulator.
After each fault, the test compares the emulator's store with what is recorded: no cover is wrong, none is lost, and no output is
false, and each recorded picture shows its frame. Then the fault ends. The same step must now succeed, and after that make no call.

To change this page, edit \`test/faults/faults.ts\` and run \`npx vitest run test/faults/table.test.ts -u\`.
`;

/** The whole page. */
export function faultsPage(): string {
  const cells = operations.flatMap((operation) => cellsOf(operation, true));
  const tables = (["cover", "set", "snapshot", "lookup"] as const).map(
    (of) => `## ${headlines[of]}\n\n${outcomeTable(operations.filter((operation) => operation.of === of))}`,
  );
  return [
    introduction,
    `${cells.length.toLocaleString("en-US")} cells: ${operations.length} steps, ${countCauses()} faults, three repetitions.\n`,
    `## The faults\n\n${faultList()}`,
    ...tables,
    `## Crashes\n\n${crashes}`,
    `## What is left\n\n${rest}`,
  ].join("\n");
}

const headlines = {
  cover: "MediaCover",
  set: "MediaCoverSet, four covers",
  snapshot: "CoverSnapshot",
  lookup: "getMedia",
} as const;

const crashes = `After each of these, the same command succeeds, and the one after that makes no call:

- The provider's process is killed, in each step and at each point between two of its calls (\`test/engine/scenarios/crash.ts\`, on
  both engines): the run fails, and Pulumi may warn of a pending operation.
- The same with a snapshot, from the look at the video to the end of its job (\`test/engine/scenarios/snapshotCrash.ts\`): the next
  run takes that picture again, because nobody knows of the first, but no picture that is recorded.
- The CLI is killed: the next command asks for \`pulumi cancel\`, because the lock is still there (\`test/cli/crash.test.ts\`).
- Ctrl-C once: calls that are under way end and are recorded. Twice: the run ends at once.
- The disk is full while the state is written: the run fails and says so.
- The service goes away in the middle of a run and comes back within some seconds: the run continues.
`;

const rest = `- **A killed create.** If the process is killed after the write, and before Pulumi records it, the cover is right, and the next \`up\`
  adopts it. But the previous cover is not known any more, so \`onDelete: "restore"\` leaves ours. The same happens if the answer of the
  write and every look after it are lost.
- **A killed or failed update.** It may have taken effect. The same update again succeeds. But a program that reverts to the old URL
  declares what Pulumi has recorded, so no call is made. \`pulumi refresh\` shows the difference. A MediaCoverSet remembers which covers
  failed, and reads them.
- **A service that is wrong.** If it says that an existing video does not exist, a refresh drops the cover. The next \`up\` adopts it.
`;

const countCauses = (): number =>
  faultClasses.reduce((count, { causes }) => count + Object.keys(causes).length, 0);

function faultList(): string {
  const items = faultClasses.map(({ name, causes, expected }) => {
    const because = expected.map((expectation) => expectation.because).join("; ");
    const faults = Object.keys(causes).map((cause) => `\`${cause}\``);
    return `- **${name}**: ${because}.\n  ${faults.join(", ")}\n`;
  });
  return items.join("");
}

/** Steps with the same outcomes share a column, so that the table fits a phone. */
function outcomeTable(places: readonly Place[]): string {
  const columns = [...Map.groupBy(places, (place) => outcomesOf(place).join("|")).values()];
  return table([
    ["", ...columns.map(titleOf)],
    ...faultClasses.map(({ name }, row) => [
      name,
      ...columns.map(([place]) => (place ? (outcomesOf(place)[row] ?? "") : "")),
    ]),
  ]);
}

/** "write: create, update" */
function titleOf(places: readonly Place[]): string {
  return [...Map.groupBy(places, ({ call }) => call)]
    .map(([call, steps]) => `${call}: ${steps.map(({ step }) => step).join(", ")}`)
    .join("; ");
}

/** What becomes of a step, fault class by fault class. */
const outcomesOf = (place: Place): string[] =>
  faultClasses.map((faultClass) => outcomesAt(faultClass, place));

function outcomesAt(faultClass: FaultClass, place: Place): string {
  const outcomes = (["once", "thrice", "always"] as const).map(
    (repetition) => signs[expectedOutcome(faultClass, place, repetition)],
  );
  return new Set(outcomes).size === 1 ? (outcomes[0] ?? "") : outcomes.join(" / ");
}

/** A Markdown table as the formatter leaves it: the first row is its header. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_title, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |\n`;
  const [header = [], ...others] = rows;
  return [header, widths.map((width) => "-".repeat(width)), ...others].map(line).join("");
}
