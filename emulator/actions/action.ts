import type { Behaviour } from "../behaviour";
import type { MediaStore } from "../media/mediaStore";
import type { Snapshots } from "../snapshots/snapshots";

/** A value that can be written as JSON and as XML. */
export type WireValue = string | number | boolean | readonly WireValue[] | WireObject;

/** An answer's body, or a part of it. An undefined member is left out: the service omits what is unset. */
export interface WireObject {
  [name: string]: WireValue | undefined;
}

/** What an operation works on. */
export interface ActionContext {
  parameters: ReadonlyMap<string, string>;
  region: string;
  behaviour: Behaviour;
  media: MediaStore;
  snapshots: Snapshots;
  now: Date;
}

/**
 * One operation: checks its parameters, does its work synchronously (no other call comes in between), and returns the
 * members of the answer besides `RequestId`.
 *
 * @throws ServiceError when a parameter is wrong or the video cannot be worked on; nothing is changed then
 */
export type Action = (context: ActionContext) => WireObject;
