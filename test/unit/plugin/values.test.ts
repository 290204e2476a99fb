import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { describe, expect, it } from "vitest";
import {
  fromStruct,
  hasSecrets,
  mergeSecrets,
  noSecrets,
  type Secrets,
  toStruct,
} from "../../../provider/plugin/values";

const envelope = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/** As it arrives at the other end of the wire. */
const sent = (struct: Struct): Struct => Struct.deserializeBinary(struct.serializeBinary());

/** Keys as programs have them; JavaScript objects of the library cannot hold `__proto__`. */
const key = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text !== "__proto__");
const leaf = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.boolean(),
  fc.constant(null),
);
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie("value")), fc.dictionary(key, tie("value"))),
}));
const properties = fc.dictionary(key, anyValue);

/** Marks the members whose key `isSecret` picks, at any depth outside of arrays. */
function secretsIn(value: unknown, isSecret: (key: string) => boolean): Secrets {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return noSecrets;
  const marks = Object.entries(value)
    .map(([name, member]) => [name, isSecret(name) ? true : secretsIn(member, isSecret)] as const)
    .filter(([, secrets]) => hasSecrets(secrets));
  return new Map(marks);
}

describe("properties on the wire", () => {
  it("arrive as they were sent, with the same parts secret", () => {
    fc.assert(
      fc.property(properties, fc.func(fc.boolean()), (values, isSecret) => {
        const secrets = secretsIn(values, isSecret);
        expect(fromStruct(sent(toStruct(values, secrets)))).toEqual({ values, secrets });
      }),
    );
  });

  it("hold no secret outside of an envelope", () => {
    fc.assert(
      fc.property(properties, (values) => {
        const wire = toStruct(
          { ...values, hush: "canary", deep: { hush: "canary" } },
          new Map<string, Secrets>([
            ["hush", true],
            ["deep", new Map([["hush", true]])],
          ]),
        ).toJavaScript();
        expect(wire).toMatchObject({ hush: envelope("canary"), deep: { hush: envelope("canary") } });
      }),
    );
  });

  it("are secret as a whole where an array holds a secret", () => {
    const struct = Struct.fromJavaScript({ list: ["open", envelope("hush")] });
    expect(fromStruct(struct)).toEqual({
      values: { list: ["open", "hush"] },
      secrets: new Map([["list", true]]),
    });
  });

  it("lose the marks of secrets within secrets, which are secret anyway", () => {
    const struct = Struct.fromJavaScript({ outer: envelope({ inner: envelope("hush") }) });
    expect(fromStruct(struct)).toEqual({
      values: { outer: { inner: "hush" } },
      secrets: new Map([["outer", true]]),
    });
  });

  it("are empty where there are none", () => {
    expect(fromStruct(undefined)).toEqual({ values: {}, secrets: noSecrets });
  });

  it("take no mark of a part that is not there", () => {
    expect(toStruct({}, new Map([["gone", true]])).toJavaScript()).toEqual({});
  });

  it("refuse what is not JSON, naming its type", () => {
    expect(() => toStruct({ gap: undefined })).toThrow("the value of a property cannot be of type undefined");
  });

  it("merge marks to those of either side", () => {
    const covers: Secrets = new Map([["covers", new Map([["a", true as const]])]]);
    expect(mergeSecrets(covers, new Map([["covers", new Map([["b", true as const]])]]))).toEqual(
      new Map([
        [
          "covers",
          new Map([
            ["a", true],
            ["b", true],
          ]),
        ],
      ]),
    );
    expect(mergeSecrets(covers, new Map([["covers", true]]))).toEqual(new Map([["covers", true]]));
  });
});
