/**
 * Lets one piece of work at a time have a key. A cover that moves from one resource to another within one run is given up
 * by the one and taken by the other at the same time: one after the other, either order ends well.
 */
export class Locks {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Does the work when everybody who asked for the key before has ended, well or not. */
  async hold<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key);
    const turn = before === undefined ? work() : before.then(work, work);
    this.last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.last.get(key) === turn) this.last.delete(key);
    }
  }
}
