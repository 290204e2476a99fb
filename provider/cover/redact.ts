/**
 * A text that should be a URL, as an error may show it: without a password, and without what follows a `?`, which may be
 * a signature. Works on what is no URL at all, too, and in time that grows with the text's length only.
 */
export function maskUrlSecrets(text: string): string {
  const masked = text.includes("//")
    ? text.replaceAll(/[^'"]+/g, (unquoted) => withoutUsers(unquoted, "//"))
    : withoutUsers(text, "");
  return masked.replaceAll(/\?[^#\s'"]+/g, "?***");
}

/** What stands between `before` and an `@`, where that is a user with a password, is masked. */
function withoutUsers(text: string, before: "//" | ""): string {
  const pieces = text.split("@");
  return pieces
    .map((piece, index) => {
      const start = piece.indexOf(before);
      const isUser = start !== -1 && index < pieces.length - 1 && piece.includes(":", start + before.length);
      return isUser ? `${piece.slice(0, start)}${before}***` : piece;
    })
    .join("@");
}

/** The id of an access key, to be recognised by: its first and last four characters; a short one not at all. */
export function maskAccessKeyId(id: string): string {
  return id.length < 12 ? "***" : `${id.slice(0, 4)}…${id.slice(-4)}`;
}
