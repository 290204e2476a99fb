import { describe, expect, it } from "vitest";
import { commandsIn, snippetsOf, userPages } from "../docs/pages";
import { runProcess } from "../support/childProcess";
import { findCliFor } from "./findCli";

/** The commands of Pulumi in the pages, without what differs from user to user; the options of each. */
const optionsByCommand = Map.groupBy(
  userPages
    .flatMap((page) => snippetsOf(page).flatMap((snippet) => commandsIn(snippet)))
    .filter((command) => command.startsWith("pulumi "))
    .map((command) => {
      const words = command.split(" ").slice(1);
      const end = words.findIndex((word) => !/^[a-z-]+$/.test(word) || word.startsWith("-"));
      return {
        name: words.slice(0, end === -1 ? words.length : end).join(" "),
        options: words.filter((word) => word.startsWith("--")),
      };
    }),
  ({ name }) => name,
);
const documented = [...optionsByCommand].map(([name, uses]) => ({
  name,
  options: [...new Set(uses.flatMap(({ options }) => options))],
}));
const cli = await findCliFor(documented);

describe.skipIf(!cli.found)("a command of Pulumi in a page", () => {
  it.each(documented)(
    "is one that the CLI has, with its options: pulumi $name $options",
    async ({ name, options }) => {
      const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
      const { output } = await runProcess(cli.found ? cli.path : "", [...name.split(" "), "--help"], { env });
      expect(output).toContain(`pulumi ${name.split(" ")[0]}`);
      expect(options.filter((option) => !output.includes(option))).toEqual([]);
    },
  );
});
