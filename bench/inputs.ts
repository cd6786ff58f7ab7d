/**
 * The events and the rules of the workloads, made or read once.
 *
 * Half of them is the project's own and the same on every machine. The other half is a corpus of public rules and
 * recorded events, looked for beside the project's folder, which is where npm starts scripts.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ATTACK_CHAIN } from '../src/demo/attack.js';
import { processCreation, sysmonMix } from '../src/demo/generator.js';
import { DEMO_RULES } from '../src/demo/rules.js';
import type { RuleSource } from '../src/index.js';
import { asEvtx } from './evtx.js';

/** NDJSON, and how many events it has. */
export interface EventSource {
  readonly events: number;
  readonly fromCorpus?: true;
  readonly bytes: () => Buffer;
}

export interface RuleSet {
  readonly fromCorpus?: true;
  readonly sources: () => readonly RuleSource[];
}

const CORPUS = '../shared/corpus/';

export const CORPUS_PRESENT = existsSync(CORPUS);

const SEED = 20260302;

/** Seconds, and so events, from one attack to the next: all of the chain happens within them. */
const ATTACK_EVERY = 4000;

export const EVENTS = {
  /** Ten attacks, of 28 events each, in eleven hours. */
  'sysmon-mix': { events: 40_000, bytes: () => withAttacks(sysmonMix(SEED, 40_000)) },
  /** The same as `sysmon-mix`, in the other shape. */
  'sysmon-mix-evtx': { events: 40_000, bytes: () => toEvtx(withAttacks(sysmonMix(SEED, 40_000))) },
  /** Five attacks; their events are of all kinds, the others are Sysmon's event 1. */
  'process-creation': { events: 20_000, bytes: () => withAttacks(processCreation(SEED, 20_000)) },
  /** Recorded in attack labs: one event of each kind, every process creation, an even spread. */
  'dev-pack': {
    events: 10_785,
    fromCorpus: true,
    bytes: () => gunzipSync(readFileSync(`${CORPUS}events/dev.ndjson.gz`)),
  },
} as const satisfies Record<string, EventSource>;

export const RULES = {
  demo: { sources: () => DEMO_RULES },
  sigmahq: { fromCorpus: true, sources: () => rulesUnder(`${CORPUS}sigma/rules/windows/`) },
} as const satisfies Record<string, RuleSet>;

/** The name of the public rules where they are, else of the project's own. */
export function defaultRules(): keyof typeof RULES {
  return CORPUS_PRESENT ? 'sigmahq' : 'demo';
}

/** As in the demonstration, each step takes the place of the harmless event of its second, again and again. */
function withAttacks(lines: string[]): Buffer {
  for (let start = 0; start < lines.length; start += ATTACK_EVERY)
    for (const { second, event } of ATTACK_CHAIN) lines[start + second] = `${JSON.stringify(event)}\n`;
  return Buffer.from(lines.join(''));
}

function toEvtx(lines: Buffer): Buffer {
  return Buffer.from(lines.toString().replace(/.+\n/g, asEvtx));
}

function rulesUnder(folder: string): RuleSource[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .map((name) => ({ name, text: readFileSync(folder + name, 'utf8') }));
}
