import { describeValue, type Problem } from "./problem";
import { canonicalUrl, isHost, parseUrl, type UrlParts } from "./urlParts";

/**
 * Cover URLs that the service takes, though no viewer can fetch the picture.
 *
 * Source: the documentation of OSS, "Regions and endpoints" (internal and VPC endpoints) and "Access OSS by bucket domain
 * name" (requests with the bucket in the path are refused).
 */

/** The label of an endpoint that only servers in the same region reach. */
const internalLabel =
  /(?<=^|\.)(?:vpc100-oss-[a-z0-9-]+|[a-z0-9-]+-internal)(?=\.(?:(?:oss-accesspoint|oss-data-acc)\.)?aliyuncs\.com\.?$)/;

/** An endpoint of OSS with no bucket before it. */
const bareEndpoint = /^(?:s3\.)?(?:vpc100-)?oss(?:-[a-z0-9-]+)?\.aliyuncs\.com\.?$/;

/** The path of a URL in path style. */
const bucketAndKey = /^\/(?<bucket>[a-z0-9][a-z0-9-]{1,61}[a-z0-9])(?<key>\/.+)$/;

/**
 * What keeps viewers from a picture, as far as its URL shows it. A reason to warn, never to refuse.
 *
 * @param url A cover URL in canonical form.
 */
export function findReachProblems(url: string): Problem[] {
  const parts = parseUrl(url);
  if (parts === undefined) return [];
  const rules = findRules(parts);
  if (rules.length === 0) return [];
  const mended = mend(parts);
  const isMended = isHost(mended.host) && findRules(mended).length === 0;
  const fix = isMended
    ? `write ${JSON.stringify(canonicalUrl(mended))}`
    : "give the URL at the bucket's public endpoint, such as http://bucket.oss-cn-hangzhou.aliyuncs.com/cover.jpg";
  return rules.map((rule) => ({ path: [], rule, got: describeValue(url), fix }));
}

function findRules({ host, path }: UrlParts): string[] {
  const outcome = "so viewers cannot load the picture";
  return [
    ...(internalLabel.test(host) ? [`names an internal endpoint of OSS, ${outcome}`] : []),
    ...(isSchemeTwice({ host, path }) ? [`has its scheme twice, ${outcome}`] : []),
    ...(bareEndpoint.test(host) ? [`has the bucket in its path, which OSS refuses, ${outcome}`] : []),
  ];
}

/** `http://http://c.example/a.jpg`: a host `http` without a port. */
const isSchemeTwice = ({ host, path }: Pick<UrlParts, "host" | "path">): boolean =>
  /^https?$/.test(host) && path.startsWith("//");

/** The URL at the public endpoint, with the bucket before it. */
function mend(parts: UrlParts): UrlParts {
  const inner = isSchemeTwice(parts) ? parseUrl(`http:${parts.path}`) : undefined;
  if (inner !== undefined) return inner;
  const host = parts.host.replace(internalLabel, (label) =>
    label.replace(/^vpc100-/, "").replace(/-internal$/, ""),
  );
  const { bucket, key } = bucketAndKey.exec(parts.path)?.groups ?? {};
  if (!bareEndpoint.test(host) || bucket === undefined || key === undefined) return { ...parts, host };
  return { ...parts, host: `${bucket}.${host}`, path: key };
}
