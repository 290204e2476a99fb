import { limits } from "../limits";
import { serviceError } from "../serviceError";

/**
 * Checks the URL of an input file, which must be plain http.
 *
 * @param parameter its name, for the error's message
 * @throws ServiceError `InvalidParameter.InvalidHTTPProtocol` (which names an inner parameter, as observed in the service),
 * or `InvalidParameter.OutOfRange` beyond 3,200 bytes
 */
export function checkFileUrl(fileUrl: string, parameter: string): void {
  if (!/^http:\/\/./i.test(fileUrl)) {
    throw serviceError("InvalidParameter.InvalidHTTPProtocol", "InputFileUrl");
  }
  if (Buffer.byteLength(fileUrl) > limits.fileUrlBytes) {
    throw serviceError("InvalidParameter.OutOfRange", parameter);
  }
}
