/** Roughly what a user would see. */

import type { RunResult, StepOp } from "./stack.ts";
import { isSecret } from "./properties.ts";

const symbols: Partial<Record<StepOp, string>> = {
  same: " ",
  create: "+",
  update: "~",
  delete: "-",
  replace: "+-",
  "create-replacement": "++",
  "delete-replaced": "--",
  read: ">",
  refresh: "~",
};

/** Steps, messages, outputs and the summary line. */
export function renderText(kind: string, result: Omit<RunResult, "text">): string {
  const steps = result.steps.map(({ op, type, name, diff = [], failed }) => {
    const changed = diff.length > 0 ? ` [diff: ~${diff.join(",")}]` : "";
    return ` ${(symbols[op] ?? op).padEnd(2)} ${type} ${name} ${op}${failed === true ? " failed" : ""}${changed}`;
  });
  const messages = result.diagnostics
    .filter(({ severity }) => severity !== "debug")
    .map(({ severity, message }) => (severity.startsWith("info") ? message : `${severity}: ${message}`));
  const outputs = Object.entries(result.outputs).map(
    ([key, value]) => `${key}: ${isSecret(value) ? "[secret]" : JSON.stringify(value)}`,
  );
  const summary = Object.entries(result.changes).map(([op, count]) => `${count} ${op}`);
  const sections: [string, string[]][] = [
    [`${kind}${result.succeeded ? "" : " failed"}`, steps],
    ["Diagnostics", messages],
    ["Outputs", outputs],
    ["Resources", summary],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${title}:\n${lines.map((line) => `  ${line}`).join("\n")}\n`)
    .join("\n");
}
