/** What automata pass over: the validator asks for each byte behind which it shows that one before led elsewhere. */
import { expect, test } from 'vitest';
import { inspect } from '../../src/content/dump.js';
import { BYTE_SET_WORDS, LOOP_WORDS } from '../../src/format/byte-set.js';
import { AUTOMATA, LIMITS } from '../../src/format/layout.js';
import { isRejection, validate } from '../../src/validator/validate.js';
import { contentOf } from '../sandbox/content.js';
import { withRecord } from './damage.js';

const waysOut = (count: number) =>
  Array.from({ length: count }, (_, at) => String.fromCodePoint(97 + at, 49 + at)).join('|');

const ROWS = [
  { name: 'one way out', regex: 'ab+c', isAll: false },
  { name: 'a way out that is a match', regex: 'ab|c', isAll: true },
  { name: 'as many ways out as are told', regex: `(${waysOut(LIMITS.LEAVING.value)})z`, isAll: false },
  { name: 'one more', regex: `(${waysOut(LIMITS.LEAVING.value + 1)})z`, isAll: true },
];

for (const { name, regex, isAll } of ROWS) {
  test(`leaves: ${name}`, async () => {
    const content = inspect(contentOf({ A: `{a|re: '${regex}'}` }));
    const { leaves } = content.sections.Automata.find(({ kind }) => kind === AUTOMATA.Dfa.code)!;
    const shows = Array.from(
      { length: BYTE_SET_WORDS },
      (_, word) => leaves.first + LOOP_WORDS - BYTE_SET_WORDS + word,
    );
    const bits = shows.flatMap((at) => {
      const word = content.sections.Leaves[at]!;
      return Array.from({ length: 32 }, (_, bit) => 1 << bit)
        .filter((bit) => (word & bit) !== 0)
        .map((bit) => ({ at, value: (word & ~bit) >>> 0 }));
    });
    expect(bits.length > 0 && bits.length === 256).toBe(isAll);
    for (const { at, value } of bits) {
      const answer = await validate(withRecord(content, 'Leaves', at, { value }));
      expect(isRejection(answer) && answer.code).toBe('AutomatonMalformed');
    }
  });
}
