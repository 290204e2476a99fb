/**
 * A text that should be a URL, as an error may show it: without a password, and without what follows a `?`, which may be
 * a signature. Works on what is no URL at all, too.
 */
export function maskUrlSecrets(text: string): string {
  const masked = text.includes("//")
    ? text.replaceAll(/\/\/[^@'"]*:[^@'"]*@/g, "//***@")
    : text.replace(/^[^@]*:[^@]*@/, "***@");
  return masked.replaceAll(/\?[^#\s'"]+/g, "?***");
}

/** The id of an access key, to be recognised by: its first and last four characters; a short one not at all. */
export function maskAccessKeyId(id: string): string {
  return id.length < 12 ? "***" : `${id.slice(0, 4)}…${id.slice(-4)}`;
}
