import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../../provider/config";
import { describeProblem } from "../../../provider/cover/problem";

const problems = (config: Record<string, string>): string[] =>
  readConfiguration((key) => config[key], { HOME: "/no/such/home" })
    .problems()
    .map(describeProblem);

describe("a role in the configuration", () => {
  it.each([
    ["no object", "acs:ram::1:role/hush", "alicloud:assumeRole must be an object; set its parts with"],
    ["a list for an object", "[]", "alicloud:assumeRole must be an object"],
    ["no role", "{}", "alicloud:assumeRole.roleArn is not set, nor ALICLOUD_ASSUME_ROLE_ARN"],
    ["a number for a text", '{"roleArn": 5}', "alicloud:assumeRole.roleArn must be a text"],
    [
      "too short a session",
      '{"roleArn":"r","sessionExpiration":899}',
      "alicloud:assumeRole.sessionExpiration must be a whole number of seconds from 900 to 43200",
    ],
    [
      "no number for a session",
      '{"roleArn":"r","sessionExpiration":"1h"}',
      "alicloud:assumeRole.sessionExpiration must be a whole number of seconds",
    ],
  ])("refuses alicloud:assumeRole with %s and does not show it", (_what, value, problem) => {
    const found = problems({ "alicloud:assumeRole": value });
    expect(found).toEqual([expect.stringContaining(problem)]);
    expect(found.join()).not.toContain("hush");
  });

  it.each([
    ["no token", '{"roleArn":"r","oidcProviderArn":"p"}', "alicloud:assumeRoleWithOidc needs a token"],
    [
      "no provider",
      '{"roleArn":"r","oidcToken":"hush"}',
      "oidcProviderArn is not set, nor ALIBABA_CLOUD_OIDC",
    ],
    [
      "no role",
      '{"oidcProviderArn":"p","oidcToken":"hush"}',
      "roleArn is not set, nor ALIBABA_CLOUD_ROLE_ARN",
    ],
    ["a token that is cut", '{"oidcToken":"hush', "alicloud:assumeRoleWithOidc must be an object"],
  ])("refuses alicloud:assumeRoleWithOidc with %s and does not show it", (_what, value, problem) => {
    const found = problems({ "alicloud:assumeRoleWithOidc": value });
    expect(found).toEqual([expect.stringContaining(problem)]);
    expect(found.join()).not.toContain("hush");
  });
});
