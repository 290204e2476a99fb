import { z } from "zod";
import type { Properties } from "../../../provider/lifecycle/lifecycle";
import { Locks } from "../../../provider/lifecycle/locks";
import type { Ports } from "../../../provider/lifecycle/ports";
import type { MediaService } from "../../../provider/mps/client";
import { startProgress } from "../../support/fakeService";
import { type Death, mortal } from "./mortal";
import { checked, type Door, dynamicDoor, type Kind, kindOf } from "./kinds";

/** The resources of a program by their names: covers, sets where they have `covers`, snapshots where they have a `bucket`. */
export type Program = Readonly<Record<string, Properties>>;

/** What the state holds of a resource. */
export interface Recorded {
  kind: Kind;
  id: string;
  inputs: Properties;
  outs: Properties;
}

/** What one operation has of its own. */
interface Process {
  ports: Ports;
  /** @throws Error when it is dead: what it comes to after that, nobody hears of. */
  mustLive: () => void;
}

/** How a run ended: what the user is told of each resource that failed. Empty where all went well. */
export type Failures = Map<string, string>;

const json = z.record(z.string(), z.unknown());
/** What goes through the state is JSON. */
const recorded = (value: object): Properties => json.parse(JSON.parse(JSON.stringify(value)));

const quiet = { info: () => {}, warn: () => {}, status: () => {} };

/**
 * Pulumi's engine in a few lines, for tests where a step must cost milliseconds: a program, the state, and what the
 * engine does with both by way of the lifecycle. `test/engine` and `test/cli` show that the real ones do the same.
 *
 * Each operation is a process of its own: it remembers nothing of the one before but the state.
 */
export class ProgramStack {
  readonly state = new Map<string, Recorded>();

  /** @param connect The service as a new process sees it. */
  constructor(
    private readonly connect: () => MediaService,
    private readonly door: Door = dynamicDoor,
  ) {}

  /**
   * Brings the covers to what a program wants. What is not in it any more is deleted at the end, if all went well.
   *
   * @param death When the process dies, if it does.
   */
  async up(program: Program, death?: Death): Promise<Failures> {
    const process = this.startProcess(death);
    const failures = await this.each(Object.keys(program), (name) =>
      this.register(process, name, program[name] ?? {}),
    );
    if (failures.size > 0) return failures;
    const gone = [...this.state.keys()].filter((name) => !Object.hasOwn(program, name));
    return this.each(gone, (name) => this.delete(process, name));
  }

  /** Takes over what is there. What a set tells that it could not read counts as failed. */
  refresh(): Promise<Failures> {
    const { ports } = this.startProcess();
    return this.each([...this.state.keys()], async (name, tell) => {
      const { kind, id, outs } = this.recordOf(name);
      const read = await kind.read({ ...ports, log: { ...quiet, warn: tell } }, id, outs);
      if (read.props === undefined) this.state.delete(name);
      else this.state.set(name, { kind, id, inputs: recorded(read.inputs), outs: recorded(read.props) });
    });
  }

  /** Deletes every resource. */
  destroy(): Promise<Failures> {
    const process = this.startProcess();
    return this.each([...this.state.keys()], (name) => this.delete(process, name));
  }

  private startProcess(death: Death = { afterCalls: Infinity, isDone: false }): Process {
    const { service, mustLive } = mortal(this.connect(), death);
    const clock = { date: () => new Date() };
    const ports = { service, log: quiet, clock, held: new Set<string>(), locks: new Locks(), startProgress };
    return { ports, mustLive };
  }

  /** Side by side, as the engine does. */
  private async each(
    names: readonly string[],
    step: (name: string, tell: (message: string) => void) => Promise<void>,
  ): Promise<Failures> {
    const failures: Failures = new Map();
    await Promise.all(
      names.map(async (name) => {
        try {
          await step(name, (message) => void failures.set(name, message));
        } catch (error) {
          failures.set(name, error instanceof Error ? error.message : String(error));
        }
      }),
    );
    return failures;
  }

  private async register(process: Process, name: string, given: Properties): Promise<void> {
    const { ports } = process;
    const kind = this.door(kindOf(given));
    const old = this.state.get(name);
    const inputs = checked(kind, ports, old?.inputs ?? {}, given);
    if (old === undefined) return this.create(process, name, kind, inputs);
    const { changed } = await kind.diff(quiet, old.outs, inputs);
    if (changed.length === 0) return;
    if (changed.some(({ onChange }) => onChange === "replace")) {
      // What is to be created anew is checked without what it was before, then deleted first.
      const anew = checked(kind, ports, {}, given);
      await this.delete(process, name);
      return this.create(process, name, kind, anew);
    }
    const { outs } = await kind.update(ports, old.outs, inputs);
    this.record(process, name, { kind, id: old.id, inputs, outs: recorded(outs) });
  }

  private async create(process: Process, name: string, kind: Kind, inputs: Properties): Promise<void> {
    const { id, outs } = await kind.create(process.ports, inputs);
    this.record(process, name, { kind, id, inputs, outs: recorded(outs) });
  }

  /** @throws Error as the program does, when covers of a set have failed. */
  private record({ mustLive }: Process, name: string, resource: Recorded): void {
    mustLive();
    this.state.set(name, resource);
    const told = resource.kind.failuresOf(resource.outs);
    if (told !== undefined) throw new Error(told);
  }

  private async delete({ ports, mustLive }: Process, name: string): Promise<void> {
    const { kind, outs } = this.recordOf(name);
    await kind.delete(ports, outs);
    mustLive();
    this.state.delete(name);
  }

  private recordOf(name: string): Recorded {
    const found = this.state.get(name);
    if (found === undefined) throw new Error(`nothing is recorded of ${name}`);
    return found;
  }
}
