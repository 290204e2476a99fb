/**
 * Whether this is the long form: `npm run test:long` sets MEDIACOVER_LONG to 1. The normal run takes a part that is
 * representative, in seconds; the long one takes everything, in minutes.
 */
export const isLong: boolean = process.env["MEDIACOVER_LONG"] === "1";

/**
 * How many times something is tried.
 *
 * @param short In the normal run.
 * @param long In the long form.
 */
export function runs(short: number, long: number): number {
  return isLong ? long : short;
}
