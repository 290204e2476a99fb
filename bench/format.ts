/** Numbers as people read them here. */

/** `1,234`; with decimals where asked for. */
export const number = (value: number, decimals = 0): string =>
  value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** Seconds with one decimal, `12.3`. */
export const seconds = (value: number): string => number(value, 1);

/** Bytes in megabytes (1,000,000 bytes), `123`. */
export const megabytes = (bytes: number | undefined): string =>
  bytes === undefined ? "not measured" : number(bytes / 1e6);

/** `2.14`: how many times `whole` is in `value`; three decimals near 1, where they matter. */
export function ratio(value: number, whole: number): string {
  const times = value / whole;
  return number(times, times > 0.9 && times < 1.1 ? 3 : 2);
}
