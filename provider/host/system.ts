import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Chance, Clock } from "../mps/ports";

/** The machine's clock. */
export const systemClock: Clock = {
  date: () => new Date(),
  now: () => performance.now(),
  sleep: (delayMs) => sleep(delayMs),
};

/** Chance as the machine has it. */
export const systemChance: Chance = {
  random: Math.random,
  nonce: randomUUID,
};
