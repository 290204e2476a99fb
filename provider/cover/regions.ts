/**
 * The regions in which MPS is known to run.
 *
 * Source: the endpoints in the API reference, version 2014-06-18. A region that is missing here may be new, so it gets a
 * warning, not a refusal.
 */
export const regions: ReadonlySet<string> = new Set([
  "ap-northeast-1",
  "ap-southeast-1",
  "ap-southeast-5",
  "cn-beijing",
  "cn-hangzhou",
  "cn-hongkong",
  "cn-qingdao",
  "cn-shanghai",
  "cn-shenzhen",
  "cn-zhangjiakou",
  "eu-central-1",
  "eu-west-1",
  "us-west-1",
]);

/** The form of a region id. The id becomes part of a host name, so anything else is refused. */
export const regionPattern = /^[a-z]{2,}(-[a-z0-9]+)+$/;
