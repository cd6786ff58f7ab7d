/**
 * Bytes by what an expression can tell apart: the classes of its DFA, and what assertions see on either side.
 */
import { includes, LINE_FEED, type Ranges, WORDS } from './code-points.js';
import type { Program } from './program.js';
import { ASSERTIONS, type Assertion } from './syntax.js';
import { CONTINUING } from './utf8.js';

/** What stands on one side of a place. The text ends on either side where no byte does. */
export type Side = 'edge' | 'lineFeed' | 'word' | 'continuing' | 'other';

const HOLDS: Readonly<Record<Assertion, (before: Side, after: Side) => boolean>> = {
  TextStart: (before) => before === 'edge',
  TextEnd: (_, after) => after === 'edge',
  LineStart: (before) => before === 'edge' || before === 'lineFeed',
  LineEnd: (_, after) => after === 'edge' || after === 'lineFeed',
  WordBoundary: (before, after) => (before === 'word') !== (after === 'word'),
  NotWordBoundary: (before, after) => (before === 'word') === (after === 'word') && after !== 'continuing',
};

export function holds(assertion: number, before: Side, after: Side): boolean {
  return HOLDS[ASSERTIONS[assertion]!](before, after);
}

/** Assertions that look at the byte before alone. */
const LOOKS_BACK: ReadonlySet<Assertion> = new Set<Assertion>(['TextStart', 'LineStart']);

export function looksBack(assertion: number): boolean {
  return LOOKS_BACK.has(ASSERTIONS[assertion]!);
}

/** What each assertion tells apart. */
const TELLS: Readonly<Record<Assertion, readonly Ranges[]>> = {
  TextStart: [],
  TextEnd: [],
  LineStart: [LINE_FEED],
  LineEnd: [LINE_FEED],
  WordBoundary: [WORDS],
  NotWordBoundary: [WORDS, CONTINUING],
};

export interface ByteKinds {
  readonly classes: Uint8Array;
  readonly classCount: number;
  /** The classes that each set of the program holds. */
  readonly classesOf: readonly (readonly number[])[];
  /** By class; only as fine as the assertions of the program need it. */
  readonly sides: readonly Side[];
}

export function byteKindsOf({ nodes, sets }: Program): ByteKinds {
  const asserted = new Set(nodes.flatMap(({ op, value }) => (op === 'Assert' ? [ASSERTIONS[value]!] : [])));
  const told = [...asserted].flatMap((assertion) => TELLS[assertion]);
  const { classes, classCount } = classify([...sets, ...told]);
  const firsts = Array.from({ length: classCount }, (_, number) => classes.indexOf(number));
  return {
    classes,
    classCount,
    classesOf: sets.map((set) => firsts.flatMap((byte, number) => (includes(set, byte) ? [number] : []))),
    sides: firsts.map((byte) => sideOf(byte, told)),
  };
}

/** Bytes are in one class when every set holds both or neither. Classes are numbered by their lowest byte. */
function classify(sets: readonly Ranges[]): { readonly classes: Uint8Array; readonly classCount: number } {
  const edges = new Set([0, ...sets.flat().flatMap(([first, last]) => [first, last + 1])]);
  const firsts = [...edges].filter((byte) => byte < 256).sort((a, b) => a - b);
  let numbers = firsts.map(() => 0);
  for (const set of sets) {
    const finer = new Map<number, number>();
    numbers = numbers.map((number, at) => {
      const key = 2 * number + Number(includes(set, firsts[at]!));
      if (!finer.has(key)) finer.set(key, finer.size);
      return finer.get(key)!;
    });
  }
  const classes = new Uint8Array(256);
  firsts.forEach((first, at) => {
    classes.fill(numbers[at]!, first);
  });
  return { classes, classCount: Math.max(...numbers) + 1 };
}

function sideOf(byte: number, told: readonly Ranges[]): Side {
  if (told.includes(WORDS) && includes(WORDS, byte)) return 'word';
  if (told.includes(LINE_FEED) && byte === 0x0a) return 'lineFeed';
  return told.includes(CONTINUING) && includes(CONTINUING, byte) ? 'continuing' : 'other';
}
