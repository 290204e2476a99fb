/**
 * What to do about the errors of the services that give credentials, by code. A code that is not listed is looked up by
 * the part before its last dot, then by HTTP status.
 *
 * Sources: the error tables of AssumeRole and AssumeRoleWithOIDC in the STS API reference; for expired tokens, the page
 * on RRSA of Container Service (ACK), "SDK error messages".
 */
const advice: Readonly<Record<string, string>> = {
  NoPermission:
    "let the role's trust policy name the RAM identity that assumes it, and grant that identity sts:AssumeRole",
  "EntityNotExist.Role": "check the role's ARN: there is no such role",
  "EntityNotExist.OIDCProvider": "check the identity provider's ARN: there is none such",
  "AuthenticationFail.NoPermission":
    "let the role's trust policy accept this token: its issuer (oidc:iss), audience (oidc:aud) and subject (oidc:sub)",
  "AuthenticationFail.OIDCToken.Expired":
    "the OIDC token has expired: get a new one right before the run, or name the file that is kept fresh",
  "AuthenticationFail.OIDCToken":
    "the OIDC token is not accepted: check that it is the identity provider's, and the provider's client ids and fingerprint in RAM",
  "InvalidAccessKeyId.NotFound": "check the access key that assumes the role",
  "InvalidAccessKeyId.Inactive": "enable the access key that assumes the role, or use another",
  SignatureDoesNotMatch: "check the secret of the access key that assumes the role",
  "InvalidSecurityToken.Expired": "get new temporary credentials: those that assume the role have expired",
  "InvalidTimeStamp.Expired":
    "set this machine's clock: it may differ from the service's by 15 minutes at most",
  "InvalidParameter.DurationSeconds":
    "ask for a shorter session: it is longer than the longest session of the role",
  "InvalidParameter.PolicyGrammar": "correct the policy: it is not one of RAM",
};

/** What the user should do, as a sentence without a full stop. */
export function adviceFor(code: string, status: number): string {
  for (let name = code; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
    const found = Object.hasOwn(advice, name) ? advice[name] : undefined;
    if (found !== undefined) return found;
  }
  if (status === 404) return "check the address and the role's name: there is nothing there";
  if (status >= 500 || status === 429) return "try again later";
  return "look the code up in the error center of Alibaba Cloud";
}
