import { catalogueOf } from "./catalogue.ts";
import { runColumns, runRow } from "./columns.ts";
import { contenders } from "./contenders/index.ts";
import { chooseEngine, type Engine } from "./engine.ts";
import { judge } from "./figures.ts";
import { number } from "./format.ts";
import { checkJitter } from "./jitterCheck.ts";
import { describeMachine } from "./machine.ts";
import { type ContenderResult, measureContender } from "./measure.ts";
import { canWatchMemory } from "./memory.ts";
import { helpText, OptionError, type Options, readOptions } from "./options.ts";
import { reasonNotToRun } from "./plan.ts";
import { type Findings, verdictTable } from "./report.ts";
import { markdownTable, terminalRow } from "./table.ts";
import { writeJitterResults, writeResults } from "./results.ts";

const titleWidth = 40;
const numberWidth = 9;

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(helpText);
  else process.exitCode = (await run(options)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** @returns whether the sets reached what they have to */
async function run(options: Options): Promise<boolean> {
  const engine = await chooseEngine();
  const machine = describeMachine(engine);
  console.log(machine.join("\n"));
  return options.jitterCheck ? runJitterCheck(options, engine, machine) : runBench(options, engine, machine);
}

async function runJitterCheck(options: Options, engine: Engine, machine: string[]): Promise<boolean> {
  console.log(`\n${number(options.n)} covers with MediaCoverSet`);
  const { table, passed } = await checkJitter(options, engine);
  console.log(passed ? "\nNothing was refused." : "\nMissed: something was refused, wrong, or failed.");
  say(writeJitterResults(options, table, machine));
  return passed;
}

async function runBench(options: Options, engine: Engine, machine: string[]): Promise<boolean> {
  const planned = contenders.map((contender) => ({ contender, reason: reasonNotToRun(contender, options) }));
  const notRun = planned.flatMap(({ contender: { title }, reason }) =>
    reason === undefined ? [] : [{ title, reason }],
  );
  const results: ContenderResult[] = [];
  for (const window of options.windows) {
    console.log(`\n${number(options.n)} covers, ${window} seconds, ${options.latencyMs} ms`);
    console.log(terminalRow(runColumns, titleWidth, numberWidth));
    const setting = { ...options, window, engine, catalogue: catalogueOf(options.n) };
    for (const { contender, reason } of planned) {
      if (reason !== undefined) {
        console.log(`${contender.title.padEnd(titleWidth)} not run: ${reason}`);
        continue;
      }
      const result = await measureContender(contender, setting);
      results.push(result);
      console.log(terminalRow(runRow(result), titleWidth, numberWidth));
      if (result.up.failure !== undefined) console.log(`   ${result.up.failure}`);
    }
  }
  const verdicts = judge(results, { ...options, isRealCli: engine.isRealCli, canWatchMemory });
  return conclude({ options, results, notRun, verdicts, machine });
}

function conclude(findings: Findings): boolean {
  const { verdicts } = findings;
  console.log(
    verdicts.length === 0
      ? "\nNo set was run: no figure was checked."
      : `\n${markdownTable(verdictTable(verdicts))}`,
  );
  say(writeResults(findings));
  return verdicts.every(({ figure, met }) => met || !figure.decides);
}

function say(files: readonly string[]): void {
  console.log(
    files.length === 0
      ? "\nNothing was written: --output <folder> writes other than the default settings."
      : `\nWritten: ${files.join(", ")}`,
  );
}
