/**
 * Runs one piece of work at a time for each key. When a cover moves from one resource to another, one gives it up while the
 * other takes it. Either order is right, as long as one waits for the other.
 */
export class Locks {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Does the work once all earlier work for the key has ended, successfully or not. */
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
