import { inspect } from "node:util";

/** All that anybody could print of an error: fields that are hidden or inherited, getters, causes, what JSON makes of it. */
export function everythingOf(error: unknown): string {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const walk = (value: unknown): void => {
    texts.push(String(value));
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    texts.push(
      inspect(value, { showHidden: true, depth: Infinity, getters: true, maxStringLength: Infinity }),
    );
    for (let owner: unknown = value; owner instanceof Error; owner = Object.getPrototypeOf(owner)) {
      for (const name of Object.getOwnPropertyNames(owner)) walk(Reflect.get(owner, name, value));
    }
  };
  walk(error);
  return texts.join("\n");
}
