import type { MediaService } from "../mps/client";
import type { Clock, Log } from "../mps/ports";
import type { Locks } from "./locks";

/** What the lifecycle works with. Tests bring their own. */
export interface Ports {
  service: MediaService;
  log: Log;
  clock: Pick<Clock, "date">;
  /**
   * Ids of the covers that this process has set or adopted, or that a resource of this run had and keeps. If such a cover is
   * then given up in the same run, its resource was renamed, or the cover moved: the engine creates first and deletes
   * second, and the deletion must not undo the creation.
   */
  held: Set<string>;
  /** One piece of work at a time for each cover, by its id. */
  locks: Locks;
  /** Shows the progress of work on this many covers. */
  startProgress: (total: number) => Progress;
  /** Aborted, with a CancelledError, when the user cancels the operation: what has not started is not tried. Default: never. */
  cancelled?: AbortSignal | undefined;
}

/** The progress of work on many covers. */
export interface Progress {
  /** One more cover is done. */
  done: () => void;
  /** One more cover failed. */
  failed: () => void;
  /** The work has ended. */
  end: () => void;
}
