/**
 * One error of the service: its HTTP status and its message, in which `%s` stands for the parameter.
 */
export interface ErrorRow {
  status: number;
  message: string;
}

/**
 * Every code that the emulator answers with. The messages are the documented ones, misspellings included. (Those of
 * `UnsupportedHTTPMethod`, `InvalidSignatureMethod`, `InvalidSecurityToken.*` and `InvalidMediaId.NotFound` are the
 * emulator's own: no page was found that has them.)
 *
 * The gateway's rows are from the common error pages (help.aliyun.com/document_detail/60629, 434846, 435312),
 * where pages disagree on a status, the commoner one is taken (`Behaviour.statusOf` changes it). The rows of
 * `InvalidParameter`, `PermissionDenied` and `InvalidIdentity` are from the error table of MPS (help.aliyun.com/document_detail/29254), which gives no
 * statuses: 400 is what field reports show.
 */
export const errorTable = {
  // The gateway, before the operation is reached.
  "InvalidApi.NotFound": {
    status: 404,
    message: "Specified api is not found, please check your url and method.",
  },
  UnsupportedOperation: { status: 400, message: "The specified action is not supported." },
  UnsupportedHTTPMethod: { status: 400, message: "This http method is not supported." },
  "InvalidAccessKeyId.NotFound": { status: 404, message: "Specified access key is not found." },
  "InvalidAccessKeyId.Inactive": { status: 400, message: "Specified access key is disabled." },
  IncompleteSignature: {
    status: 400,
    message: "The request signature does not conform to Aliyun standards.",
  },
  InvalidSignatureMethod: { status: 400, message: "Specified signature method is not valid: %s." },
  SignatureDoesNotMatch: {
    status: 400,
    message: "Specified signature is not matched with our calculation. %s",
  },
  SignatureNonceUsed: { status: 400, message: "Specified signature nonce was used already." },
  "InvalidTimeStamp.Format": {
    status: 400,
    message: "Specified time stamp or date value is not well formatted.",
  },
  "InvalidTimeStamp.Expired": { status: 400, message: "Specified time stamp or date value is expired." },
  MissingSecurityToken: { status: 400, message: "SecurityToken is mandatory for this action." },
  "InvalidSecurityToken.Expired": { status: 400, message: "Specified SecurityToken is expired." },
  "InvalidSecurityToken.Malformed": { status: 400, message: "Specified SecurityToken is malformed." },
  "InvalidSecurityToken.MismatchWithAccessKey": {
    status: 400,
    message: "Specified SecurityToken mismatch with the AccessKey.",
  },
  NoPermission: { status: 403, message: "User not authorized to operate on the specified resource." },
  "Throttling.User": { status: 400, message: "Request was denied due to user flow control." },
  MissingParameter: { status: 400, message: "%s is mandatory for this action." },

  // The operation.
  InvalidParameter: { status: 400, message: 'The specified parameter "%s" is invalid.' },
  "InvalidParameter.NullValue": { status: 400, message: 'The specified parameter "%s" cannot be null.' },
  "InvalidParameter.EmptyValue": { status: 400, message: 'The specified parameter "%s" cannot be empty.' },
  "InvalidParameter.OutOfRange": { status: 400, message: 'The specified parameter "%s" is out of range.' },
  "InvalidParameter.Format": { status: 400, message: 'The format of parameter "%s" is invalid.' },
  "InvalidParameter.NumberFormatInvalid": {
    status: 400,
    message: 'The number format of parameter "%s" is invalid.',
  },
  "InvalidParameter.NotSupported": {
    status: 400,
    message: 'The specified parameter "%s" is not supported.',
  },
  "InvalidParameter.InvalidState": { status: 400, message: 'The specified parameter "%s" is invalid.' },
  "InvalidParameter.JsonFormatInvalid": {
    status: 400,
    message: 'The parameter "%s" does not conform to the JSON specification.',
  },
  "InvalidParameter.JsonObjectFormatInvalid": {
    status: 400,
    message: 'The parameter "%s" does not conform to the JSON Object specification.',
  },
  "InvalidParameter.UUIDFormatInvalid": {
    status: 400,
    message:
      'The parameter "%s" is invalid.A uuid must:1)be comprised of chracters[a-f],numbers[0-9];2)be 32 characters long.',
  },
  // Seen for a file URL (github.com/aliyun/aliyun-openapi-php-sdk/issues/74); assumed for a cover.
  "InvalidParameter.InvalidHTTPProtocol": {
    status: 400,
    message: 'The parameter "%s" is not a valid url,protocol not supported',
  },
  "InvalidParameter.ResourceNotFound": {
    status: 400,
    message: 'The resource operated "%s" cannot be found.',
  },
  "InvalidParameter.ResourceDeleted": {
    status: 400,
    message: 'The resource operated "%s" has been deleted.',
  },
  "InvalidParameter.ResourceContentBad": { status: 400, message: 'The resource operated "%s" is bad.' },
  "InvalidParameter.ResourceNotSupported": {
    status: 400,
    message: 'The resource operated "%s" is not supported.',
  },
  "InvalidParameter.BucketNameInvalid": {
    status: 400,
    message:
      'The bucket name "%s" is invalid. A bucket name must: 1) be comprised of lower-case characters, numbers, underscore(_) or dash(-); 2) start with lower case or numbers; 3) be between 3-255 characters long.',
  },
  "InvalidParameter.LocationInvalid": {
    status: 400,
    message:
      'The location "%s" is invalid. A location name shoud be one of five:oss-cn-hangzhou,oss-cn-qingdao,oss-cn-beijing,oss-cn-hongkong,oss-cn-shenzhen.And now MTS only support oss-cn-hangzhou.',
  },
  "InvalidParameter.ObjectKeyInvalid": {
    status: 400,
    message:
      'The object key "%s" is invalid. An object name should be between 1 - 1023 bytes long when encoded as UTF-8 and cannot contain LF or CR or unsupported chars in XML1.0.',
  },
  "PermissionDenied.ResourceAccess": {
    status: 400,
    message: 'MTS not authorized to operate on the specified resource "%s".',
  },
  // From the FAQ about snapshots, which has no words for it.
  SnapshotTimeOut: { status: 400, message: "" },
  "InvalidMediaId.NotFound": { status: 404, message: 'The specified "%s" is not found.' },
  // The emulator itself never refuses with these codes. They are here because tests often ask for them as faults.
  "InvalidIdentity.ServiceDisabled": {
    status: 400,
    message: "The request identity was not allowed operated.",
  },
  "PermissionDenied.ResourceQuotaExceed": {
    status: 400,
    message: 'The resource "%s" quota has been used up.',
  },
  Throttling: { status: 400, message: "Request was denied due to request throttling." },
  ServiceUnavailable: {
    status: 503,
    message: "The request has failed due to a temporary failure of the server.",
  },
  InternalError: {
    status: 500,
    message: "The operation has failed due to some unknown error, exception or failure. %s",
  },
} as const satisfies Record<string, ErrorRow>;

/** A code that the emulator answers with. */
export type ErrorCode = keyof typeof errorTable;
