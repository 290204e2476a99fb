import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Bar, plot } from "../../../bench/plot.ts";

const results = resolve(import.meta.dirname, "../../../bench/results");

/** The plot of 1,000 covers, drawn from the table that `npm run bench` recorded. */
export async function takePlot(): Promise<string[]> {
  const [, sliding = ""] = readFileSync(resolve(results, "1000.md"), "utf8").split("## Sliding seconds");
  const [table = ""] = sliding.split("Later runs");
  const bars = table
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, , service]) => /^\d/.test(service ?? ""))
    .map(barOf);
  const heading = "emulator with 30 ms latency that refuses more than 100 calls in a sliding second";
  const file = resolve(results, "1000.svg");
  writeFileSync(file, plot(1_000, heading, bars, []));
  return [file];
}

function barOf([, title = "", service, , command, , refused, wrong]: string[]): Bar {
  return {
    title: title.replace(" (failed)", ""),
    serviceSeconds: Number(service),
    commandSeconds: Number(command),
    refused: Number(refused),
    wrong: Number(wrong),
  };
}
