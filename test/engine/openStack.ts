import type { OpenStack } from "./harness/stack";
import { openInProcessStack, openTestEngineStack } from "./harness/testEngineStack";

/** Opens stacks as the project of vitest.config.mts says: in this process, or with processes in `npm run test:all`. */
export const openStack: OpenStack =
  process.env["MEDIACOVER_STACKS"] === "processes" ? openTestEngineStack : openInProcessStack;
