import type { MediaService } from "../../../provider/mps/client";

/** When a process dies: at a call to the service. */
export interface Death {
  /** So many calls are made and heard of. */
  afterCalls: number;
  /** The service does the next one, of which nobody hears. */
  isDone: boolean;
}

/** The service for a process that dies: nothing leaves it after that, and nothing is heard of what was under way. */
export function mortal(
  service: MediaService,
  { afterCalls, isDone }: Death,
): { service: MediaService; mustLive: () => void } {
  let calls = 0;
  let isDead = false;
  const mustLive = (): void => {
    if (isDead) throw new Error("the process is dead");
  };
  const call = async <T>(make: () => Promise<T>): Promise<T> => {
    mustLive();
    calls += 1;
    if (calls > afterCalls) {
      isDead = true;
      if (isDone) await make();
    }
    mustLive();
    const answer = await make();
    mustLive();
    return answer;
  };
  return {
    mustLive,
    service: {
      findMedia: (...where) => call(() => service.findMedia(...where)),
      findMediaByFile: (...where) => call(() => service.findMediaByFile(...where)),
      setCover: (...what) => call(() => service.setCover(...what)),
      takeSnapshot: (...what) => call(() => service.takeSnapshot(...what)),
    },
  };
}
