import { setFlagsFromString } from "node:v8";

/**
 * Has the garbage collected sooner, instead of asking the system for more memory: by default V8 lets the space for new
 * objects grow to 130 MB in a run of 10,000 covers, of which a few are in use. Both flags only say when to collect, and
 * V8 asks for them at each collection (Node 22, 24 and 26), so that they may be set while it runs.
 */
export function collectSooner(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=10");
}
