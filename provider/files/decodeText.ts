/**
 * The one way in which text files are read: UTF-8, with or without a byte order mark, or UTF-16 as PowerShell's `>` and
 * Windows' editors write it.
 *
 * @throws TypeError for bytes that are no text in any of these.
 */
export function decodeText(bytes: Uint8Array): string {
  // The decoder takes the byte order mark off.
  return new TextDecoder(detectEncoding(bytes), { fatal: true }).decode(bytes);
}

function detectEncoding([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // No text begins with NUL, so half of the first character is one.
  if (second === 0 && first !== undefined && first !== 0) return "utf-16le";
  return first === 0 && second !== undefined && second !== 0 ? "utf-16be" : "utf-8";
}
