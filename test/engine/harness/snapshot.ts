/** The state while an operation works on it: what is done already, then what nobody has touched yet. */

import type { Checkpoint, PendingOperation, ResourceState } from "./stack.ts";

/** Keeps the checkpoint true after every step, so that an operation may be killed at any time. */
export class Snapshot {
  readonly #save: (checkpoint: Checkpoint) => void;
  readonly #finished: ResourceState[] = [];
  readonly #pending: PendingOperation[];
  #untouched: ResourceState[];

  /** Works on a copy of the checkpoint. `save` is called after each change. */
  constructor(checkpoint: Checkpoint, save: (checkpoint: Checkpoint) => void) {
    const { resources, pendingOperations } = structuredClone(checkpoint);
    this.#untouched = resources;
    // An update or a delete that was interrupted is found out by the next one; a create nobody knows of.
    this.#pending = pendingOperations.filter(({ type }) => type === "creating");
    this.#save = save;
  }

  /** All resources in the order of their dependencies. */
  get resources(): readonly ResourceState[] {
    return [...this.#finished, ...this.#untouched];
  }

  /** A copy as it would be saved now. */
  checkpoint(): Checkpoint {
    return structuredClone({ resources: [...this.resources], pendingOperations: this.#pending });
  }

  /** Records that an operation has begun; call the result when its end is known, whatever it is. */
  begin(operation: PendingOperation): () => void {
    this.#pending.push(operation);
    this.#changed();
    return () => {
      this.#pending.splice(this.#pending.indexOf(operation), 1);
    };
  }

  /** Puts the new state in the place of the old one, where there is one. */
  put(state: ResourceState, old?: ResourceState): void {
    if (old !== undefined) this.#drop(old);
    this.#finished.push(state);
    this.#changed();
  }

  /** Forgets a resource. */
  remove(state: ResourceState): void {
    this.#drop(state);
    this.#changed();
  }

  /** Saves fields that the caller has changed on a state of this snapshot. */
  changed(): void {
    this.#changed();
  }

  #drop(state: ResourceState): void {
    this.#untouched = this.#untouched.filter((other) => other !== state);
    const index = this.#finished.indexOf(state);
    if (index !== -1) this.#finished.splice(index, 1);
  }

  #changed(): void {
    this.#save(this.checkpoint());
  }
}
