import { describe, expect, it } from "vitest";
import { withOwnNames } from "../../../provider/config/ownNames";

const read = (config: Record<string, string>, ...keys: string[]): (string | undefined)[] =>
  keys.map(withOwnNames((key) => config[key]));

describe("the names of @pulumi/alicloud in the stack's configuration", () => {
  it("are found under this package's namespace too, which wins", () => {
    const config = {
      "alicloud:region": "cn-hangzhou",
      "mediacover:region": "cn-beijing",
      "alicloud:profile": "p",
    };
    expect(read(config, "alicloud:region", "alicloud:profile")).toEqual(["cn-beijing", "p"]);
  });

  it("do not hide behind one of ours that is empty", () => {
    expect(read({ "alicloud:region": "cn-hangzhou", "mediacover:region": "" }, "alicloud:region")).toEqual([
      "cn-hangzhou",
    ]);
  });

  it("give an access key from one of the two only", () => {
    const config = {
      "alicloud:accessKey": "theirs",
      "alicloud:secretKey": "their secret",
      "alicloud:securityToken": "their token",
      "mediacover:accessKey": "ours",
      "mediacover:secretKey": "our secret",
    };
    expect(read(config, "alicloud:accessKey", "alicloud:secretKey", "alicloud:securityToken")).toEqual([
      "ours",
      "our secret",
      undefined,
    ]);
  });

  it("leave our own settings as they are", () => {
    expect(read({ "mediacover:maxQps": "50" }, "mediacover:maxQps", "mediacover:endpoint")).toEqual([
      "50",
      undefined,
    ]);
  });
});
