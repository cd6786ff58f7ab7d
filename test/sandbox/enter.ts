/** The core entered as the sandbox never would: any words in the window, any length. */
import { LIMITS, MEMORY } from '../../src/format/layout.js';
import { type Core, type CoreExports, instantiate } from '../../src/sandbox/core.js';
import { type Fault, readFault } from '../../src/sandbox/fault.js';
import type { AcceptedContent } from '../../src/validator/accepted.js';

/** The fault of a call on an instance of its own that has loaded this content; undefined when there is none. */
export function enterRaw(
  core: Core,
  { view: { bytes } }: AcceptedContent,
  call: (core: CoreExports) => void,
  words: readonly number[] = [],
): Fault | undefined {
  const exports = instantiate(core);
  const data = new DataView(exports.memory.buffer);
  new Uint8Array(exports.memory.buffer).set(bytes, MEMORY.CONTENT);
  exports.load(bytes.length);
  [LIMITS.FUEL.value, LIMITS.BATCH_FUEL.value].forEach((fuel, index) => {
    data.setUint32(MEMORY.BUDGET + 4 * index, fuel, true);
  });
  words.forEach((word, index) => {
    data.setUint32(MEMORY.WINDOW + 4 * index, word, true);
  });
  try {
    call(exports);
  } catch (thrown) {
    return readFault(thrown, data);
  }
  return undefined;
}
