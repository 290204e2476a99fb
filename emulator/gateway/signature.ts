import { timingSafeEqual } from "node:crypto";
import { serviceError } from "../serviceError";

/** Replaces security tokens wherever one would be shown. */
export const maskedToken = "***";

/** Two signatures to compare, and the error's text if they differ. */
export interface ExpectedSignature {
  given: string;
  expected: string;
  /**
   * What the emulator signed, so that the author of a client can compare. Holds no secret; the security token is masked.
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
