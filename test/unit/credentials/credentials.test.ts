import { describe, expect, it } from "vitest";
import { invalid, valid } from "../../../provider/cover/problem";
import { type CredentialsSource, createCredentialsProvider } from "../../../provider/credentials/credentials";
import type { Credentials } from "../../../provider/mps/ports";
import { adviseWith, programWords } from "../../../provider/host/advice";
import { FakeClock } from "../../support/fakeClock";

const advise = adviseWith(programWords);

const key = (accessKeyId: string): Credentials => ({
  accessKeyId,
  accessKeySecret: `secret of ${accessKeyId}`,
});

/** A source that counts how often it is asked. */
function source(name: string, load: CredentialsSource["load"]): CredentialsSource & { asked: number } {
  const counting = {
    name,
    asked: 0,
    load: () => {
      counting.asked += 1;
      return load();
    },
  };
  return counting;
}

describe("credentials", () => {
  it("takes the credentials of the first source that has some", async () => {
    const clock = new FakeClock();
    const sources = [
      source("a", async () => invalid("not set")),
      source("b", async () => valid(key("B"))),
      source("c", async () => valid(key("C"))),
    ];
    const provider = createCredentialsProvider(sources, { clock, advise });
    expect(await clock.run(provider.get())).toEqual(key("B"));
    expect(sources.map(({ asked }) => asked)).toEqual([1, 1, 0]);
  });

  it("searches once, however many callers ask at first", async () => {
    const clock = new FakeClock();
    const slow = source("slow", async () => {
      await clock.sleep(1000);
      return valid(key("S"));
    });
    const provider = createCredentialsProvider([slow], { clock, advise });
    await clock.run(Promise.all(Array.from({ length: 40 }, () => provider.get())));
    expect(slow.asked).toBe(1);
  });

  it("asks a source again when its credentials are due for renewal", async () => {
    const clock = new FakeClock();
    const sts = source("sts", async () => valid({ ...key(`at ${clock.now()}`), renewAfterMs: 60_000 }));
    const provider = createCredentialsProvider([sts], { clock, advise });
    await clock.run(provider.get());
    await clock.run(clock.sleep(59_999));
    expect(await clock.run(provider.get())).toMatchObject(key("at 0"));
    await clock.run(clock.sleep(1));
    expect(await clock.run(provider.get())).toMatchObject(key("at 60000"));
  });

  it("asks again at once for credentials that the service refused", async () => {
    const clock = new FakeClock();
    const sts = source("sts", async () => valid(key("K")));
    const provider = createCredentialsProvider([sts], { clock, advise });
    const expired = await clock.run(provider.get());
    provider.invalidate(expired);
    await clock.run(provider.get());
    expect(sts.asked).toBe(2);
  });

  it("asks again once for credentials that many calls report as refused", async () => {
    const clock = new FakeClock();
    const sts = source("sts", async () => valid(key("K")));
    const provider = createCredentialsProvider([sts], { clock, advise });
    const expired = await clock.run(provider.get());
    const renewed = Array.from({ length: 40 }, () => {
      provider.invalidate(expired);
      return provider.get();
    });
    await clock.run(Promise.all(renewed));
    provider.invalidate(expired);
    await clock.run(provider.get());
    expect(sts.asked).toBe(2);
  });

  it("searches again after a failure", async () => {
    const clock = new FakeClock();
    const found = [undefined, valid(key("K"))];
    const late = source("late", async () => found.shift() ?? invalid("not yet"));
    const provider = createCredentialsProvider([late], { clock, advise });
    await expect(clock.run(provider.get())).rejects.toThrow("not yet");
    expect(await clock.run(provider.get())).toEqual(key("K"));
  });

  it("lists every source and what it lacks, in order, when no source has credentials", async () => {
    const clock = new FakeClock();
    const sources = [
      source("configuration", async () => invalid("not set")),
      source("file", async () => invalid("no such file")),
    ];
    await expect(clock.run(createCredentialsProvider(sources, { clock, advise }).get())).rejects.toThrow(
      /no credentials found\. Looked in this order:\n {2}- configuration: not set\n {2}- file: no such file\nSet both keys/,
    );
  });

  it("lists the sources that failed before those that have none", async () => {
    const clock = new FakeClock();
    const sources = [
      source("configuration", async () => invalid("not set")),
      source("OIDC", () => Promise.reject(new Error("no answer from STS"))),
      source("file", async () => invalid("no such file")),
    ];
    await expect(clock.run(createCredentialsProvider(sources, { clock, advise }).get())).rejects.toThrow(
      /no credentials found\. What failed:\n {2}- OIDC: no answer from STS\nWhat has none, in the order of the search:\n {2}- configuration: not set\n {2}- file: no such file\nCorrect what failed, or use an access key\. Set both keys/,
    );
  });

  it("ends a search whose source never answers, and names that source", async () => {
    const empty = source("configuration", async () => invalid("not set"));
    const never = source("metadata", () => new Promise(() => {}));
    const provider = createCredentialsProvider([empty, never], {
      clock: new FakeClock(),
      advise,
      timeoutMs: 5,
    });
    await expect(provider.get()).rejects.toThrow(
      "no credentials found in 0.005 s: this source did not answer in time: metadata. Set both keys",
    );
  });
});
