/**
 * Cases for comparing two evaluators: a few rules and a few events that fit together, so that about as many rules
 * match as do not. Rules are YAML text, events are JSON text without line breaks.
 */
import fc, { type Arbitrary } from 'fast-check';
import type { LogSource } from '../oracle/logsources.js';
import { eventText } from './events.js';
import type { Feature } from './features.js';
import { ruleText } from './rules.js';
import { words as caseWords } from './words.js';

export interface Case {
  readonly rules: readonly string[];
  readonly events: readonly string[];
  /** The log source declared for the stream; mostly none. */
  readonly declared: LogSource;
  /** Default: sysmon. */
  readonly profile?: 'sysmon' | 'builtin';
}

const DECLARED: readonly LogSource[] = [
  { category: 'webserver' },
  { product: 'windows', category: 'process_creation' },
  { product: 'windows', category: 'process_creation', service: 'sysmon' },
  { product: 'linux' },
];

const RULES = 4;
const EVENTS = 4;

/** Ids of the rules of one case, in their order. */
export const RULE_IDS = Array.from({ length: RULES }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);

export function ruleAndEvents({ features }: { features: readonly Feature[] }): Arbitrary<Case> {
  return caseWords.chain((words) => {
    const supply = { features: new Set(features), words };
    return fc.record({
      rules: fc.tuple(...RULE_IDS.map((id) => ruleText(supply, id))),
      events: fc.array(eventText(words), { minLength: 1, maxLength: EVENTS }),
      declared: fc.oneof(
        { weight: 8, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.constantFrom(...DECLARED) },
      ),
    });
  });
}
