import { megabytes, number, ratio, seconds } from "./format.ts";
import type { ContenderResult, LaterRuns } from "./measure.ts";

/** Calls a second that the service lets through, of each operation. */
export const callsPerSecond = 100;

/** What is shown of each contender. */
export const runColumns = [
  "contender",
  "service s",
  "÷ limit",
  "command s",
  "calls",
  "refused",
  "wrong",
  "peak/s",
  "memory MB",
] as const;

/** The row of {@link runColumns}. */
export function runRow({ contender, n, up }: ContenderResult): string[] {
  return [
    up.failure === undefined ? contender.title : `${contender.title} (failed)`,
    seconds(up.serviceSeconds),
    ratio(up.serviceSeconds, n / callsPerSecond),
    seconds(up.seconds),
    number(up.calls),
    number(up.refused),
    number(up.wrong),
    number(up.peakPerSecond),
    megabytes(up.memoryBytes),
  ];
}

/** What is shown of the later runs of a stack. */
export const laterColumns = [
  "contender",
  "second up s",
  "its calls",
  "preview of 1 s",
  "1 % changed s",
  "its writes",
  "stray",
  "refresh s",
  "its service s",
  "its calls",
  "state MB",
  "÷ catalogue",
  "first answer s",
] as const;

/** The row of {@link laterColumns}. */
export function laterRow({ contender }: ContenderResult, later: LaterRuns): string[] {
  const { second, preview, changed, refresh } = later;
  return [
    contender.title,
    seconds(second.seconds),
    number(second.calls),
    seconds(preview.seconds),
    seconds(changed.seconds),
    number(changed.callsByAction["UpdateMediaCover"] ?? 0),
    number(later.strayWrites),
    seconds(refresh.seconds),
    seconds(refresh.serviceSeconds),
    number(refresh.calls),
    number(later.stateBytes / 1e6, 2),
    number(later.stateBytes / later.catalogueBytes, 2),
    number(later.firstAnswerSeconds, 2),
  ];
}
