/**
 * Peers: what a JavaScript user would take instead, each made ready to answer events as lines of JSON.
 *
 * Each does it as its documentation suggests and as well as it can: text is made lower case once an event where a peer
 * has no way to disregard case, and what can be compiled is compiled beforehand. Packages are those of
 * `bench/peers/package.json`; what is used of each is typed here, so that the checks need none of them installed.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { PeerRule } from './peer-input.js';

/** Takes lines; then says, as often as it is asked, how many rules match them, summed. Only that is timed. */
export type Answering = (lines: readonly string[]) => () => number | Promise<number>;

export interface Peer {
  readonly name: string;
  readonly prepare: (rules: readonly PeerRule[]) => Answering | Promise<Answering>;
}

interface Fields {
  readonly Image: string;
  readonly CommandLine: string;
}

export const PEERS: readonly Peer[] = [
  { name: 'closures', prepare: closures },
  { name: 'regexp', prepare: regExps },
  { name: 'modern-ahocorasick', prepare: ahoCorasick },
  { name: 'yara-x', prepare: yaraX },
  { name: 're2js', prepare: re2js },
  { name: 're2js-sets', prepare: re2jsSets },
  { name: 'json-rules-engine', prepare: jsonRulesEngine },
];

/** How many of `rules` match, by `matching`, summed over the lines. */
function summed(matching: (event: Fields) => number): Answering {
  return (lines) => () => lines.reduce((sum, line) => sum + matching(JSON.parse(line) as Fields), 0);
}

function closures(rules: readonly PeerRule[]): Answering {
  const tests = rules.map(closureOf);
  return summed(({ Image, CommandLine }) => {
    const image = Image.toLowerCase();
    const commandLine = CommandLine.toLowerCase();
    return tests.reduce((sum, test) => sum + (test(image, commandLine) ? 1 : 0), 0);
  });
}

function closureOf(rule: PeerRule) {
  return (image: string, commandLine: string) => image.endsWith(rule.image) && commandLine.includes(rule.commandLine);
}

function regExps(rules: readonly PeerRule[]): Answering {
  const tests = rules.map(({ image, commandLine }) => ({
    image: new RegExp(`${escaped(image)}$`, 'i'),
    commandLine: new RegExp(escaped(commandLine), 'i'),
  }));
  return summed(({ Image, CommandLine }) =>
    tests.reduce((sum, test) => sum + (test.image.test(Image) && test.commandLine.test(CommandLine) ? 1 : 0), 0),
  );
}

/** The automaton finds parts of the command line; only rules with one that is found are tested. */
async function ahoCorasick(rules: readonly PeerRule[]): Promise<Answering> {
  interface AhoCorasick {
    search(text: string): readonly { readonly pattern: string }[];
  }
  const { default: Automaton } = await load<{ default: new (patterns: readonly string[]) => AhoCorasick }>(
    'modern-ahocorasick',
  );
  const automaton = new Automaton(rules.map(({ commandLine }) => commandLine));
  const tests = new Map(rules.map((rule) => [rule.commandLine, closureOf(rule)]));
  return summed(({ Image, CommandLine }) => {
    const image = Image.toLowerCase();
    const commandLine = CommandLine.toLowerCase();
    const found = new Set(automaton.search(commandLine).map(({ pattern }) => pattern));
    return [...found].filter((pattern) => tests.get(pattern)!(image, commandLine)).length;
  });
}

/** It knows no fields, so both texts go in as one buffer with a byte that neither has behind each. */
async function yaraX(rules: readonly PeerRule[]): Promise<Answering> {
  const { compile } = await load<{ compile: (rules: string) => { scan(data: Buffer): readonly unknown[] } }>(
    '@litko/yara-x',
  );
  const texts = rules.map(
    ({ image, commandLine }, index) => `rule r${index} {
  strings:
    $image = ${JSON.stringify(image).slice(0, -1)}\\x00" nocase
    $part = ${JSON.stringify(commandLine)} nocase
  condition: $image and $part
}`,
  );
  const scanner = compile(texts.join('\n'));
  return summed(({ Image, CommandLine }) => scanner.scan(Buffer.from(`${Image}\0${CommandLine}\0`)).length);
}

interface Re2 {
  readonly RE2JS: {
    readonly CASE_INSENSITIVE: number;
    compile(source: string, flags: number): { matcher(text: string): { find(): boolean } };
  };
  readonly RE2Set: {
    readonly UNANCHORED: number;
    new (
      anchor: number,
      flags: number,
    ): { add(source: string): number; compile(): void; match(text: string): number[] };
  };
}

async function re2js(rules: readonly PeerRule[]): Promise<Answering> {
  const { RE2JS } = await load<Re2>('re2js');
  const tests = rules.map(({ image, commandLine }) => ({
    image: RE2JS.compile(`${escaped(image)}$`, RE2JS.CASE_INSENSITIVE),
    commandLine: RE2JS.compile(escaped(commandLine), RE2JS.CASE_INSENSITIVE),
  }));
  const holds = (test: (typeof tests)[number], { Image, CommandLine }: Fields) =>
    test.image.matcher(Image).find() && test.commandLine.matcher(CommandLine).find();
  return summed((event) => tests.reduce((sum, test) => sum + (holds(test, event) ? 1 : 0), 0));
}

/** One set for each field; a rule matches when both have its number. */
async function re2jsSets(rules: readonly PeerRule[]): Promise<Answering> {
  const { RE2JS, RE2Set } = await load<Re2>('re2js');
  const setOf = (sources: readonly string[]) => {
    const set = new RE2Set(RE2Set.UNANCHORED, RE2JS.CASE_INSENSITIVE);
    for (const source of sources) set.add(source);
    set.compile();
    return set;
  };
  const images = setOf(rules.map(({ image }) => `${escaped(image)}$`));
  const commandLines = setOf(rules.map(({ commandLine }) => escaped(commandLine)));
  return summed(({ Image, CommandLine }) => {
    const found = images.match(Image);
    if (found.length === 0) return 0;
    const parts = new Set(commandLines.match(CommandLine));
    return found.filter((rule) => parts.has(rule)).length;
  });
}

async function jsonRulesEngine(rules: readonly PeerRule[]): Promise<Answering> {
  interface Engine {
    addOperator(name: string, holds: (fact: string, value: string) => boolean): void;
    addRule(rule: object): void;
    run(facts: object): Promise<{ readonly events: readonly unknown[] }>;
  }
  const { Engine } = await load<{ Engine: new () => Engine }>('json-rules-engine');
  const engine = new Engine();
  engine.addOperator('endsWith', (fact, value) => fact.endsWith(value));
  engine.addOperator('includes', (fact, value) => fact.includes(value));
  rules.forEach(({ image, commandLine }, index) => {
    const all = [
      { fact: 'image', operator: 'endsWith', value: image },
      { fact: 'commandLine', operator: 'includes', value: commandLine },
    ];
    engine.addRule({ conditions: { all }, event: { type: `rule ${index}` } });
  });
  return (lines) => async () => {
    let sum = 0;
    for (const line of lines) {
      const { Image, CommandLine } = JSON.parse(line) as Fields;
      const facts = { image: Image.toLowerCase(), commandLine: CommandLine.toLowerCase() };
      sum += (await engine.run(facts)).events.length;
    }
    return sum;
  };
}

/** Packages are looked for in the current folder's bench/peers. */
async function load<T>(name: string): Promise<T> {
  const from = createRequire(pathToFileURL('bench/peers/package.json'));
  return (await import(pathToFileURL(from.resolve(name)).href)) as T;
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
