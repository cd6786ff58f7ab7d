/**
 * Content, events and rules, changed again and again towards parts of the core that nothing has reached before.
 *
 * `EXPLORE_RUNS=100000` is the long run, `EXPLORE_SEED` another one. The seeds are the samples of the other tests.
 */
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { PREAMBLE_BYTES } from '../../src/format/records.js';
import { compile } from '../../src/plan/compile.js';
import type { CoreExports } from '../../src/sandbox/core.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { accept } from '../../src/validator/accepted.js';
import { isRejection, validate } from '../../src/validator/validate.js';
import { contentOf, GOLDEN, SAMPLES, wholeContent } from '../content/contents.js';
import { printProof } from '../proof.js';
import { accepted } from '../sandbox/content.js';
import { EVENTS } from '../validator/events.js';
import { OUTCOMES, Runner } from '../validator/fuzzing.js';
import { mutant } from '../validator/mutation.js';
import { edited, explore, type Target } from './explore.js';
import { instrumentedCore, reached, resetCounters } from './instrumented.js';

const RUNS = Number(process.env['EXPLORE_RUNS'] ?? 300);
const SEED = Number(process.env['EXPLORE_SEED'] ?? 1);

/** The instance that a sandbox made last: its memory is private, and the counters are in it. */
const latest = vi.hoisted((): { exports?: CoreExports } => ({}));
vi.mock('../../src/sandbox/core.js', async (importOriginal) => {
  const real = await importOriginal<typeof import('../../src/sandbox/core.js')>();
  return {
    ...real,
    instantiate: (core: Parameters<typeof real.instantiate>[0]) => (latest.exports = real.instantiate(core)),
  };
});

const { core, places } = await instrumentedCore();

/** What is reached in the core while something is done. */
function reaching(work: () => void): number[] {
  if (latest.exports) resetCounters(latest.exports);
  work();
  return reached(latest.exports!, places);
}

// targets run one after the other, each on instances of its own: the latest is always of the one that runs
const [contents, rules] = [new Runner(core), new Runner(core)];

const GOOD = [wholeContent(), ...SAMPLES.map(({ name }) => contentOf(name))];

const CONTENT: Target<Uint8Array> = {
  name: 'content',
  seeds: GOOD,
  change: (bytes, _, random) =>
    mutant(bytes, random.pick(GOOD), random.below(65536) * 65536 + random.below(65536)).bytes,
  async run(bytes) {
    if (bytes.length < PREAMBLE_BYTES) return [];
    const judged = await validate(bytes);
    const isRefused = isRejection(judged);
    return reaching(() => {
      const outcome = contents.run(isRefused ? accept('forced', bytes) : judged);
      expect(isRefused ? OUTCOMES : ACCEPTED_OUTCOMES).toContain(outcome);
    });
  },
};

/** What content that is accepted may come to. */
const ACCEPTED_OUTCOMES = new Set(['verdict', 'FuelExhausted', 'InputOutOfBounds']);

const JSON_TOKENS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\\u0000',
    '\\ud83d',
    'null',
    'true',
    '-0',
    '1e999',
    '4688.0',
    '{"Event":',
  ],
  ...[
    '"Channel":"Security",',
    '"EventID":1102,',
    '"CommandLine":"',
    '"Image":"C:\\\\',
    '"a":[',
    '\u017f',
    '\xff',
    '10.1.2.3',
  ],
];

const whole = await accepted(wholeContent());
let sandbox: Sandbox | undefined;

const EVENT: Target<Uint8Array> = {
  name: 'events',
  seeds: EVENTS,
  change: (line, other, random) => edited(line, other, JSON_TOKENS, random),
  async run(line) {
    return reaching(() => {
      if (!sandbox) {
        sandbox = new Sandbox(core);
        expect(sandbox.load(whole)).toBeUndefined();
      }
      const { verdict, fault } = sandbox.scan(line);
      expect(['verdict', 'FuelExhausted']).toContain(fault?.kind ?? 'verdict');
      if (fault) sandbox = undefined;
      else expect(verdict.consumed).toBe(line.length);
    });
  },
};

const RULE_TOKENS = [
  ...[
    '|',
    '|re',
    '|contains',
    '|all',
    '|endswith',
    '|cidr',
    '|lt',
    '|fieldref',
    '|base64offset',
    '|windash',
    '|wide',
    '|expand',
  ],
  ...[
    'condition: ',
    ' and ',
    ' or ',
    'not ',
    '1 of them',
    'all of s*',
    '(',
    ')',
    '*',
    '?',
    '\\',
    "'",
    '"',
    '[',
    ']',
    '- ',
    '\n',
    '\n    ',
  ],
];

const RULE: Target<Uint8Array> = {
  name: 'rules',
  seeds: SAMPLES.flatMap(({ name }) => readFileSync(new URL(`${name}.yml`, GOLDEN), 'utf8').split('\n---\n')).map(
    (text) => Buffer.from(text),
  ),
  change: (rule, other, random) => edited(rule, other, RULE_TOKENS, random),
  async run(rule) {
    const { content, diagnostics } = compile([{ name: 'x.yml', text: Buffer.from(rule).toString() }]);
    const judged = await accepted(content);
    const places = reaching(() => expect(['verdict', 'FuelExhausted']).toContain(rules.run(judged)));
    return [...places, ...diagnostics.map(({ code }) => code)];
  },
};

test.each([CONTENT, EVENT, RULE])(`$name: ${RUNS} inputs, led by what they reach`, { timeout: 0 }, async (target) => {
  const found = await explore(target, RUNS, SEED);
  printProof('inputs led by what they reach', { target: target.name, seed: SEED, places, ...found });
  expect(found.reachedBySeeds).toBeGreaterThan(50);
  expect(found.reached).toBeGreaterThan(found.reachedBySeeds);
});
