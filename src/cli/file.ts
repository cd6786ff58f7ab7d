/** Files read whole, but never more than a limit: a device or a mistaken name must not fill memory. */
import { open } from 'node:fs/promises';
import { Failure } from './failure.js';

const CHUNK = 1 << 16;

/** The bytes at `path`; a Failure when there are more than `limit`. */
export async function readAtMost(path: string, limit: number): Promise<Uint8Array> {
  const handle = await open(path === '-' ? '/dev/stdin' : path);
  try {
    const chunks: Uint8Array[] = [];
    for (let length = 0; length <= limit; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK));
      if (bytesRead === 0) return Buffer.concat(chunks);
      chunks.push(buffer.subarray(0, bytesRead));
      length += bytesRead;
    }
    throw new Failure(`${path}: it has more than ${limit} bytes`);
  } finally {
    await handle.close();
  }
}
