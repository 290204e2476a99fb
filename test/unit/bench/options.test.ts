import { describe, expect, it } from "vitest";
import { OptionError, readOptions } from "../../../bench/options.ts";

describe("the options of the bench", () => {
  it("have defaults", () => {
    expect(readOptions([])).toEqual({
      n: 1000,
      latencyMs: 30,
      jitterMs: 0,
      windows: ["sliding", "fixed"],
      only: undefined,
      all: false,
      jitterCheck: false,
      output: undefined,
      help: false,
    });
  });

  it("are taken with a blank or an equals sign", () => {
    const args = [
      "--n=200",
      "--latency",
      "0",
      "--window",
      "fixed",
      "--only",
      "sdk-4,media-cover-set",
      "--all",
    ];
    expect(readOptions(args)).toMatchObject({
      n: 200,
      latencyMs: 0,
      windows: ["fixed"],
      only: ["sdk-4", "media-cover-set"],
      all: true,
    });
  });

  it.each([
    [["--n", "0"], '--n: must be a whole number from 1 to 50000; got "0"'],
    [["--n", "1e3"], '--n: must be a whole number from 1 to 50000; got "1e3"'],
    [["--n"], "--n: must have a value; got nothing"],
    [["--n", "--all"], '--n: must be a whole number from 1 to 50000; got "--all"'],
    [["--latency=-1"], '--latency: must be a whole number from 0 to 10000; got "-1"'],
    [["--window", "hopping"], '--window: must be sliding, fixed or both; got "hopping"'],
    [
      ["--only", "sdk-4,sdk"],
      '--only: must be names out of sdk-1, sdk-4, sdk-100, documented-provider, media-cover, media-cover-set, packaged-set; got "sdk"',
    ],
    [["--all=yes"], '--all: must stand without a value; got "yes"'],
    [["--speed", "9"], "--speed: must be one of the options that --help lists"],
    [["1000"], '"1000": must be an option that begins with --; see --help'],
  ])("%j are refused by name, rule and value", (args, message) => {
    expect(() => readOptions(args)).toThrow(new OptionError(message));
  });
});
