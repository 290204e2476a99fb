import { maskedToken } from "./gateway/signature";

/**
 * Names whose values are secrets, or would let somebody repeat a call. `SignatureNonce`, `NextPageToken` and the like do not
 * count.
 */
const secretName = /^signature$|(?<!page)token|secret/i;

/** The same in the query of a URL that is a parameter's value, e.g. a signed cover. */
const secretInUrl = /([?&](?:signature|security-token|x-oss-signature|x-oss-security-token)=)[^&#]*/gi;

const shownHeaderNames = /^(?:host|user-agent|accept|content-type|x-acs-.*)$/;

/** A URL without its secrets. Other texts stay as they are. */
export function shownUrl(url: string): string {
  return url.replaceAll(secretInUrl, `$1${maskedToken}`);
}

/** Parameters without their secrets. */
export function shownParameters(parameters: ReadonlyMap<string, string>): Record<string, string> {
  const shown = [...parameters].map(([name, value]) => [
    name,
    secretName.test(name) ? maskedToken : shownUrl(value),
  ]);
  return Object.fromEntries(shown);
}

/** The headers that say something about a client, without their secrets. */
export function shownHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(headers)
    .filter(([name]) => shownHeaderNames.test(name))
    .map(([name, value]) => [name, secretName.test(name) ? maskedToken : value]);
  return Object.fromEntries(shown);
}
