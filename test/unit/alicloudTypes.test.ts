import type * as alicloud from "@pulumi/alicloud";
import { describe, expectTypeOf, it } from "vitest";
import type { AssumeRoleArgs, AssumeRoleWithOidcArgs, ProviderArgs } from "../../provider/program/provider";
import { settingNames } from "../../provider/config/settings";

type Theirs = alicloud.ProviderArgs;

/** What both providers can be told; the rest of theirs is for other services, or is ours alone. */
type Shared = Omit<ProviderArgs, "endpoint" | "maxQps">;

describe("what @pulumi/alicloud takes", () => {
  it("is taken here as it is: its arguments and roles fit ours", () => {
    expectTypeOf<Pick<Theirs, keyof Shared>>().toExtend<Shared>();
    expectTypeOf<alicloud.types.input.ProviderAssumeRole>().toExtend<AssumeRoleArgs>();
    expectTypeOf<alicloud.types.input.ProviderAssumeRoleWithOidc>().toExtend<AssumeRoleWithOidcArgs>();
    expectTypeOf<AssumeRoleArgs>().toExtend<alicloud.types.input.ProviderAssumeRole>();
    expectTypeOf<AssumeRoleWithOidcArgs>().toExtend<alicloud.types.input.ProviderAssumeRoleWithOidc>();
  });

  it("is configured under the same keys", () => {
    type Keys = {
      [K in keyof typeof settingNames]: (typeof settingNames)[K] extends { key: `alicloud:${infer Name}` }
        ? Name
        : never;
    };
    expectTypeOf<Keys[keyof Keys]>().toExtend<keyof typeof alicloud.config>();
    expectTypeOf<Keys[keyof Keys]>().toEqualTypeOf<keyof Shared>();
  });
});
