import { expect, it } from "vitest";
import { Locks } from "../../../provider/lifecycle/locks";

it("does work for one key in turn, for others at once, and goes on after work that failed", async () => {
  const locks = new Locks();
  const events: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = locks.hold("a", async () => {
    events.push("first begins");
    await gate.promise;
    events.push("first fails");
    throw new Error("first");
  });
  const second = locks.hold("a", async () => events.push("second"));
  await locks.hold("b", async () => events.push("other"));
  gate.resolve();
  await expect(first).rejects.toThrow("first");
  await second;
  expect(events).toEqual(["first begins", "other", "first fails", "second"]);
});

it("lets a third one wait for the second, though the first has ended", async () => {
  const locks = new Locks();
  const events: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = locks.hold("a", async () => events.push("first"));
  const second = locks.hold("a", async () => {
    await gate.promise;
    events.push("second");
  });
  await first;
  const third = locks.hold("a", async () => events.push("third"));
  await new Promise(setImmediate);
  gate.resolve();
  await Promise.all([second, third]);
  expect(events).toEqual(["first", "second", "third"]);
});
