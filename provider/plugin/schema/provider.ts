import { type SettingName, settingNames } from "../../config/settings";
import { withExamples } from "./examples";
import {
  type ComplexTypeSpec,
  type Properties,
  type PropertySpec,
  reference,
  type ResourceSpec,
} from "./spec";

/** The settings that have a name in the configuration. */
type ConfigurableName = {
  [Name in SettingName]: (typeof settingNames)[Name] extends { key: string } ? Name : never;
}[SettingName];

/** What an explicit provider works out by itself. */
type Internal = "ownCredentials";

/** The schema of a setting; what is said of the environment comes from the table of setting names. */
const setting = (name: SettingName, spec: PropertySpec): PropertySpec => {
  const variables = settingNames[name].environment.map((variable) => `\`${variable}\``);
  if (variables.length === 0) return spec;
  return { ...spec, description: `${spec.description} Environment: ${variables.join(", ")}.` };
};

const oneRow = (
  name: SettingName,
  type: "string" | "number",
  description: string,
  more: Pick<PropertySpec, "secret"> = {},
): PropertySpec => setting(name, { type, description, ...more });

/** All keys of the table of setting names: a new one does not compile without its row here. */
const configuration = {
  accessKey: oneRow("accessKey", "string", "The id of an access key."),
  secretKey: oneRow("secretKey", "string", "The secret of the access key.", { secret: true }),
  securityToken: oneRow("securityToken", "string", "The token of a temporary access key.", { secret: true }),
  region: oneRow("region", "string", "The region of resources that name none."),
  profile: oneRow("profile", "string", "A profile of the Alibaba Cloud CLI."),
  sharedCredentialsFile: oneRow(
    "sharedCredentialsFile",
    "string",
    "The file with the profile. Default: `~/.aliyun/config.json`.",
  ),
  credentialsUri: oneRow("credentialsUri", "string", "A URI that returns temporary credentials."),
  ecsRoleName: oneRow("ecsRoleName", "string", "The RAM role of this ECS instance."),
  assumeRole: setting("assumeRole", {
    ...reference("AssumeRole"),
    description: "A RAM role to assume with whatever credentials are found.",
  }),
  assumeRoleWithOidc: setting("assumeRoleWithOidc", {
    ...reference("AssumeRoleWithOidc"),
    description: "A RAM role to assume with a token of an identity provider.",
    secret: true,
  }),
  endpoint: oneRow(
    "endpoint",
    "string",
    "The origin that calls are sent to. Default: `https://mts.<region>.aliyuncs.com`.",
  ),
  maxQps: oneRow(
    "maxQps",
    "number",
    "Calls per second of each operation. Default: 98, just below the account's limit.",
  ),
} satisfies Record<Exclude<ConfigurableName, Internal>, PropertySpec>;

/** What a stack configures, under `mediacover:`. */
export const configurationVariables: Properties = configuration;

/** The provider. It has no outputs of its own: what it is given may be secret. */
export const providerSpec: ResourceSpec = {
  description: withExamples(
    "Another account, region or endpoint than the one that the stack configures, for the resources that name it in the option `provider`.\n\nAnything that you leave out comes from the environment, never from the stack's configuration. If you name credentials here, those of the environment are ignored.",
    "provider",
  ),
  inputProperties: configuration,
  requiredInputs: [],
  properties: {},
  required: [],
};

/** Types of what a provider takes. */
export const providerTypes: Readonly<Record<string, ComplexTypeSpec>> = {
  AssumeRole: {
    type: "object",
    description: "A RAM role to assume. The names are those of the alicloud package.",
    properties: {
      roleArn: { type: "string", description: "`acs:ram::<account>:role/<name>`." },
      sessionName: {
        type: "string",
        description:
          "The name of the session in the account's audit log. Default: `terraform`, as in the alicloud package.",
      },
      policy: {
        type: "string",
        description: "A policy (JSON) that narrows what the role may do. Default: none.",
      },
      sessionExpiration: {
        type: "integer",
        description: "The length of a session in seconds: 900 up to what the role allows. Default: 3600.",
      },
      externalId: {
        type: "string",
        description: "The external id that the role's trust policy asks for. Default: none.",
      },
    },
    required: ["roleArn"],
  },
  AssumeRoleWithOidc: {
    type: "object",
    description:
      "A RAM role to assume with a token of an identity provider. The names are those of the alicloud package.",
    properties: {
      oidcProviderArn: { type: "string", description: "`acs:ram::<account>:oidc-provider/<name>`." },
      roleArn: { type: "string", description: "`acs:ram::<account>:role/<name>`." },
      oidcToken: {
        type: "string",
        description: "The token. It takes precedence over the file and is stored in the state, encrypted.",
        secret: true,
      },
      oidcTokenFile: {
        type: "string",
        description: "The file with the token, read each time one is needed.",
      },
      policy: {
        type: "string",
        description: "A policy (JSON) that narrows what the role may do. Default: none.",
      },
      roleSessionName: {
        type: "string",
        description:
          "The name of the session in the account's audit log. Default: `terraform`, as in the alicloud package.",
      },
      sessionExpiration: {
        type: "integer",
        description: "The length of a session in seconds: 900 up to what the role allows. Default: 3600.",
      },
    },
    required: ["oidcProviderArn", "roleArn"],
  },
};
