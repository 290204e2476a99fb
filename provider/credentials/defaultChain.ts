import type { CredentialsSource } from "./credentials";
import { defaults } from "../mps/limits";

/**
 * The default chain of `@alicloud/credentials`: environment, OIDC, the CLI's profile, the credentials file, the
 * metadata service of the machine, a credentials URI.
 */
export function defaultChain(): CredentialsSource {
  return {
    name: "default chain of @alicloud/credentials",
    async load() {
      try {
        // A new one each time: a chain sticks to the source that it asked last, even one that failed, and to what that
        // gave (@alicloud/credentials 2.4.7).
        const chain = await createChain();
        const { accessKeyId, accessKeySecret, securityToken } = await chain.getCredentials();
        return { accessKeyId, accessKeySecret, securityToken, renewAfterMs: defaults.credentialsMaxAgeMs };
      } catch (error) {
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
