import type { MediaService } from "../mps/client";
import type { Clock, Log } from "../mps/ports";
import type { Locks } from "./locks";

/** What the lifecycle works on. Tests give their own. */
export interface Ports {
  service: MediaService;
  log: Log;
  clock: Pick<Clock, "date">;
  /**
   * Ids of the covers that this process set or adopted, or that a resource of the run had and keeps. One that is then
   * given up in the same run was renamed or moved: the engine creates under the new name first, and the deletion under
   * the old one must not undo that.
   */
  held: Set<string>;
  /** One piece of work at a time for each cover, by its id. */
  locks: Locks;
  /** Shows how far the work on so many covers is. */
  startProgress: (total: number) => Progress;
  /** Aborted, with a CancelledError, when the user gives the operation up: what has not begun is not tried. Default: never. */
  cancelled?: AbortSignal | undefined;
}

/** The work on many covers, for those who watch it. */
export interface Progress {
  /** One more cover is right. */
  done: () => void;
  /** One more failed. */
  failed: () => void;
  /** The work has ended. */
  end: () => void;
}
