import type { CredentialsSource } from "./credentials";

/**
 * The default chain of `@alicloud/credentials`: environment, OIDC, the CLI's profile, the credentials file, the
 * metadata service of the machine, a credentials URI.
 */
export function defaultChain(): CredentialsSource {
  let chain: Promise<Chain> | undefined;
  return {
    name: "default chain of @alicloud/credentials",
    renews: true,
    async load() {
      chain ??= createChain();
      try {
        const { accessKeyId, accessKeySecret, securityToken } = await (await chain).getCredentials();
        return { accessKeyId, accessKeySecret, securityToken };
      } catch (error) {
        // A chain that failed once sticks to its last source (@alicloud/credentials 2.4.7): the next search needs a new one.
        chain = undefined;
        throw new Error(withoutAnswers(error), { cause: error });
      }
    },
  };
}

interface Chain {
  getCredentials(): Promise<{ accessKeyId: string; accessKeySecret: string; securityToken: string }>;
}

/** Loaded when it is needed: most runs have their keys in the configuration or the environment. */
async function createChain(): Promise<Chain> {
  const { DefaultCredentialsProvider } = await import("@alicloud/credentials");
  return DefaultCredentialsProvider.builder().build();
}

/** The library repeats what a source answered, secrets included: that part is left out. */
function withoutAnswers(error: unknown): string {
  const text = error instanceof Error ? error.message : "failed";
  return text.replace(/\s*(?:[{[<]|result:|message ?=|body:).*$/is, " …");
}
