/** The byte kernels of `block-simd.ts`, one byte at a time, for engines without SIMD. */

/** The first byte at or after `at` that ends a run of plain string bytes: a quote, a backslash, a control character. */
export function plainEnd(at: usize): usize {
  while (true) {
    const byte = load<u8>(at);
    if (byte == 0x22 || byte == 0x5c || byte < 0x20) return at;
    at++;
  }
}

/** The first `byte` at or after `at` and before `end`; `end` when there is none. */
export function findByte(at: usize, end: usize, byte: u8): usize {
  while (at < end && load<u8>(at) != byte) at++;
  return at;
}

/** The next line feed at or after `at`; the caller guarantees that there is one. */
export function lineFeed(at: usize): usize {
  while (load<u8>(at) != 0x0a) at++;
  return at;
}

/** Copies from `from` until `end` or a backslash or a byte above 0x7f, A-Z as a-z when `folds`; returns how many. */
export function copyPlain(to: usize, from: usize, end: usize, folds: bool): usize {
  const start = from;
  for (; from < end; from++, to++) {
    const byte = load<u8>(from);
    if (byte == 0x5c || byte >= 0x80) break;
    store<u8>(to, folds && byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);
  }
  return from - start;
}
