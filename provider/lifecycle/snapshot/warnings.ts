import type { Problem } from "../../cover/problem";
import { findReachProblems } from "../../cover/reach";
import { hasOddRatio } from "../../cover/snapshotRules";

/** What is allowed, but unlikely to be meant. Takes checked arguments. */
export function findWarnings(inputs: Readonly<Record<string, unknown>>): Problem[] {
  const { baseUrl, coverUrl, width, height } = inputs;
  const isServedElsewhere = typeof baseUrl === "string" && typeof coverUrl === "string";
  const reach = isServedElsewhere ? findReachProblems(coverUrl) : [];
  const problems = reach.map((problem) => ({ ...problem, path: ["baseUrl"] }));
  return hasOddRatio(width, height) ? [...problems, oddRatio(width, height)] : problems;
}

const oddRatio = (width: unknown, height: unknown): Problem => ({
  path: ["width"],
  rule: "and height make a picture with one side more than four times the other, so the service distorts the frame",
  got: `${String(width)} x ${String(height)}`,
  fix: "give one of the two, and the other follows from the video",
});
