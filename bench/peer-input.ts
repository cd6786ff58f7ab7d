/**
 * Rules and events that every peer can take: rules of two conditions, both without regard to case, an end of the image
 * and a part of the command line.
 */
import { processCreation } from '../src/demo/generator.js';
import type { RuleSource } from '../src/index.js';

/** Lower case. */
export interface PeerRule {
  readonly image: string;
  readonly commandLine: string;
}

export interface PeerEvent {
  readonly line: string;
  readonly matches: number;
}

/** One event in so many is made to match one rule; the others are the generator's and match none. */
const MATCHING = 10;

const SEED = 20260302;

export function peerRules(count: number): PeerRule[] {
  return Array.from({ length: count }, (_, index) => ({
    image: `\\tool${index}.exe`,
    commandLine: ` --target=server${(index * 7919) % count}.`,
  }));
}

/** The same rules for ringfence and for rsigma. */
export function sigmaOf(rules: readonly PeerRule[]): RuleSource[] {
  return rules.map(({ image, commandLine }, index) => ({
    name: `${index}.yml`,
    text: `title: Rule ${index}
id: ${`00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`}
author: ringfence
level: low
logsource: { product: windows, category: process_creation }
detection:
  selection:
    Image|endswith: '${image}'
    CommandLine|contains: '${commandLine}'
  condition: selection
`,
  }));
}

/** Process creations of about 2 kB; in half of those that are made to match the case is another. */
export function peerEvents(rules: readonly PeerRule[], count: number): PeerEvent[] {
  return processCreation(SEED, count).map((line, index) => {
    if (index % MATCHING !== 0) return { line, matches: 0 };
    const { image, commandLine } = rules[(index * 31) % rules.length]!;
    const event = JSON.parse(line) as Record<string, unknown>;
    const told = { ...event, Image: `C:\\Temp${image}`, CommandLine: `C:\\Temp${image}${commandLine}example.com` };
    const changed = index % (2 * MATCHING) === 0 ? told : { ...told, CommandLine: told.CommandLine.toUpperCase() };
    return { line: `${JSON.stringify(changed)}\n`, matches: 1 };
  });
}
