import { timingSafeEqual } from "node:crypto";
import { serviceError } from "../serviceError";

/** What stands for a security token wherever one would be shown. */
export const maskedToken = "***";

/** Two signatures to compare, and what to say if they differ. */
export interface ExpectedSignature {
  given: string;
  expected: string;
  /**
   * What was signed here: a client's author compares it with his own. Holds no secret; the security token is
   * masked.
   */
  echo: string;
}

/** @throws ServiceError `SignatureDoesNotMatch`, with the server's string to sign in its words */
export function compareSignatures({ given, expected, echo }: ExpectedSignature): void {
  const givenBytes = Buffer.from(given);
  const expectedBytes = Buffer.from(expected);
  if (givenBytes.length !== expectedBytes.length || !timingSafeEqual(givenBytes, expectedBytes)) {
    throw serviceError("SignatureDoesNotMatch", echo);
  }
}
