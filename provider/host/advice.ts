import type { Advice, AdviceCode, Advise } from "../mps/advice";

/**
 * How a program is told what to do about a failure: by the keys of the configuration. The commands have words of their own
 * where these do not fit.
 */
export const programWords: Readonly<Record<AdviceCode, string>> = {
  activateService: "activate ApsaraVideo Media Processing for this account, and settle overdue bills",
  addSecurityToken: "set alicloud:securityToken as well: a temporary access key needs it",
  checkAccessKey:
    "check the access key (`pulumi refresh` and `pulumi destroy` use the configuration stored by the last `pulumi up`: after changing a key, run `pulumi up` or add --run-program)",
  checkBucket: "check the bucket in the cover URL",
  checkEndpoint:
    "check mediacover:endpoint (and a proxy between here and there): it must be an endpoint of MPS",
  checkLocation: "check the OSS region in the cover URL",
  checkMediaId: "check the media id and its region",
  checkMediaIdForm: "correct the media id: it has 32 characters of 0-9 and a-f",
  checkNetwork: "check the network, mediacover:endpoint and the region",
  checkObjectKey: "check the object's name in the cover URL",
  checkPicture: "check that the picture opens",
  checkPipeline: "check the pipeline: it must be one of this region, for standard jobs",
  checkSecret:
    "the secret does not belong to this access key: check both (`pulumi refresh` and `pulumi destroy` use the configuration stored by the last `pulumi up`: after changing a key, run `pulumi up` or add --run-program)",
  checkSnapshotFile:
    "check that the source file exists, to the letter, in a bucket of this region, that it is not archived, and that the bucket has no Referer protection",
  checkSnapshotNames:
    "check the bucket and the name of the source file, and the bucket and the prefix of the picture",
  checkSnapshotVideo: "check that the video plays, and that the time is before its end",
  checkTls: "check mediacover:endpoint: it must name an endpoint of MPS that speaks HTTP over trusted TLS",
  correctValue: "correct the value",
  enableAccessKey: "enable the access key, or use another",
  grantAction: "grant this RAM identity the action, for example with the system policy AliyunMTSFullAccess",
  grantBucket: "let MPS read the bucket (its service role)",
  grantSnapshotBuckets:
    "let MPS read the bucket of the video and write to that of the picture: add both under Workflows, Media Buckets in the console",
  lookCodeUp: "look the code up in the error center of Alibaba Cloud",
  lowerRate: "lower mediacover:maxQps, or stop other programs that use the account",
  raiseQuota: "ask for a higher quota",
  renewCredentials:
    "get new temporary credentials (`pulumi refresh` and `pulumi destroy` use the configuration stored by the last `pulumi up`; environment variables are always read anew)",
  reportFault: "report this: it is a fault of pulumi-mediacover",
  reportToService: "try again later; if it stays, give the request id to Alibaba Cloud's support",
  resumePipeline: "resume the pipeline in the console, or name another one",
  setAccessKey:
    "Set both keys, for example `pulumi config set alicloud:accessKey …` and `pulumi config set --secret alicloud:secretKey …`, or ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY",
  setClock: "set this machine's clock: it may differ from the service's by 15 minutes at most",
  tryAgain: "try again",
  tryAgainLater: "try again later",
  tryAgainUnharmed: "try again later; the call may have had effect, which is harmless: it sets a value",
  useHttp: "write the cover URL with http:",
  useHttpsEndpoint: "correct mediacover:endpoint: it must be an https endpoint",
  useMpsEndpoint: "correct mediacover:endpoint: it must name an endpoint of MPS",
};

/** Words advice with a table of words. */
export const adviseWith =
  (words: Readonly<Record<AdviceCode, string>>): Advise =>
  (advice: Advice) =>
    typeof advice === "string"
      ? words[advice]
      : `check ${advice.variable}: that the proxy runs, takes this user, and lets connections to ${advice.host} pass; or name that host in no_proxy`;
