import type { Parameter, ReceivedRequest } from "./http/receivedRequest";

/** How a request is signed; `undefined` stands for one that is not signed at all. */
export type SignatureAlgorithm = "ACS3-HMAC-SHA256" | "HMAC-SHA1";

/** The form of an answer. */
export type AnswerFormat = "JSON" | "XML";

/** A request as the gateway understands it: who asks for what, where. Nothing in it has been checked. */
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
  /** Query and form body together; of a repeated name the first. */
  parameters: ReadonlyMap<string, string>;
}

/**
 * Reads who asks for what from where each signature version puts it: V3 in headers, V1 in parameters.
 *
 * V3 is recognised by its Authorization header alone, since clients that sign with V1 send `x-acs-action` and
 * `x-acs-version` too.
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
    // XML is what MPS answers to V1 unless it is asked for something else.
    format: parameters.get("Format")?.toUpperCase() === "JSON" ? "JSON" : "XML",
  };
}

/**
 * The region that a request is for: the service knows it by the host that is called, which here is a loopback
 * address whatever the region, for which reason two explicit ways come first.
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
