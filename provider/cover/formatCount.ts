/** A number as users read it, rounded: "1,000". */
export function formatCount(number: number): string {
  return Math.round(number).toLocaleString("en-US");
}
