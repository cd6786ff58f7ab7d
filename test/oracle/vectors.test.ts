/** The conformance vectors, all of them, on the oracle. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { oracleRule } from './rule.js';

interface Vector {
  readonly n: string;
  readonly d: unknown;
  readonly e: unknown;
  readonly m: boolean;
}

const VECTORS = parse(readFileSync(new URL('vectors.yaml', import.meta.url), 'utf8')) as readonly Vector[];

test('vectors: all are here', () => expect(VECTORS).toHaveLength(139));

for (const { n: name, d: detection, e: event, m: answer } of VECTORS) {
  test(`vectors: ${name}`, () => expect(oracleRule(JSON.stringify({ detection })).matches(event)).toBe(answer));
}
