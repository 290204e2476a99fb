import { expect, it } from "vitest";
import { readCall } from "../../../emulator/call.ts";
import { Requests } from "../../../emulator/requestLog.ts";

it("the log keeps the last 10,000 entries and counts all", () => {
  const requests = new Requests();
  const received = { method: "GET", path: "/", form: [], headers: {}, body: Buffer.alloc(0) };
  for (let number = 1; number <= 10_005; number += 1) {
    const call = readCall({ ...received, query: [["Action", "Ask"]] }, String(number), "cn-hangzhou");
    requests.begin(call, new Date(0), number * 1000)({ status: 200, code: "OK" });
  }
  expect(requests.entries).toHaveLength(10_000);
  expect(requests.entries[0]?.requestId).toBe("6");
  expect([requests.count(), requests.count("Ask"), requests.countByCode()]).toEqual([
    10_005,
    10_005,
    { OK: 10_005 },
  ]);
  expect(requests.peakPerSecond("Ask")).toBe(1);
});
