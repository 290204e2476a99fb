import { describeOldNode } from "./nodeVersion";

/** Imported first, before anything that an old Node.js cannot load: its own error would name one of our dependencies. */
const problem = describeOldNode(process.versions.node, process.execPath);
if (problem !== undefined) {
  const error = new Error(problem);
  // The sentence is enough: the stack is that of whoever imports us.
  error.stack = problem;
  throw error;
}
