/** Small contents from rules of our own, which together have a record in every section and every code in a record. */
import { readFileSync } from 'node:fs';
import { type CompileOptions, compile, type RuleSource } from '../../src/plan/compile.js';
import type { EventMapping } from '../../src/plan/event-mapping.js';
import { readMapping } from '../../src/plan/mapping.js';

export const GOLDEN = new URL('../data/content/v1/', import.meta.url);

export interface Sample {
  /** Of the files beside each other: NAME.yml, NAME.ring, NAME.txt. */
  readonly name: string;
  readonly sources: readonly RuleSource[];
  readonly options: CompileOptions;
}

function sample(name: string, options: CompileOptions = {}): Sample {
  return {
    name,
    sources: [{ name: `${name}.yml`, text: readFileSync(new URL(`${name}.yml`, GOLDEN), 'utf8') }],
    options,
  };
}

/** The mapping of a sample. */
function mapping(name: string): EventMapping {
  const read = readMapping(name, readFileSync(new URL(name, GOLDEN), 'utf8'));
  if (!('placesOf' in read)) throw new Error(JSON.stringify(read));
  return read;
}

/** Everything that a mapping and a profile can add. */
const VARIANTS: CompileOptions = { profile: 'builtin', mapping: mapping('variants-mapping.yml') };

export const SAMPLES: readonly Sample[] = [
  sample('predicates', { contentVersion: 1 }),
  sample('log-sources', { contentVersion: 2 }),
  sample('conditions'),
  sample('schema', { schema: { name: 'ipc', version: 7, fields: ['writer', 'reader', 'pipe', 'spare'] } }),
  sample('variants', VARIANTS),
  sample('nothing', { contentVersion: 0xffffffff }),
];

/** The content of a sample. */
export function contentOf(name: string): Uint8Array {
  const { sources, options } = SAMPLES.find((one) => one.name === name)!;
  return compile(sources, options).content;
}

/** Everything the samples have but the schema, in one content. */
export function wholeContent(): Uint8Array {
  return compile(
    SAMPLES.filter(({ options }) => !options.schema).flatMap(({ sources }) => sources),
    VARIANTS,
  ).content;
}
