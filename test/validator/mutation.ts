/**
 * Content files gone wrong in ways that a checksum does not show: whoever writes a wrong file writes its checksum, too.
 *
 * From a seed, so that a run that failed can be run again.
 */
import { type ContentView, view } from '../../src/content/view.js';
import { type Random, randomFrom } from '../../src/demo/random.js';
import { ALIGNMENT, align, LIMITS, NONE, SECTIONS, type SectionName } from '../../src/format/layout.js';
import { COLUMNS, PREAMBLE_BYTES, RECORD_BYTES, recordBytes, SECTION_NAMES } from '../../src/format/records.js';
import { runOf } from '../content/sections.js';
import { entryAt, placeOf, resealed, withLength } from './damage.js';

export interface Mutant {
  readonly bytes: Uint8Array;
  /** What was done to it, for the report of a failure. */
  readonly history: readonly string[];
}

/** A good file with one thing wrong, or up to four; `donor` is another, of which it may be given a part. */
export function mutant(good: Uint8Array, donor: Uint8Array, seed: number): Mutant {
  const random = randomFrom(Math.imul(seed + 1, 0x9e3779b1));
  const history: string[] = [];
  let bytes = good;
  for (let left = 1 + random.below(2) * random.below(4); left > 0; left--) {
    // a file that has lost its sections has no records to change
    const name = isWhole(bytes) ? random.pick(NAMES) : 'bytes';
    bytes = MUTATIONS[name](bytes, random, donor);
    history.push(name);
  }
  return { bytes: resealed(bytes), history };
}

type Mutate = (bytes: Uint8Array, random: Random, donor: Uint8Array) => Uint8Array;

const MUTATIONS = {
  /** One to eight bytes anywhere. */
  bytes(bytes, random) {
    const copy = bytes.slice();
    for (let left = 1 + random.below(8); left > 0 && copy.length > 0; left--)
      copy[below(random, copy.length)] = random.below(256);
    return copy;
  },
  /** A column of a record. */
  column(bytes, random) {
    const content = view(bytes);
    const section = filled(content, random);
    const { offset, type } = random.pick(COLUMNS[SECTIONS[section].record]);
    const at = content.offsetOf(section) + below(random, content.count(section)) * recordBytes(section) + offset;
    const half = type === 'text' || type === 'range' ? 4 * random.below(2) : 0;
    return withValue(bytes, at + half, WIDTHS[type], random, content);
  },
  /** A u32 of the header or of a section entry. */
  preamble(bytes, random) {
    const at =
      random.below(3) === 0
        ? 4 * random.below(RECORD_BYTES.Header / 4)
        : entryAt(random.pick(SECTION_NAMES)) + 4 * random.below(4);
    return withValue(bytes, at, 4, random, view(bytes));
  },
  /** Two records of a section change places. */
  swap(bytes, random) {
    const content = view(bytes);
    const section = filled(content, random);
    const size = recordBytes(section);
    const [a, b] = [0, 1].map(() => content.offsetOf(section) + below(random, content.count(section)) * size);
    const copy = bytes.slice();
    copy.set(bytes.subarray(a!, a! + size), b!);
    copy.set(bytes.subarray(b!, b! + size), a!);
    return copy;
  },
  /** A section loses records at its end, the others keep theirs. */
  shorten(bytes, random) {
    const content = view(bytes);
    const section = filled(content, random);
    const left = below(random, content.count(section));
    return withRun(bytes, section, runOf(content, section).subarray(0, left * recordBytes(section)));
  },
  /** A section has some records twice. */
  lengthen(bytes, random) {
    const content = view(bytes);
    const section = filled(content, random);
    const run = runOf(content, section);
    const from = below(random, content.count(section)) * recordBytes(section);
    return withRun(bytes, section, Buffer.concat([run, run.subarray(from)]));
  },
  /** Two sections change their entries, and so their offsets and counts. */
  exchange(bytes, random) {
    const [a, b] = [0, 1].map(() => entryAt(random.pick(SECTION_NAMES)) + 4) as [number, number];
    const copy = bytes.slice();
    copy.set(bytes.subarray(a, a + 8), b);
    copy.set(bytes.subarray(b, b + 8), a);
    return copy;
  },
  /** A section is that of the donor. */
  splice(bytes, random, donor) {
    const content = view(donor);
    const section = filled(content, random);
    return withRun(bytes, section, runOf(content, section));
  },
  /** The file is cut, and says so. */
  cut(bytes, random) {
    return withLength(bytes, PREAMBLE_BYTES + below(random, bytes.length - PREAMBLE_BYTES));
  },
} satisfies Record<string, Mutate>;

const NAMES = [
  ...(['bytes', 'preamble', 'swap', 'shorten', 'lengthen', 'exchange', 'splice', 'cut'] as const),
  // most of what the validator looks at
  ...Array<'column'>(10).fill('column'),
];

const WIDTHS = { u8: 1, u16: 2, u32: 4, text: 4, range: 4 } as const;

/** Writes a number that is likely to be wrong in an interesting way. */
function withValue(bytes: Uint8Array, at: number, width: 1 | 2 | 4, random: Random, content: ContentView): Uint8Array {
  const copy = bytes.slice();
  const data = new DataView(copy.buffer);
  const old = width === 1 ? data.getUint8(at) : width === 2 ? data.getUint16(at, true) : data.getUint32(at, true);
  const section = random.pick(SECTION_NAMES);
  const value = random.pick([
    0,
    1,
    2,
    31,
    32,
    64,
    65,
    255,
    0xffff,
    0x7fffffff,
    0x80000000,
    NONE - 1,
    NONE,
    old + 1,
    old - 1,
    old ^ (1 << random.below(8 * width)),
    random.below(16),
    random.below(0xffff),
    content.count(section),
    content.count(section) - 1,
    SECTIONS[section].limit,
    SECTIONS[section].limit + 1,
    LIMITS.CONTENT_BYTES.value,
  ]);
  if (width === 1) data.setUint8(at, value);
  else if (width === 2) data.setUint16(at, value, true);
  else data.setUint32(at, value, true);
  return copy;
}

/** The file with other records in a section; what stands behind them moves. */
function withRun(bytes: Uint8Array, changed: SectionName, run: Uint8Array): Uint8Array {
  const content = view(bytes);
  const runs = SECTION_NAMES.map((section) => (section === changed ? run : runOf(content, section)));
  const made = new Uint8Array(runs.reduce((end, { length }) => align(end + length, ALIGNMENT), PREAMBLE_BYTES));
  made.set(bytes.subarray(0, PREAMBLE_BYTES));
  const data = new DataView(made.buffer);
  data.setUint32(placeOf('Header', 'length').offset, made.length, true);
  let end = PREAMBLE_BYTES;
  for (const [index, section] of SECTION_NAMES.entries()) {
    const { length } = runs[index]!;
    const count = length / recordBytes(section);
    if (section === 'Fields') data.setUint32(placeOf('Header', 'fieldCount').offset, count, true);
    data.setUint32(entryAt(section) + placeOf('SectionEntry', 'offset').offset, end, true);
    data.setUint32(entryAt(section) + placeOf('SectionEntry', 'count').offset, count, true);
    made.set(runs[index]!, end);
    end = align(end + length, ALIGNMENT);
  }
  return made;
}

/** A section that has records. */
function filled(content: ContentView, random: Random): SectionName {
  return random.pick(SECTION_NAMES.filter((section) => content.count(section) > 0));
}

/** Whether the sections are still where the writer puts them, so that they can be found. */
function isWhole(bytes: Uint8Array): boolean {
  if (bytes.length < PREAMBLE_BYTES) return false;
  const content = view(bytes);
  let end = PREAMBLE_BYTES;
  return SECTION_NAMES.every((section) => {
    const isInPlace = content.offsetOf(section) === align(end, ALIGNMENT);
    end = content.offsetOf(section) + content.count(section) * recordBytes(section);
    return isInPlace && end <= bytes.length;
  });
}

/** 0 to limit - 1, also beyond 65536. */
function below(random: Random, limit: number): number {
  return limit <= 65536 ? random.below(limit) : (random.below(65536) * 65536 + random.below(65536)) % limit;
}
