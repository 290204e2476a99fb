import type { Parameter, ReceivedRequest } from "./http/receivedRequest";

/** How a request is signed. `undefined` means that it is not signed. */
export type SignatureAlgorithm = "ACS3-HMAC-SHA256" | "HMAC-SHA1";

/** The form of an answer. */
export type AnswerFormat = "JSON" | "XML";

/** A request as the gateway understands it: who calls which operation in which region. Nothing is checked yet. */
export interface Call {
  /** Upper-case UUID, one for each request. */
  requestId: string;
  request: ReceivedRequest;
  algorithm: SignatureAlgorithm | undefined;
  /** The operation's name; undefined if the request does not say. */
  action: string | undefined;
  version: string | undefined;
  region: string;
  accessKeyId: string | undefined;
  securityToken: string | undefined;
  timestamp: string | undefined;
  nonce: string | undefined;
  format: AnswerFormat;
  /** Query and form body together. If a name is repeated, its first value. */
  parameters: ReadonlyMap<string, string>;
}

/**
 * Reads a call from the places where its signature version puts it: V3 uses headers, V1 parameters.
 *
 * Only the Authorization header identifies V3, because clients that sign with V1 send `x-acs-action` and `x-acs-version`,
 * too.
 */
export function readCall(request: ReceivedRequest, requestId: string, defaultRegion: string): Call {
  const { headers } = request;
  const parameters = mergeParameters([...request.query, ...request.form]);
  const authorization = headers["authorization"];
  const common = {
    requestId,
    request,
    parameters,
    action: headers["x-acs-action"] ?? parameters.get("Action"),
    version: headers["x-acs-version"] ?? parameters.get("Version"),
    region: findRegion(headers, parameters) ?? defaultRegion,
  };
  if (authorization?.startsWith("ACS3-") === true) {
    return {
      ...common,
      algorithm: "ACS3-HMAC-SHA256",
      accessKeyId: /Credential=([^,]+)/.exec(authorization)?.[1],
      securityToken: headers["x-acs-security-token"],
      timestamp: headers["x-acs-date"],
      nonce: headers["x-acs-signature-nonce"],
      format: headers["accept"]?.includes("xml") === true ? "XML" : "JSON",
    };
  }
  return {
    ...common,
    action: parameters.get("Action") ?? common.action,
    version: parameters.get("Version") ?? common.version,
    algorithm: parameters.has("Signature") ? "HMAC-SHA1" : undefined,
    accessKeyId: parameters.get("AccessKeyId"),
    securityToken: parameters.get("SecurityToken"),
    timestamp: parameters.get("Timestamp"),
    nonce: parameters.get("SignatureNonce"),
    // MPS answers V1 in XML unless asked for something else.
    format: parameters.get("Format")?.toUpperCase() === "JSON" ? "JSON" : "XML",
  };
}

/**
 * The region that a request is for. The service recognizes it by the host name. Here, the host is a loopback address for all
 * regions, so a header or a parameter that names the region comes first.
 */
function findRegion(
  headers: ReceivedRequest["headers"],
  parameters: ReadonlyMap<string, string>,
): string | undefined {
  const host = headers["host"] ?? "";
  const ofHost = /^mts(?:-vpc)?\.([a-z0-9-]+)\.aliyuncs\.com(?::\d+)?$/i.exec(host)?.[1];
  return headers["x-acs-region-id"] || parameters.get("RegionId") || ofHost?.toLowerCase();
}

function mergeParameters(pairs: readonly Parameter[]): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of pairs) {
    parameters.set(name, parameters.get(name) ?? value);
  }
  return parameters;
}
