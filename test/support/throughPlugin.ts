import type { OpenStack } from "../engine/harness/stack.ts";
import { root } from "./lockFile.ts";

/** Opens stacks whose programs use the packaged provider: the same programs with another import. */
export const throughPlugin =
  (open: OpenStack): OpenStack =>
  (options) =>
    open({
      ...options,
      plugins: { mediacover: root, ...options.plugins },
      env: { ...options.env, MEDIACOVER_ENTRY: "pulumi-mediacover/plugin" },
    });
