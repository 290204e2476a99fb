import { adviseWith, programWords } from "../provider/host/advice";

/** How a command tells what to do about a failure: by its options and by the environment. */
export const advise = adviseWith({
  ...programWords,
  addSecurityToken:
    "set ALICLOUD_SECURITY_TOKEN, or pass --config alicloud:securityToken=…: a temporary access key needs it",
  checkAccessKey: "check the access key",
  checkEndpoint:
    "check the endpoint (--config mediacover:endpoint=…) and a proxy between here and there: it must be an endpoint of MPS",
  checkNetwork: "check the network, the region (--region) and the endpoint (--config mediacover:endpoint=…)",
  checkSecret: "the secret does not belong to this access key: check both",
  checkTls:
    "check the endpoint (--config mediacover:endpoint=…): it must be an endpoint of MPS that speaks HTTP over trusted TLS",
  lowerRate:
    "pass --config mediacover:maxQps=… with a lower number, or stop other programs that use the account",
  renewCredentials: "get new temporary credentials",
  setAccessKey:
    "Set ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY, or pass --config alicloud:profile=… with a profile of `aliyun configure`",
  useHttpsEndpoint: "pass --config mediacover:endpoint=… with an https endpoint",
  useMpsEndpoint: "pass --config mediacover:endpoint=… with an endpoint of MPS",
});
