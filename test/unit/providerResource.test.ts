import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { findExplicitProvider } from "../../provider/program/internal/explicitProvider";
import { getMedia, getMediaOutput } from "../../provider/program/getMedia";
import { Provider, type ProviderArgs } from "../../provider/program/provider";

const registered = new Map<string, Record<string, unknown>>();

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      registered.set(name, inputs);
      return { id: name, state: inputs };
    },
    call: () => ({}),
  }),
);

class OtherProvider extends pulumi.ProviderResource {
  constructor() {
    super("alicloud", "other");
  }
}

/** One of the same package as ours, of which nothing is known. */
class StrangeProvider extends pulumi.ProviderResource {
  constructor() {
    super("pulumi-nodejs", "strange");
  }
}

describe("an explicit provider", () => {
  it.each<[string, ProviderArgs, Record<string, unknown>]>([
    ["nothing", {}, {}],
    ["an empty text, as nothing", { region: "" }, {}],
    [
      "texts",
      { region: "r", endpoint: pulumi.output("e") },
      { "alicloud:region": "r", "mediacover:endpoint": "e" },
    ],
    ["a number as a text", { maxQps: 50 }, { "mediacover:maxQps": "50" }],
    [
      "an object as JSON",
      { assumeRole: { roleArn: pulumi.output("r"), sessionExpiration: 900 } },
      { "alicloud:assumeRole": '{"roleArn":"r","sessionExpiration":900}' },
    ],
    [
      "every other argument",
      { profile: "p", ecsRoleName: "e", credentialsUri: "c", sharedCredentialsFile: "f" },
      {
        "alicloud:ecsRoleName": "e",
        "alicloud:credentialsUri": "c",
        "alicloud:sharedCredentialsFile": "f",
        "alicloud:profile": "p",
        "mediacover:ownCredentials": "true",
      },
    ],
  ])("hands %s on under the names of the configuration", async (name, args, inputs) => {
    const provider = new Provider(name, args);
    await new Promise((resolve) => provider.urn.apply(resolve));
    expect(registered.get(name)).toEqual(inputs);
  });

  it("of another package is refused: Pulumi would pass it over, and use the stack's account", () => {
    expect(() => findExplicitProvider('"trailer"', { provider: new OtherProvider() })).toThrow(
      '"trailer": the option provider names a provider of alicloud, which Pulumi would ignore; make one with `new mediacover.Provider(…)`',
    );
    const provider = new Provider("mine");
    expect(findExplicitProvider('"trailer"', { provider })).toBe(provider);
    expect(findExplicitProvider('"trailer"', {})).toBeUndefined();
  });

  it("of another package is refused for lookups, too, and so is one whose settings nobody knows", async () => {
    const args = { mediaId: "0".repeat(32) };
    const [other, strange] = [{ provider: new OtherProvider() }, { provider: new StrangeProvider() }];
    await expect(getMedia(args, other)).rejects.toThrow("getMedia: the option provider names a provider of");
    expect(() => getMediaOutput(args, other)).toThrow("getMediaOutput: the option provider names a provider");
    const unknown =
      "the settings of its provider are unknown: make the provider with `new mediacover.Provider";
    await expect(getMedia(args, strange)).rejects.toThrow(unknown);
    expect(() => getMediaOutput(args, strange)).toThrow(unknown);
  });
});
