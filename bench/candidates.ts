/** Of every kind of crafted event the dearest one, over log sources and over the texts that the kind has. */
import { randomFrom } from '../src/demo/random.js';
import { type Crafted, LAYOUTS, render, TEXTS } from './crafted.js';
import type { Meter } from './meter.js';
import { SHAPES } from './shapes.js';
import type { Vocabulary } from './vocabulary.js';

export interface Candidate {
  readonly name: string;
  readonly logSource: string;
  /** The event at a size, in at most so many bytes. */
  readonly line: (size: number) => Buffer;
  /** Where a search can start from. */
  readonly crafted?: Crafted;
}

/** The size at which they are compared. */
const SCREENED = 30_000;

/** Deterministic but for the clock, by which the dearest are chosen. */
export function candidatesOf(vocabularies: readonly Vocabulary[], meter: Meter): Candidate[] {
  const crafted = Object.keys(TEXTS).flatMap((text) =>
    Object.keys(LAYOUTS).flatMap((layout) => craftedCandidate(vocabularies, meter, text, layout) ?? []),
  );
  const shaped = Object.keys(SHAPES).map((shape) => shapedCandidate(vocabularies, meter, shape));
  return [...crafted, ...shaped];
}

function craftedCandidate(
  vocabularies: readonly Vocabulary[],
  meter: Meter,
  text: string,
  layout: string,
): Candidate | undefined {
  const all = vocabularies.flatMap((vocabulary) => craftedOf(vocabulary, text, layout));
  if (all.length === 0) return undefined;
  const crafted = dearest(all, (each) => meter.glance(render(each, SCREENED)));
  const line = (size: number) => render(crafted, size);
  return { name: `${text}: ${layout}`, logSource: crafted.vocabulary.name, line, crafted };
}

/** As many events as the field with the most texts has; the fields share each. */
function craftedOf(vocabulary: Vocabulary, text: string, layout: string): Crafted[] {
  const { fields, form } = LAYOUTS[layout]!;
  const random = randomFrom(1);
  const texts = vocabulary.fields
    .slice(0, fields)
    .map((words) => ({ key: words.field, texts: TEXTS[text]!(words, random) }))
    .filter(({ texts }) => texts.length > 0);
  return Array.from({ length: Math.max(0, ...texts.map(({ texts }) => texts.length)) }, (_, index) => ({
    vocabulary,
    members: texts.map(({ key, texts }) => ({ key, text: texts[index % texts.length]!, form })),
  }));
}

function shapedCandidate(vocabularies: readonly Vocabulary[], meter: Meter, name: string): Candidate {
  const shape = SHAPES[name]!;
  const vocabulary = dearest(vocabularies, (each) => meter.glance(shape(each, SCREENED)));
  return { name, logSource: vocabulary.name, line: (size) => shape(vocabulary, size) };
}

function dearest<T>(all: readonly T[], price: (one: T) => number): T {
  const prices = all.map(price);
  return all[prices.indexOf(Math.max(...prices))]!;
}
