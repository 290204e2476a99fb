/**
 * What a user can do about a failure, as a code. Whoever shows the error puts it into words, because a setting has one name
 * in a program and another one in a command.
 */
export type Advice = AdviceCode | ProxyAdvice;

export type AdviceCode =
  | "activateService"
  | "addSecurityToken"
  | "checkAccessKey"
  | "checkBucket"
  | "checkEndpoint"
  | "checkLocation"
  | "checkMediaId"
  | "checkMediaIdForm"
  | "checkNetwork"
  | "checkObjectKey"
  | "checkPicture"
  | "checkPipeline"
  | "checkSecret"
  | "checkSnapshotFile"
  | "checkSnapshotNames"
  | "checkSnapshotVideo"
  | "checkTls"
  | "correctValue"
  | "enableAccessKey"
  | "grantAction"
  | "grantBucket"
  | "grantSnapshotBuckets"
  | "lookCodeUp"
  | "lowerRate"
  | "raiseQuota"
  | "renewCredentials"
  | "reportFault"
  | "reportToService"
  | "resumePipeline"
  | "setAccessKey"
  | "setClock"
  | "tryAgain"
  | "tryAgainLater"
  | "tryAgainUnharmed"
  | "useHttp"
  | "useHttpsEndpoint"
  | "useMpsEndpoint";

/** The proxy is at fault. */
export interface ProxyAdvice {
  code: "checkProxy";
  /** The variable that names the proxy. */
  variable: string;
  /** What the proxy should have connected to. */
  host: string;
}

/** Puts advice into words: an instruction without a full stop. */
export type Advise = (advice: Advice) => string;
