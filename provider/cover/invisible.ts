/** Characters that are invisible in a text. They come along when text is copied, and nobody means them in a URL or an id. */

/**
 * Format characters (general category Cf), and letters and marks that nothing is drawn for (Unicode,
 * Default_Ignorable_Code_Point without variation selectors, which emoji have).
 */
export const formatPattern = /[\p{Cf}\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0]/gu;

/** The same with control characters, and line and paragraph separators: general categories Cc, Zl and Zp. */
const invisiblePattern = new RegExp(`[\\p{Cc}\\p{Zl}\\p{Zp}]|${formatPattern.source}`, "gu");

/** Names of the most frequent ones. Source: Unicode 16, NamesList. */
const names: Readonly<Record<string, string>> = {
  "U+0009": "tab",
  "U+000A": "line feed",
  "U+000D": "carriage return",
  "U+00AD": "soft hyphen",
  "U+034F": "combining grapheme joiner",
  "U+115F": "hangul choseong filler",
  "U+200B": "zero width space",
  "U+200C": "zero width non-joiner",
  "U+200D": "zero width joiner",
  "U+200E": "left-to-right mark",
  "U+200F": "right-to-left mark",
  "U+2028": "line separator",
  "U+2029": "paragraph separator",
  "U+202A": "left-to-right embedding",
  "U+202B": "right-to-left embedding",
  "U+202C": "pop directional formatting",
  "U+202D": "left-to-right override",
  "U+202E": "right-to-left override",
  "U+2060": "word joiner",
  "U+2066": "left-to-right isolate",
  "U+2067": "right-to-left isolate",
  "U+2068": "first strong isolate",
  "U+2069": "pop directional isolate",
  "U+3164": "hangul filler",
  "U+FEFF": "byte order mark",
};

/** The rules that a text breaks if a character was lost on the way. It is not known which one. */
export function lostCharacterRules(text: string): string[] {
  const half = locate(text, /\p{Surrogate}/u);
  const replaced = locate(text, /\uFFFD/u);
  return [
    ...(half === undefined
      ? []
      : [`must be text that has a UTF-8 form, without half of a surrogate pair: ${half}`]),
    ...(replaced === undefined
      ? []
      : [`must not hold the character that stands for a lost one: ${replaced}`]),
  ];
}

/** The rule that a text breaks if it contains an invisible character. */
export function invisibleCharacterRule(text: string): string | undefined {
  const invisible = locate(text, invisiblePattern);
  return invisible && `must not hold line breaks or other invisible characters: ${invisible}`;
}

/** The place of the first character of a kind: `U+200B (zero width space) at character 45 and 2 more`. */
function locate(text: string, kind: RegExp): string | undefined {
  const [first, ...others] = Array.from(text).flatMap((character, index) =>
    character.search(kind) === -1 ? [] : [`${nameCharacter(character)} at character ${index + 1}`],
  );
  return first === undefined || others.length === 0 ? first : `${first} and ${others.length} more`;
}

/** Removes invisible characters. */
export const withoutInvisible = (text: string): string => text.replaceAll(invisiblePattern, "");

/** Escapes invisible characters as in JSON: `\u200b`. */
export function escapeInvisible(text: string): string {
  return text.replaceAll(invisiblePattern, (character) =>
    Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
      .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** The code point of a character: `U+200B`. */
export function formatCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function nameCharacter(character: string): string {
  const codePoint = formatCodePoint(character);
  const name = names[codePoint];
  return name === undefined ? codePoint : `${codePoint} (${name})`;
}
