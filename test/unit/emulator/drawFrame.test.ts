import { decode } from "jpeg-js";
import { describe, expect, it } from "vitest";
import { drawFrame, formatTimeCode, type Frame } from "../../../emulator/pictures/drawFrame.ts";
import { drawableText } from "../../../emulator/pictures/letters.ts";

const frame: Frame = {
  title: "Keynote",
  fileName: "keynote.mp4",
  timeMs: 12_500,
  durationMs: 50_000,
  widthPixels: 320,
  heightPixels: 180,
};

/** How bright a picture is in the rows between two parts of its height, row by row as text: `#` is light. */
function read(jpeg: Buffer, top: number, bottom: number, columns: number): string[] {
  const { width, height, data } = decode(jpeg);
  const rows = [...Array(Math.round((bottom - top) * height)).keys()].map(
    (row) => row + Math.round(top * height),
  );
  return rows.map((y) =>
    [...Array(columns).keys()]
      .map((column) => {
        const x = Math.floor(((column + 0.5) / columns) * width);
        return (data[4 * (y * width + x) + 1] ?? 0) > 180 ? "#" : ".";
      })
      .join(""),
  );
}

describe("the frame of a video", () => {
  it("is a JPEG of the size that was asked for, with title and time code in its comment", () => {
    const { width, height, comments } = decode(drawFrame({ ...frame, title: "封面 Keynote" }));
    expect([width, height]).toEqual([320, 180]);
    expect(Buffer.from(comments?.join("") ?? "", "latin1").toString()).toBe("封面 Keynote 00:00:12.500");
  });

  it("shows the title in letters", () => {
    const text = "1.0";
    const jpeg = drawFrame({ ...frame, title: text, widthPixels: 170, heightPixels: 100 });
    // Seven rows of the title, each a point high.
    expect(read(jpeg, 0.3, 0.37, 170).map((row) => row.slice(76, 94))).toMatchInlineSnapshot(`
      [
        "...#..........###.",
        "..##.........#...#",
        "...#.........#..##",
        "...#.........#.#.#",
        "...#.........##..#",
        "...#.....##..#...#",
        "..###....##...###.",
      ]
    `);
  });

  it("has a bar as long as the part of the video before it", () => {
    const [row = ""] = read(drawFrame(frame), 0.97, 0.98, 100);
    expect(row).toBe("#".repeat(25) + ".".repeat(75));
  });

  it("looks different at another time and in another video, and the same otherwise", () => {
    const looks = [
      frame,
      { ...frame, timeMs: 12_501 },
      { ...frame, fileName: "interview.mp4" },
      { ...frame, title: "Interview" },
    ].map((each) => drawFrame(each).toString("base64"));
    expect(new Set(looks).size).toBe(4);
    expect(drawFrame({ ...frame }).toString("base64")).toBe(looks[0]);
  });

  it.each([
    [8, 8],
    [4096, 8],
    [8, 4096],
  ])("can be %d x %d pixels", (widthPixels, heightPixels) => {
    const { width, height } = decode(drawFrame({ ...frame, widthPixels, heightPixels }));
    expect([width, height]).toEqual([widthPixels, heightPixels]);
  });

  it("of a video without a length has no bar, and no error", () => {
    const [row = ""] = read(drawFrame({ ...frame, durationMs: 0, timeMs: 0 }), 0.97, 0.98, 100);
    expect(row).not.toContain("#");
  });
});

it.each([
  [0, "00:00:00.000"],
  [72_500, "00:01:12.500"],
  [3_600_000 * 100 + 59 * 60_000 + 59_999, "100:59:59.999"],
])("%d ms is the time code %s", (timeMs, timeCode) => {
  expect(formatTimeCode(timeMs)).toBe(timeCode);
});

it.each([
  ["Keynote 2026: covers, part 1", "KEYNOTE 2026: COVERS, PART 1"],
  ["Übung  à la carte\t", "UBUNG A LA CARTE"],
  ["snake_case", "SNAKE-CASE"],
  ["开箱 新品", undefined],
  ["trailer 🎬", undefined],
  ["", undefined],
])("%j is drawn as %j", (text, drawn) => {
  expect(drawableText(text)).toBe(drawn);
});
