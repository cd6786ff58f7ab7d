/**
 * The byte kernels, sixteen bytes at a time. Each may read 15 bytes past what it answers for: the window has 128 bytes
 * behind it, the arena 64, and both end far below the end of memory.
 */

/** The first byte at or after `at` that ends a run of plain string bytes: a quote, a backslash, a control character. */
export function plainEnd(at: usize): usize {
  const quote = i8x16.splat(0x22);
  const backslash = i8x16.splat(0x5c);
  const space = i8x16.splat(0x20);
  while (true) {
    const block = v128.load(at);
    const stops = v128.or(v128.or(v128.eq<u8>(block, quote), v128.eq<u8>(block, backslash)), v128.lt<u8>(block, space));
    const mask = i8x16.bitmask(stops);
    if (mask) return at + <usize>ctz(mask);
    at += 16;
  }
}

/** The first `byte` at or after `at` and before `end`; `end` when there is none. */
export function findByte(at: usize, end: usize, byte: u8): usize {
  const wanted = i8x16.splat(byte);
  for (; at < end; at += 16) {
    const mask = i8x16.bitmask(v128.eq<u8>(v128.load(at), wanted));
    if (mask) {
      const found = at + <usize>ctz(mask);
      return found < end ? found : end;
    }
  }
  return end;
}

/** The next line feed at or after `at`; the caller guarantees that there is one. */
export function lineFeed(at: usize): usize {
  const feed = i8x16.splat(0x0a);
  while (true) {
    const mask = i8x16.bitmask(v128.eq<u8>(v128.load(at), feed));
    if (mask) return at + <usize>ctz(mask);
    at += 16;
  }
}

/**
 * Copies from `from` until `end` or a backslash or a byte above 0x7f, A-Z as a-z when `folds`; returns how many. Writes
 * up to 15 bytes more.
 */
export function copyPlain(to: usize, from: usize, end: usize, folds: bool): usize {
  const start = from;
  const backslash = i8x16.splat(0x5c);
  const beforeA = i8x16.splat(0x40);
  const afterZ = i8x16.splat(0x5b);
  const bit = folds ? i8x16.splat(0x20) : i8x16.splat(0);
  while (from < end) {
    const block = v128.load(from);
    const upper = v128.and(v128.gt<i8>(block, beforeA), v128.lt<i8>(block, afterZ));
    v128.store(to, v128.or(block, v128.and(upper, bit)));
    const mask = i8x16.bitmask(v128.or(v128.eq<u8>(block, backslash), block));
    if (mask) {
      from += <usize>ctz(mask);
      break;
    }
    from += 16;
    to += 16;
  }
  return (from < end ? from : end) - start;
}
