import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Languages of examples: the name of the file, and what Pulumi's documentation calls the language. */
const languages = [
  ["Pulumi.yaml", "yaml"],
  ["index.ts", "typescript"],
  ["__main__.py", "python"],
  ["main.go", "go"],
  ["Program.cs", "csharp"],
  ["App.java", "java"],
] as const;

/**
 * A description with an example in each language, in the form that Pulumi's generators of SDKs take apart.
 *
 * @param example A folder of `examples`.
 */
export function withExamples(description: string, example: string): string {
  const folder = join(__dirname, "examples", example);
  const blocks = languages.map(([file, language]) => {
    const code = readFileSync(join(folder, file), "utf8").trimEnd();
    return `\`\`\`${language}\n${code}\n\`\`\``;
  });
  return [
    description,
    "{{% examples %}}\n## Example Usage\n{{% example %}}",
    ...blocks,
    "{{% /example %}}\n{{% /examples %}}",
  ].join("\n\n");
}
