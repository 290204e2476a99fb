/** `https://`, also as people write it by mistake. */
const schemePattern = /^[a-z][a-z0-9+.-]*:[\\/]{2}/i;

/** A host that cannot be a user's name with a password: it has a dot, or is a well-known one, and a port is a number. */
const hostPattern =
  /^(?:[a-z0-9_*-]+(?:\.[a-z0-9_*-]+)+\.?|localhost|\[[0-9a-f:.]+\])(?::\d{0,5})?(?=[/?#]|$)/i;

/**
 * A text that should be a URL, as an error may show it: without user and password, and without what follows a `?`, which
 * may be a signature. A password may hold any character, also those that end it in a well-formed URL: so everything before
 * the last `@` is masked. Takes time that grows with the text's length only.
 *
 * @param mayHoldAt The text may be a path, or a URL whose path may hold an `@`, such as a picture's (`photo@2x.jpg`): behind
 * a host without a port, or where there is no `:`, it is shown. Default false.
 */
export function maskUrlSecrets(text: string, { mayHoldAt = false } = {}): string {
  const scheme = schemePattern.exec(text)?.[0] ?? "";
  const rest = text.slice(scheme.length);
  const at = rest.lastIndexOf("@");
  const [host] = hostPattern.exec(rest) ?? [];
  const isPath =
    mayHoldAt && (host === undefined ? !rest.slice(0, at).includes(":") && scheme === "" : !hasPort(host));
  if (at !== -1 && !isPath && !isInQuery(rest, host, at)) {
    // A `?` before the `@`: what follows may be the end of a signature, as well as the host after a password.
    const hasQuery = rest.slice(0, at).includes("?");
    const isUnclear = (hasQuery && (mayHoldAt || host !== undefined)) || !isAfterUser(rest.slice(at));
    return isUnclear ? `${scheme}***` : `${scheme}***${withoutQuery(rest.slice(at))}`;
  }
  // No `@` after it, but no port either: the host was forgotten, and all may be the password.
  const isUser = scheme !== "" && host === undefined && /^[^/?#]*:(?!\d{1,5}(?:[/?#]|$))/.test(rest);
  return scheme + (isUser ? "***" : withoutQuery(rest));
}

/** Whether a host, of any script, follows an `@`. Otherwise the `@` is part of a password, and the host was forgotten. */
const isAfterUser = (text: string): boolean =>
  /^@(?:$|(?:[\p{L}\p{N}_*.-]+|\[[0-9a-f:.]+\])(?::\d{0,5})?(?=[/?#]|$))/iu.test(text);

/** `user:80/…@host` looks like a host with a port. */
const hasPort = (host: string): boolean => /:\d*$/.test(host);

/** Whether an `@` can only be a part of the query, which is masked anyway: a host without a port stands before it. */
function isInQuery(rest: string, host: string | undefined, at: number): boolean {
  const query = rest.indexOf("?");
  const isHost = host !== undefined && !hasPort(host);
  return isHost && query !== -1 && query < at && !rest.slice(host.length, query).includes("@");
}

function withoutQuery(text: string): string {
  const start = text.indexOf("?");
  const end = start === -1 ? text.length : start + 1;
  return `${text.slice(0, end)}${end < text.length ? "***" : ""}`;
}

/**
 * Masks secrets in a text that somebody else wrote and that may repeat them: as they are, percent-encoded (also twice), or
 * escaped as in JSON or XML.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= leastSecretLength)
    .reduce((rest, secret) => rest.replaceAll(anySpelling(secret), "***"), text);
}

/** Shorter texts are no secrets, as the service's have 30 characters and more; masking them would damage other words. */
const leastSecretLength = 6;

const xmlNames: Readonly<Record<string, string>> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
  "'": "apos",
};

function anySpelling(secret: string): RegExp {
  const characters = Array.from(secret, (character) => {
    const bytes = Array.from(Buffer.from(character), (byte) => byte.toString(16).padStart(2, "0"));
    const code = character.codePointAt(0) ?? 0;
    return [
      `\\\\?${character.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`)}`,
      bytes.map((byte) => `%(?:25)*${byte}`).join(""),
      `&#(?:${code}|x0*${code.toString(16)});`,
      ...(xmlNames[character] === undefined ? [] : [`&${xmlNames[character]};`]),
    ].join("|");
  });
  return new RegExp(characters.map((each) => `(?:${each})`).join(""), "gi");
}

/** The id of an access key, to be recognised by: its first and last four characters; a short one not at all. */
export function maskAccessKeyId(id: string): string {
  return id.length < 12 ? "***" : `${id.slice(0, 4)}…${id.slice(-4)}`;
}
