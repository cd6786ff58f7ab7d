/** A store that lives as long as the process: for hosts without a disk, and for tests. */
import { ownBytes } from '../format/own-bytes.js';
import type { Store } from './store.js';

export class MemoryStore implements Store {
  #newest: Uint8Array | undefined;
  #previous: Uint8Array | undefined;

  async read(): ReturnType<Store['read']> {
    return {
      ...(this.#newest && { newest: ownBytes(this.#newest) }),
      ...(this.#previous && { previous: ownBytes(this.#previous) }),
    };
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#previous = this.#newest;
    this.#newest = ownBytes(bytes);
  }
}
