import { describe, expect, it } from "vitest";
import { coverOf, coversOf, openLibrary } from "../engine/scenarios/mediaCoverSet/library";
import { cliStackOpener } from "./cliStack";
import { findCliFor } from "./findCli";
import { mediaIdFor } from "../support/mediaIds";

const promises = ["shows in a preview exactly the entries that are changed, added and removed"];
const cli = await findCliFor(promises);

describe.skipIf(!cli.found)("MediaCoverSet on the real CLI", () => {
  it(promises[0] ?? "", async () => {
    const openWithDiff = cliStackOpener(cli.found ? cli.path : "", { previewFlags: ["--diff"] });
    const { stack, declare } = await openLibrary(openWithDiff, 5);
    declare({ library: { covers: coversOf([1, 2, 3, 4]) } });
    await stack.up();
    declare({ library: { covers: { ...coversOf([1, 3, 5]), [mediaIdFor(2)]: coverOf(2, "second") } } });
    const { text } = await stack.preview();
    const [properties = ""] = text.split("--outputs:--");
    const entries = properties.match(/[-~+] [0-9a-f]{32}: .*/g);
    expect(entries).toEqual([
      `~ ${mediaIdFor(2)}: "${coverOf(2)}" => "${coverOf(2, "second")}"`,
      `- ${mediaIdFor(4)}: "${coverOf(4)}"`,
      `+ ${mediaIdFor(5)}: "${coverOf(5)}"`,
    ]);
  });
});
