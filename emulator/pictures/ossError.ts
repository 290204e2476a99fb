import { XMLBuilder } from "fast-xml-parser";

/** How OSS refuses a request for an object. Source: OSS developer reference, "HTTP status codes and error codes". */
export const ossErrors = {
  AccessDenied: { status: 403, message: "You have no right to access this object because of bucket acl." },
  InvalidBucketName: { status: 400, message: "The specified bucket is not valid." },
  InvalidObjectName: { status: 400, message: "The specified object is not valid." },
  MethodNotAllowed: { status: 405, message: "The specified method is not allowed against this resource." },
  NoSuchBucket: { status: 404, message: "The specified bucket does not exist." },
  NoSuchKey: { status: 404, message: "The specified key does not exist." },
} as const;

export type OssErrorCode = keyof typeof ossErrors;

/** The body of a refusal. */
export function ossErrorBody(code: OssErrorCode, requestId: string, host: string): string {
  const error = { Code: code, Message: ossErrors[code].message, RequestId: requestId, HostId: host };
  return `<?xml version="1.0" encoding="UTF-8"?>${new XMLBuilder().build({ Error: error })}`;
}
