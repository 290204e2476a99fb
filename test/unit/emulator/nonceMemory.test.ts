import { expect, it } from "vitest";
import { NonceMemory } from "../../../emulator/gateway/nonceMemory.ts";

const windowMs = 15 * 60 * 1000;

it("a nonce is fresh once, for each key", () => {
  const memory = new NonceMemory();
  expect(memory.remember("one", "n", 0)).toBe(true);
  expect(memory.remember("one", "n", 1)).toBe(false);
  expect(memory.remember("two", "n", 1)).toBe(true);
});

it("a nonce is fresh again after 15 minutes, counted from its first use", () => {
  const memory = new NonceMemory();
  memory.remember("key", "n", 0);
  expect(memory.remember("key", "n", windowMs)).toBe(false);
  expect(memory.remember("key", "n", windowMs + 1)).toBe(true);
});

it("beyond 200,000 the oldest are forgotten, one for each that comes", () => {
  const memory = new NonceMemory();
  for (let nonce = 0; nonce <= 200_000; nonce += 1) {
    memory.remember("key", String(nonce), 0);
  }
  expect(memory.remember("key", "1", 0)).toBe(false);
  expect(memory.remember("key", "200000", 0)).toBe(false);
  expect(memory.remember("key", "0", 0)).toBe(true);
});
