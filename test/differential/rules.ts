/** Rules as YAML text. All of them are rules that an engine must accept. */
import fc, { type Arbitrary } from 'fast-check';
import { condition, NAMES, PATTERN_ONLY_NAMES } from './conditions.js';
import { type Item, item, type Supply } from './items.js';
import { pieceOf } from './words.js';
import { writeYaml, type Yaml, type YamlMap } from './yaml.js';

export function ruleText(supply: Supply, id: string): Arbitrary<string> {
  return fc
    .tuple(logSource, detection(supply), fc.constantFrom('flow' as const, 'block' as const))
    .map(([source, blocks, style]) => {
      const rule = new Map<string, Yaml>([
        ['title', `Generated ${id.slice(-2)}`],
        ['id', id],
        ['status', 'test'],
        ['description', 'A generated rule'],
        ['author', 'Nobody'],
        ['level', 'low'],
        ['logsource', source],
        ['detection', blocks],
      ]);
      return writeYaml(rule, style);
    });
}

const LOG_SOURCES: readonly (readonly [weight: number, parts: Readonly<Record<string, string>>])[] = [
  [30, { product: 'windows', category: 'process_creation' }],
  [4, { product: 'windows', service: 'sysmon' }],
  [1, { product: 'windows', category: 'process_creation', service: 'sysmon' }],
  [1, { product: 'windows', service: 'security' }],
  [1, { product: 'windows', category: 'registry_add' }],
  [1, { product: 'linux', category: 'process_creation' }],
  [1, { category: 'webserver' }],
];

const logSource: Arbitrary<YamlMap> = fc.oneof(
  ...LOG_SOURCES.map(([weight, parts]) => ({ weight, arbitrary: fc.constant(new Map(Object.entries(parts))) })),
);

function detection(supply: Supply): Arbitrary<YamlMap> {
  const patterns = supply.features.has('of-patterns');
  const written = fc.subarray(NAMES, { minLength: 1, maxLength: 3 });
  const hidden = patterns ? fc.subarray(PATTERN_ONLY_NAMES) : fc.constant<string[]>([]);
  return fc.tuple(written, hidden).chain(([some, others]) => {
    const names = [...some, ...others];
    const one = condition(names, { patterns });
    const conditions = fc.oneof(
      { weight: 9, arbitrary: one },
      { weight: 1, arbitrary: fc.array(one, { minLength: 1, maxLength: 2 }) },
    );
    return fc
      .tuple(fc.tuple(...names.map(() => selection(supply))), conditions)
      .map(
        ([blocks, text]) =>
          new Map<string, Yaml>([...names.map((name, at) => [name, blocks[at]!] as const), ['condition', text]]),
      );
  });
}

function selection(supply: Supply): Arbitrary<Yaml> {
  const map = mapOf(supply);
  const keyword = fc
    .constantFrom(...supply.words.text)
    .chain((word) => pieceOf(word, 'any'))
    .map((piece) => piece.replace(/[\\?]/g, '\\$&'));
  const keywords = fc.array(keyword, { minLength: 1, maxLength: 3 });
  const kinds: { weight: number; arbitrary: Arbitrary<Yaml> }[] = [{ weight: 8, arbitrary: map }];
  if (supply.features.has('list-of-maps'))
    kinds.push({ weight: 2, arbitrary: fc.array(map, { minLength: 1, maxLength: 3 }) });
  if (supply.features.has('keywords')) kinds.push({ weight: 2, arbitrary: keywords });
  if (supply.features.has('keywords') && supply.features.has('all')) {
    const several = fc.array(keyword, { minLength: 2, maxLength: 3 });
    kinds.push({ weight: 1, arbitrary: several.map((values) => new Map([['|all', values]])) });
  }
  if (supply.features.has('keywords') && supply.features.has('list-of-maps')) {
    kinds.push({ weight: 1, arbitrary: fc.tuple(map, keyword).map((members) => members) });
  }
  return fc.oneof(...kinds);
}

/** Equal keys are not YAML, so the later of two equal items wins. */
function mapOf(supply: Supply): Arbitrary<YamlMap> {
  return fc.array(item(supply), { minLength: 1, maxLength: 3 }).map((items: readonly Item[]) => new Map(items));
}
