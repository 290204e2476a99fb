import type { MediaService } from "../mps/client";
import type { Log } from "../mps/ports";

/** What the lifecycle works on. Tests give their own. */
export interface Ports {
  service: MediaService;
  log: Log;
  /**
   * Ids of the covers that this process created. A cover that is created and then deleted in one run was renamed: the
   * engine creates under the new name first, and the deletion under the old one must not undo that.
   */
  created: Set<string>;
}
