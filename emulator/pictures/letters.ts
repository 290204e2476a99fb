/** Columns and rows of a letter. */
export const letterSize = { columns: 5, rows: 7 } as const;

/**
 * The letters from `!` to `Z`, in the order of Unicode: five columns each, from left to right, as two hexadecimal digits
 * whose lowest bit is the top row.
 */
const columns = [
  "00005f0000 0007000700 147f147f14 242a7f2a12 2313086462 3649562050 0008070300 001c224100 0041221c00",
  "2a1c7f1c2a 08083e0808 0050300000 0808080808 0000606000 2010080402 3e5149453e 00427f4000 7249494946",
  "2141494d33 1814127f10 2745454539 3c4a494931 4121110907 3649494936 464949291e 0000140000 0040340000",
  "0008142241 1414141414 0041221408 0201590906 3e415d594e 7c1211127c 7f49494936 3e41414122 7f4141413e",
  "7f49494941 7f09090901 3e41415173 7f0808087f 00417f4100 2040413f01 7f08142241 7f40404040 7f021c027f",
  "7f0408107f 3e4141413e 7f09090906 3e4151215e 7f09192946 2649494932 03017f0103 3f4040403f 1f2040201f",
  "3f4038403f 6314081463 0304780403 6159494d43",
]
  .join(" ")
  .split(" ")
  .map((letter) => Buffer.from(letter, "hex"));

/**
 * A text as it can be drawn: capitals, digits and ASCII marks.
 *
 * @returns undefined if something in it cannot be drawn, such as Chinese
 */
export function drawableText(text: string): string | undefined {
  const drawable = text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toUpperCase()
    .replaceAll("_", "-")
    .replaceAll(/\s+/g, " ")
    .trim();
  return /^[ -Z]+$/.test(drawable) ? drawable : undefined;
}

/** Whether a point of a letter is inked. @param letter One that {@link drawableText} returns. */
export function isInked(letter: string, column: number, row: number): boolean {
  const bits = columns[letter.charCodeAt(0) - 33]?.[column] ?? 0;
  return ((bits >> row) & 1) === 1;
}
