import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guarded } from "../../../provider/host/guard";

describe("a method of the provider", () => {
  it("makes a method return plain JSON without undefined, at any depth", async () => {
    const result = await guarded("read", () => ({
      id: "x",
      props: { a: undefined, b: [{ c: undefined, d: 1 }] },
    }));
    expect(result).toStrictEqual({ id: "x", props: { b: [{ d: 1 }] } });
  });

  it("lets a method return nothing", async () => {
    expect(await guarded("delete", () => undefined)).toBeUndefined();
  });

  it("makes a method reject with a plain Error without an id, whatever is thrown in it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.anything(),
          fc.string().map((message) => Object.assign(new Error(message), { id: "x" })),
        ),
        fc.boolean(),
        async (thrown, sync) => {
          const run = () => {
            if (sync) throw thrown;
            return Promise.reject(thrown);
          };
          const error: unknown = await guarded("create", run).catch((reason: unknown) => reason);
          expect(error).toBeInstanceOf(Error);
          expect(error).not.toHaveProperty("id");
          expect(Object.getPrototypeOf(error)).toBe(Error.prototype);
        },
      ),
    );
  });

  it("keeps the message of an error and drops its cause", async () => {
    const cause = new Error("hush");
    await expect(
      guarded("create", () => Promise.reject(new Error("no such media", { cause }))),
    ).rejects.toEqual(new Error("no such media"));
  });

  it("ends a method whose work does not end", async () => {
    await expect(
      guarded(
        "update",
        () => new Promise(() => {}),
        () => 5,
      ),
    ).rejects.toThrow("update of the mediacover provider did not end in 0.005 s");
  });
});
