import { limits } from "../limits";
import { serviceError } from "../serviceError";

/**
 * @throws ServiceError `InvalidTimeStamp.Format` or, more than 15 minutes from now in either direction,
 *   `.Expired`
 */
export function checkTimestamp(timestamp: string | undefined, now: Date): void {
  const isWellFormed = timestamp !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(timestamp);
  const milliseconds = isWellFormed ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw serviceError("InvalidTimeStamp.Format");
  }
  if (Math.abs(milliseconds - now.getTime()) > limits.signatureWindowMs) {
    throw serviceError("InvalidTimeStamp.Expired");
  }
}
