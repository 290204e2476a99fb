/** The part of Pulumi's package schema that is used here: https://www.pulumi.com/docs/iac/packages-and-automation/pulumi-packages/schema/ */

/** A type: one of JSON's, a map or a list of such, or one of the schema's own types. */
export type TypeSpec =
  | { type: "string" | "number" | "integer" | "boolean" }
  | { type: "array"; items: TypeSpec }
  | { type: "object"; additionalProperties: TypeSpec }
  | { $ref: string };

/** An argument, an output, or a member of a type. */
export type PropertySpec = TypeSpec & {
  /** Markdown. */
  description: string;
  /** A change replaces the resource. */
  willReplaceOnChanges?: true;
  /** Kept as a secret, whatever the program says. */
  secret?: true;
};

/** Properties by their names. */
export type Properties = Readonly<Record<string, PropertySpec>>;

/** A type of the schema's own. */
export interface ComplexTypeSpec {
  type: "object";
  description: string;
  properties: Properties;
  required: readonly string[];
}

/** A resource, or the provider. */
export interface ResourceSpec {
  /** Markdown, with examples. */
  description: string;
  inputProperties: Properties;
  requiredInputs: readonly string[];
  properties: Properties;
  required: readonly string[];
  /** Types under which states know the resource, too. */
  aliases?: readonly { type: string }[];
}

/** A function. */
export interface FunctionSpec {
  /** Markdown, with examples. */
  description: string;
  inputs: { properties: Properties; required: readonly string[] };
  outputs: { properties: Properties; required: readonly string[] };
}

/** The whole package, but for its version. */
export interface PackageSpec {
  name: string;
  displayName: string;
  description: string;
  keywords: readonly string[];
  license: string;
  publisher: string;
  meta: { moduleFormat: string; supportPack: boolean };
  config: { variables: Properties };
  types: Readonly<Record<string, ComplexTypeSpec>>;
  provider: ResourceSpec;
  resources: Readonly<Record<string, ResourceSpec>>;
  functions: Readonly<Record<string, FunctionSpec>>;
  language: Readonly<Record<string, object>>;
}

/** The package's name, and the first part of its types. FROZEN: it is in users' states. */
export const packageName = "mediacover";

/** A name of the package's only module. */
export const token = (name: string): string => `${packageName}:index:${name}`;

/** A reference to a type of the schema. */
export const reference = (name: string): { $ref: string } => ({ $ref: `#/types/${token(name)}` });
