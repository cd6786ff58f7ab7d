/** Rules and events for every engine: harmless ones, the attack among them, and every tenth line damaged. */
import { ATTACK_CHAIN } from '../../src/demo/attack.js';
import { sysmonMix } from '../../src/demo/generator.js';
import { randomFrom } from '../../src/demo/random.js';
import { DEMO_RULES } from '../../src/demo/rules.js';
import { ruleText } from '../sandbox/content.js';

export const RULES = [
  ...DEMO_RULES,
  ruleText('Keywords', '[mimikatz, "*inv?ke*", ärger]'),
  ruleText('Cased', '{CommandLine|cased|contains: Ä}'),
  ruleText('Regex', '{CommandLine|re|i: "[a-z]+[0-9]{2,}.*\\\\b(enc|hid)"}'),
];

export function eventsOf(seed: number, count: number): Uint8Array {
  const random = randomFrom(seed);
  const lines = sysmonMix(seed, count).map((line, index) => {
    const { event } = ATTACK_CHAIN[index % ATTACK_CHAIN.length]!;
    const bytes = Buffer.from(index % 20 === 0 ? `${JSON.stringify(event)}\n` : line);
    // never its line feed, so that there are as many lines as events
    if (index % 10 === 5) bytes[random.below(bytes.length - 1)] = 0x20 + random.below(0xe0);
    return bytes;
  });
  return Buffer.concat(lines);
}
