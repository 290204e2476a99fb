import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { actions } from "./actions/registry";
import { errorAnswer, successAnswer, type Answer } from "./answer";
import { readCall, type Call } from "./call";
import type { FaultRules } from "./faults/faultRules";
import { performFault, type Outcome } from "./faults/performFault";
import { admit, type GatewayPorts } from "./gateway/gateway";
import type { ReceivedRequest } from "./http/receivedRequest";
import type { MediaStore } from "./media/mediaStore";
import type { Requests } from "./requestLog";
import { ServiceError, serviceError } from "./serviceError";
import type { Snapshots } from "./snapshots/snapshots";

/** What the service is made of. */
export interface ServiceParts extends GatewayPorts {
  media: MediaStore;
  snapshots: Snapshots;
  faults: FaultRules;
  requests: Requests;
  defaultRegion: string;
  /** The duration of every call, in milliseconds: half of it before the call is counted, half of it after. */
  latencyMs: number;
  /** Random variation of the way in, in both directions. */
  latencyJitterMs: number;
  /** A number in [0, 1). */
  random: () => number;
  /** Resolves when every change so far is saved. */
  saved: () => Promise<void>;
}

/** The service behind its HTTP server: decides what happens to a received request. */
export class Service {
  constructor(private readonly parts: ServiceParts) {}

  /** Handles a request. Never throws: whatever goes wrong is an answer. */
  async handle(request: ReceivedRequest): Promise<Outcome> {
    const { clock, requests, defaultRegion, latencyMs, latencyJitterMs, random } = this.parts;
    const jitterMs = latencyJitterMs > 0 ? latencyJitterMs * (2 * random() - 1) : 0;
    await this.delay(latencyMs / 2 + jitterMs);
    const call = readCall(request, randomUUID().toUpperCase(), defaultRegion);
    const answered = requests.begin(call, clock.now(), clock.steadyMs());
    const outcome = await this.decideOutcome(call);
    await this.delay(latencyMs / 2);
    if (typeof outcome !== "string") {
      answered(outcome);
    }
    return outcome;
  }

  private async decideOutcome(call: Call): Promise<Outcome> {
    try {
      admit(call, this.parts);
      const { faults, random } = this.parts;
      const fault = faults.take(call);
      const work = (): Promise<Answer> => this.work(call);
      return fault === undefined
        ? await work()
        : await performFault(fault, call, work, (ms, jitterMs = 0) => this.delay(ms + jitterMs * random()));
    } catch (error) {
      const refusal = error instanceof ServiceError ? error : serviceError("InternalError", String(error));
      return errorAnswer(call, refusal, this.parts.behaviour.statusOf);
    }
  }

  /** Does what the call asks for. Changes are saved before the call is answered. */
  private async work(call: Call): Promise<Answer> {
    const { behaviour, media, snapshots, clock, saved } = this.parts;
    const action = actions.get(call.action ?? "");
    if (action === undefined) {
      throw serviceError(behaviour.unknownAction);
    }
    const { parameters, region } = call;
    const result = action.run({ parameters, region, behaviour, media, snapshots, now: clock.now() });
    await saved();
    return successAnswer(call, result);
  }

  /**
   * Waits by the machine's clock, because a client has to wait. The timer does not keep the process alive; the listening
   * socket does, as long as there is a client.
   */
  private async delay(milliseconds: number): Promise<void> {
    if (milliseconds > 0) {
      await setTimeout(milliseconds, undefined, { ref: false });
    }
  }
}
