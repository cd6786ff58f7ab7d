/** A store that lives as long as the process: for hosts without a disk, and for tests. */
import type { Store } from './store.js';

export class MemoryStore implements Store {
  #newest: Uint8Array | undefined;
  #previous: Uint8Array | undefined;

  async read(): ReturnType<Store['read']> {
    return {
      ...(this.#newest && { newest: this.#newest.slice() }),
      ...(this.#previous && { previous: this.#previous.slice() }),
    };
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#previous = this.#newest;
    this.#newest = bytes.slice();
  }
}
