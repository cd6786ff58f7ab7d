/**
 * A store in a file: whatever write is cut short, either the newest or the previous bytes are whole.
 *
 * New bytes go to a file of their own, are synced, and take the place of the old by a rename; the old are kept beside it.
 * The folder is synced, too, or the rename itself could be lost.
 */
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { STORE_BYTES, type Store } from './store.js';

export class FileStore implements Store {
  readonly #path: string;
  /** One write at a time, in the order of the calls. */
  #last: Promise<void> = Promise.resolve();

  /** Beside `path` there will be `path.previous` and, for moments, `path.new`. */
  constructor(path: string) {
    this.#path = path;
  }

  async read(): ReturnType<Store['read']> {
    const [newest, previous] = await Promise.all([readBounded(this.#path), readBounded(`${this.#path}.previous`)]);
    return { ...(newest && { newest }), ...(previous && { previous }) };
  }

  write(bytes: Uint8Array): Promise<void> {
    const done = this.#last.then(() => this.#replace(bytes));
    // a write that failed is its caller's to know; the next is tried all the same
    this.#last = done.catch(() => {});
    return done;
  }

  async #replace(bytes: Uint8Array): Promise<void> {
    await writeSynced(`${this.#path}.new`, bytes);
    await rename(this.#path, `${this.#path}.previous`).catch(ignoreMissing);
    await rename(`${this.#path}.new`, this.#path);
    await syncFolder(dirname(this.#path));
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders; its renames are in the journal of the file system
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The bytes of a file, one more than may be at most, so that the reader sees that there are too many. */
async function readBounded(path: string): Promise<Uint8Array | undefined> {
  const handle = await open(path, 'r').catch(ignoreMissing);
  if (!handle) return undefined;
  try {
    const buffer = Buffer.alloc(STORE_BYTES + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < buffer.length; length += read)
      ({ bytesRead: read } = await handle.read(buffer, length, buffer.length - length, length));
    return buffer.subarray(0, length);
  } finally {
    await handle.close();
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
