/** The first version of Node.js that our dependencies run on; package.json says the same. */
const oldest = { major: 22, minor: 19 };

/**
 * What is wrong with the Node.js that runs this, in one sentence; `undefined` for nothing. Must itself load on old ones.
 *
 * @param version Such as `22.19.0`.
 * @param path Of its executable.
 */
export function describeOldNode(version: string, path: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return undefined;
  return `pulumi-mediacover needs Node.js ${oldest.major}.${oldest.minor} or later, and this is ${version} (${path}): install a newer one`;
}
