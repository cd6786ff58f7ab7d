/** Bytes of any length as batches that the core takes at once. */

const LINE_FEED = 10;

/** Runs of whole lines of at most `limit` bytes; a single line that is longer is a batch of its own. */
export function batches(bytes: Uint8Array, limit: number): readonly Uint8Array[] {
  if (bytes.length <= limit) return bytes.length === 0 ? [] : [bytes];
  const found: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    let end = at + limit;
    if (end >= bytes.length) end = bytes.length;
    else {
      const before = bytes.lastIndexOf(LINE_FEED, end - 1);
      end = before >= at ? before + 1 : bytes.indexOf(LINE_FEED, end) + 1 || bytes.length;
    }
    found.push(bytes.subarray(at, end));
    at = end;
  }
  return found;
}
