/** The emulator in a process of its own, so that it shares no event loop with whom it serves. Asked over IPC. */

import { type Emulator, startEmulator } from "../dist/emulator/index.js";
import { type Question, questionShape, type Settings, type Traffic } from "./emulatorMessages.ts";

/** How often to look for the first call and the last answer: the error of the service time. */
const lookEveryMs = 5;

interface Running {
  emulator: Emulator;
  watch: ServiceTime;
}

let running: Running | undefined;

/** Notes when the first call came and when the last answer went, without slowing the emulator down. */
class ServiceTime {
  readonly #emulator: Emulator;
  #firstCallMs: number | undefined;
  #lastAnswerMs = 0;
  #answers = 0;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
    setInterval(() => this.#look(), lookEveryMs);
  }

  clear(): void {
    this.#firstCallMs = undefined;
    this.#answers = 0;
  }

  get seconds(): number {
    this.#look();
    return this.#firstCallMs === undefined ? 0 : (this.#lastAnswerMs - this.#firstCallMs) / 1000;
  }

  #look(): void {
    const { requests, clock } = this.#emulator;
    this.#firstCallMs ??= requests.entries[0]?.time.getTime();
    const answers = sum(requests.countByCode());
    if (answers === this.#answers) return;
    this.#answers = answers;
    this.#lastAnswerMs = clock.now().getTime();
  }
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

process.on("message", (message) => {
  answer(questionShape.parse(message)).then(
    (reply) => process.send?.(reply),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.once("disconnect", () => process.exit());

async function answer(question: Question): Promise<object> {
  if (question.ask === "start") return start(question.settings);
  if (running === undefined) throw new Error("the emulator was not started");
  return answers[question.ask](running);
}

async function start(settings: Settings): Promise<object> {
  const emulator = await startEmulator({ ...settings, qps: 100 });
  running = { emulator, watch: new ServiceTime(emulator) };
  return { url: emulator.url };
}

const answers: Record<Exclude<Question["ask"], "start">, (running: Running) => object> = {
  clear: ({ emulator, watch }) => {
    emulator.requests.clear();
    watch.clear();
    return {};
  },
  traffic: ({ emulator, watch }) => trafficOf(emulator, watch),
  covers: ({ emulator }) =>
    Object.fromEntries(emulator.media.list().map(({ mediaId, cover }) => [mediaId, cover ?? ""])),
  writes: ({ emulator }) =>
    emulator.requests.entries
      .filter(({ action }) => action === "UpdateMediaCover")
      .map(({ parameters }) => parameters["MediaId"] ?? ""),
};

function trafficOf({ requests }: Emulator, watch: ServiceTime): Traffic {
  const callsByAction = requests.countByAction();
  const peaks = Object.keys(callsByAction).map((action) => requests.peakPerSecond(action));
  return {
    callsByAction,
    answersByCode: requests.countByCode(),
    peakPerSecond: Math.max(0, ...peaks),
    serviceSeconds: watch.seconds,
  };
}
