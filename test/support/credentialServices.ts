import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { onTestFinished } from "vitest";
import { canonicalizedQuery, percentEncode } from "../../emulator/gateway/percentEncode";
import type { Transport } from "../../provider/mps/ports";
import { createTransport } from "../../provider/mps/transport";

/** One request that a service of credentials received. */
export interface ReceivedRequest {
  host: string;
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  /** Fields of query and form together. */
  fields: Record<string, string>;
  body: string;
}

/** What such a service answers. */
export interface Answer {
  status?: number;
  body: unknown;
}

/**
 * Stand-ins on loopback for the services that give credentials: STS, the metadata service of an ECS instance, CloudSSO,
 * OAuth and a credentials URI. They check what they are sent with code of their own.
 */
export interface CredentialServices {
  /** Carries requests to whatever address here instead; the `host` header still says where they were to go. */
  transport: Transport;
  /** Where a credentials URI may point. */
  url: string;
  requests: ReceivedRequest[];
  /** Answers instead of the stand-ins, where it returns something. */
  answers: (request: ReceivedRequest) => Answer | undefined;
}

/** The access keys that the stand-in of STS knows, and the tokens of temporary ones. */
const knownKeys: Readonly<Record<string, { secret: string; token?: string }>> = {
  LTAIuser: { secret: "secret of LTAIuser" },
  "STS.base": { secret: "secret of STS.base", token: "token of STS.base" },
  "STS.ecs": { secret: "secret of STS.ecs", token: "token of STS.ecs" },
  "STS.uri": { secret: "secret of STS.uri", token: "token of STS.uri" },
};

/** The OIDC token that the stand-in of STS accepts. */
export const goodOidcToken = "header.good/claims+==.signature";

/** Temporary credentials as the services name them; an hour long, as a session is. */
const temporary = (id: string) => ({
  AccessKeyId: `STS.${id}`,
  AccessKeySecret: `secret of STS.${id}`,
  SecurityToken: `token of STS.${id}`,
  Expiration: new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, "Z"),
});

/** The same as our client has them. */
export const credentialsOf = (id: string) => ({
  accessKeyId: `STS.${id}`,
  accessKeySecret: `secret of STS.${id}`,
  securityToken: `token of STS.${id}`,
});

/** Starts the stand-ins; they end with the test. */
export async function startCredentialServices(): Promise<CredentialServices> {
  const requests: ReceivedRequest[] = [];
  const services: CredentialServices = {
    transport: async (request) => direct({ ...request, origin: services.url }),
    url: "",
    requests,
    answers: () => undefined,
  };
  const direct = createTransport({});
  const server = createServer((incoming, outgoing) => {
    void receive(incoming).then((request) => {
      requests.push(request);
      const { status = 200, body } = services.answers(request) ?? standInFor(request)(request);
      outgoing.writeHead(status, { "content-type": "application/json" });
      return outgoing.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  services.url = `http://127.0.0.1:${address.port}`;
  return services;
}

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  let body = "";
  for await (const chunk of incoming.setEncoding("utf8")) body += String(chunk);
  const url = new URL(incoming.url ?? "/", "http://x");
  const isForm = incoming.headers["content-type"] === "application/x-www-form-urlencoded";
  const form = isForm ? [...new URLSearchParams(body)] : [];
  return {
    host: incoming.headers.host ?? "",
    method: incoming.method ?? "",
    path: url.pathname,
    headers: incoming.headers,
    fields: Object.fromEntries([...url.searchParams, ...form]),
    body,
  };
}

/** A refusal as STS words it. */
export const refusal = (status: number, Code: string, Message: string): Answer => ({
  status,
  body: { RequestId: "0C1B-TEST", HostId: "sts.aliyuncs.com", Code, Message },
});

function standInFor({ host }: ReceivedRequest): (request: ReceivedRequest) => Answer {
  if (/^sts[\w.-]*\.aliyuncs\.com$/.test(host)) return answerOfSts;
  if (host === "100.100.100.200") return answerOfMetadata;
  if (host === "signin.example.com") return answerOfCloudSso;
  if (host === "oauth.aliyun.com") return answerOfOAuth;
  return () => ({ body: { Code: "Success", ...temporary("uri") } });
}

function answerOfSts({ method, path, fields }: ReceivedRequest): Answer {
  if (method !== "POST" || path !== "/" || fields["Version"] !== "2015-04-01")
    return refusal(404, "InvalidAction.NotFound", "no such action");
  const { RoleArn = "", RoleSessionName = "" } = fields;
  const roleName = RoleArn.split("/")[1] ?? "";
  const granted: Answer = { body: { Credentials: temporary(`${roleName}.${RoleSessionName}`) } };
  if (fields["Action"] === "AssumeRoleWithOIDC") {
    return fields["OIDCToken"] === goodOidcToken
      ? granted
      : refusal(
          400,
          "AuthenticationFail.OIDCToken.Expired",
          `This JsonWebToken is expired: ${fields["OIDCToken"]}`,
        );
  }
  const key = knownKeys[fields["AccessKeyId"] ?? ""];
  if (key === undefined)
    return refusal(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
  if (key.token !== fields["SecurityToken"])
    return refusal(400, "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed.");
  const signed = Object.entries(fields).filter(([name]) => name !== "Signature");
  const stringToSign = `${method}&${percentEncode("/")}&${percentEncode(canonicalizedQuery(signed))}`;
  const expected = createHmac("sha1", `${key.secret}&`).update(stringToSign).digest("base64");
  if (fields["Signature"] !== expected)
    return refusal(
      400,
      "SignatureDoesNotMatch",
      `Specified signature is not matched with our calculation. server string to sign is:${stringToSign}`,
    );
  return roleName === "denied"
    ? refusal(
        403,
        "NoPermission",
        `You are not authorized to do this action. ${fields["SecurityToken"] ?? ""}`,
      )
    : granted;
}

/** The metadata service, hardened: it answers nobody without its token. */
function answerOfMetadata({ method, path, headers }: ReceivedRequest): Answer {
  const root = "/latest/meta-data/ram/security-credentials/";
  if (method === "PUT" && path === "/latest/api/token") return { body: "metadata-token" };
  if (headers["x-aliyun-ecs-metadata-token"] !== "metadata-token") return { status: 403, body: "no" };
  if (path === root) return { body: "media-role" };
  return path === `${root}media-role`
    ? { body: { Code: "Success", ...temporary("ecs") } }
    : { status: 404, body: "<html>404 hush</html>" };
}

function answerOfCloudSso({ method, path, headers, body }: ReceivedRequest): Answer {
  const isAsked =
    method === "POST" &&
    path === "/cloud-credentials" &&
    headers.authorization === "Bearer sso-access-token" &&
    body === JSON.stringify({ AccountId: "123", AccessConfigurationId: "ac-1" });
  return isAsked
    ? { body: { CloudCredential: temporary("sso") } }
    : refusal(400, "InvalidParameter", `hush ${body}`);
}

function answerOfOAuth({ path, fields, headers }: ReceivedRequest): Answer {
  if (path === "/v1/token") {
    return fields["refresh_token"] === "old-refresh-token"
      ? {
          body: {
            access_token: "new-access-token",
            refresh_token: "new-refresh-token",
            expires_in: 3600,
          },
        }
      : { status: 400, body: "hush" };
  }
  if (headers.authorization !== "Bearer new-access-token") return { status: 401, body: "hush" };
  const { AccessKeyId, AccessKeySecret, SecurityToken, Expiration } = temporary("oauth");
  return {
    body: {
      accessKeyId: AccessKeyId,
      accessKeySecret: AccessKeySecret,
      securityToken: SecurityToken,
      expiration: Expiration,
    },
  };
}
