import { EmulatorOptionError } from "../emulator/optionError";
import { ManifestError } from "../provider/manifest/problem";
import { CallError, ConfigurationError, CredentialsError } from "../provider/mps/errors";
import { CommandFailedError, UsageError } from "./terminal";

/** Loaded only when a command fails: `--help` and `--version` take little more time than Node.js itself. */

const expectedErrors = [
  CommandFailedError,
  UsageError,
  EmulatorOptionError,
  ManifestError,
  CallError,
  CredentialsError,
  ConfigurationError,
];

/** Whether a user can act on an error. Any other is a fault of this package. */
export function isExpected(error: unknown): error is Error {
  return expectedErrors.some((each) => error instanceof each);
}
