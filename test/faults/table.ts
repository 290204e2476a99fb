import { cellsOf } from "./cells";
import { expectedOutcome, type FaultClass, faultClasses, type Outcome, type Place } from "./faults";
import { operations } from "./operations";

/** The matrix as people read it: docs/faults.md. */

const signs: Readonly<Record<Outcome, string>> = { right: "✓", error: "✗", gone: "gone" };

const introduction = `# Faults

What each fault of the service or the network leads to, in each step of a resource. For example, if the service fails three times
while a cover is created, the cover is created all the same; if it always fails, \`pulumi up\` says so:

\`\`\`text
| the service fails | ✓ / ✓ / ✗ |
\`\`\`

A field says what a step comes to when the fault happens once / three times / always:

- ✓ the right end, as if nothing had been.
- ✗ an error that names the video, and what to do. What is recorded stays true, and the next run repairs it: of a set, only what
  failed.
- gone: the service says that the video does not exist, and is believed. Creating and updating fail, a refresh drops the cover, and a
  delete has nothing left to do.

"look" is the read before each write (QueryMediaList), and "write" is UpdateMediaCover.

This page is made from the expectations in \`test/faults/faults.ts\` by \`npx vitest run test/faults/table.test.ts -u\`; do not edit it.
\`npm test\` plays one fault of each row, \`npm run test:long\` all of them: through the real client, over a socket, against the emulator.

After each fault, the service's own store is compared with what is recorded: no cover is wrong, none is lost, and no claim is false.
Then the fault ends. The same step again must lead to the right end, and once more must make no call.
`;

/** The whole page. */
export function faultsPage(): string {
  const cells = operations.flatMap((operation) => cellsOf(operation, true));
  const tables = (["cover", "set", "lookup"] as const).map(
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
  lookup: "getMedia",
} as const;

const crashes = `The same command again leads to the right end, and the one after that makes no call:

- The provider's process is killed, in each step and at each point between two of its calls (\`test/engine/scenarios/crash.ts\`, on
  both engines): the run fails, and Pulumi may warn of a pending operation.
- The CLI is killed: the next command asks for \`pulumi cancel\`, because the lock is still there (\`test/cli/crash.test.ts\`).
- Ctrl-C once: calls that are under way end and are recorded. Twice: the run ends at once.
- The disk is full while the state is written: the run fails and says so.
- The service is gone in the middle of a run and comes back within some seconds: the run continues.
`;

const rest = `A \`create\` that is killed between its write and the moment when Pulumi records it leaves the right cover, which the next \`up\`
adopts. But the cover before is lost: \`onDelete: "restore"\` then leaves ours. The same holds if every look after a write with lost
answers fails as well.

An \`update\` of a MediaCover that failed or was killed may have taken effect. The same update again ends well. But a program that reverts to
the old URL declares what Pulumi has recorded, so no call is made. \`pulumi refresh\` shows the difference, as Pulumi's warning of a
pending operation says. (A MediaCoverSet remembers which covers failed, and looks at them.)

If the service says wrongly that a video does not exist, it is believed: a refresh drops the cover, and the next \`up\` adopts it anew.
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

function outcomeTable(places: readonly Place[]): string {
  const header = ["", ...places.map(({ of, step, call }) => (of === "lookup" ? step : `${step}: ${call}`))];
  const rows = faultClasses.map((faultClass) => [
    faultClass.name,
    ...places.map((place) => outcomesAt(faultClass, place)),
  ]);
  return table([header, ...rows]);
}

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
