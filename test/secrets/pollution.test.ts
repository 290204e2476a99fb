import { afterEach, expect, it } from "vitest";
import { valid } from "../../provider/cover/problem";
import { check } from "../../provider/lifecycle/check";
import { check as checkSet } from "../../provider/lifecycle/set/check";
import { readSetOutputs } from "../../provider/lifecycle/set/resource";
import { queryMediaAnswer, readAnswer } from "../../provider/mps/answer";
import { errorCodeFacts } from "../../provider/mps/errorCodes";
import { manifestFolder } from "../support/manifestFolder";

const id = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const names = Object.getOwnPropertyNames(Object.prototype).toSorted();

afterEach(() => expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).toEqual(names));

it.each([
  `__proto__: {polluted: yes}\ncovers: []`,
  `covers: [{mediaId: ${id}, url: "http://h/a.jpg", __proto__: {onDelete: restore}}]`,
  `defaults: {__proto__: {region: cn-beijing}}\ncovers: []`,
  `constructor: {prototype: {polluted: yes}}\ncovers: []`,
  `{"covers": [], "__proto__": {"polluted": true}}`,
])("a manifest cannot reach a prototype: %s", (text) => {
  expect(manifestFolder({ "covers.yaml": text }).problems()).toEqual([
    expect.stringMatching(/(__proto__|constructor) is not a key of/),
  ]);
});

it.each([
  '{"__proto__":{"Code":"x"}}',
  '{"constructor":{"prototype":{"Code":"x"}}}',
  '{"MediaList":{"__proto__":{"Media":[]}}}',
])("an answer cannot reach a prototype: %s", (body) => {
  expect(readAnswer({ statusCode: 200, headers: {}, body }, queryMediaAnswer, [])).toSatisfy(
    (answer: object) => Object.getPrototypeOf(answer) === Object.prototype && !("Code" in answer),
  );
});

it.each(["<Error><__proto__><Code>x</Code></__proto__></Error>", "<__proto__><Code>x</Code></__proto__>"])(
  "an answer in XML cannot reach a prototype: %s",
  (body) => {
    expect(() => readAnswer({ statusCode: 200, headers: {}, body }, queryMediaAnswer, [])).toThrow(
      "HTTP 200",
    );
  },
);

it.each(["__proto__", "constructor", "toString.x"])("the error code %s is one that nobody knows", (code) => {
  expect(errorCodeFacts(code, 400)).toEqual(errorCodeFacts("Unheard", 400));
});

it("arguments and recorded states cannot either", () => {
  const news: Record<string, unknown> = JSON.parse(
    `{"mediaId":"${id}","coverUrl":"http://h/a","__proto__":{"x":1}}`,
  );
  expect(check(news, valid("cn-hangzhou")).problems).toEqual([
    expect.objectContaining({ path: ["__proto__"], rule: "is not an argument of MediaCover" }),
  ]);
  const covers: unknown = JSON.parse('{"__proto__":"http://h/a"}');
  expect(checkSet({ covers }, valid("cn-hangzhou")).problems).toHaveLength(1);
  const state: unknown = JSON.parse('{"covers":{},"region":"r","onDelete":"retain","__proto__":{"count":5}}');
  expect(readSetOutputs(state)).toMatchObject({ count: 0 });
});
