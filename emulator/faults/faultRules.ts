import type { Call } from "../call";
import type { Fault, FaultRule } from "./fault";

/** Faults on demand. */
export interface Faults {
  /** Adds a rule. If several fit a call, the first one applies. */
  add(rule: FaultRule): void;
  /** Forgets all rules. */
  clear(): void;
}

/** Keeps the rules and picks the fault of a call. */
export class FaultRules implements Faults {
  private rules: { rule: FaultRule; timesLeft: number }[] = [];

  /** @param random a number in [0, 1) */
  constructor(private readonly random: () => number) {}

  add(rule: FaultRule): void {
    this.rules.push({ rule, timesLeft: rule.times ?? 1 });
  }

  clear(): void {
    this.rules = [];
  }

  /** The fault that happens to this call, if any. Counts as one of its times. */
  take(call: Call): Fault | undefined {
    const hit = this.rules.find(
      ({ rule, timesLeft }) => timesLeft > 0 && fits(rule, call) && this.random() < (rule.probability ?? 1),
    );
    if (hit === undefined) {
      return undefined;
    }
    hit.timesLeft -= 1;
    return hit.rule.fault;
  }
}

function fits(rule: FaultRule, { action, parameters }: Call): boolean {
  const mediaIds = `${parameters.get("MediaId") ?? ""},${parameters.get("MediaIds") ?? ""}`.split(",");
  return (
    (rule.action === undefined || rule.action === action) &&
    (rule.mediaId === undefined || mediaIds.includes(rule.mediaId))
  );
}
