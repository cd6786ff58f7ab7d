/**
 * Checked accessors are the only place where the core loads and stores.
 *
 * A transform of the compiler that fails the build where anything else does, as `file:line: what`. It reads the parsed
 * source, so a comment never counts. Reading and writing a record through its class is not raw: where the record stands
 * was compared by the accessor that made it.
 */
import { Transform } from 'assemblyscript/transform';

/** Functions that may, by file: each compares before it accesses, or its address is a constant. */
export const ACCESSORS = {
  'assembly/region.ts': [
    'readText',
    'readBytes',
    'writeText',
    'readBlock',
    'writeBlock',
    'numberIn',
    'setNumberIn',
    'entryIn',
    'entryAt',
    'addressOf',
  ],
  // they load what `same`, or `stands` of guess.ts, and `pairBits` have claimed
  'assembly/event/block-simd.ts': ['differ', 'equal16', 'pairsAt'],
  'assembly/memory.ts': ['record', 'recordOf', 'numberOf', 'input'],
  'assembly/state.ts': ['state'],
  'assembly/fault.ts': ['faultCell'],
  'assembly/validator/sections.ts': ['header', 'entryOf', 'record', 'number', 'row', 'numberIn', 'setNumberIn'],
  'assembly/validator/refusal.ts': ['rejection'],
  // the filter has been claimed, and has the words that the bits of a hash tell from each other
  'assembly/validator/automata.ts': ['hasByte'],
  'assembly/validator/entries.ts': ['inFilter', 'isOfClass'],
  // where the compiler places tables; it accesses nothing
  'assembly/generated/layout.ts': ['memory.data'],
  'assembly/generated/judge.ts': ['memory.data'],
};

/** What they claim with. */
const CLAIMS = ['claim', 'claimBytes'];

/** Functions that may because they claim what they load. */
export const KERNELS = {
  'assembly/event/block-simd.ts': ['escapedEnd', 'pairBits', 'textEnd'],
  'assembly/hash.ts': ['hashText'],
  'assembly/predicate/found.ts': ['markAll'],
  'assembly/predicate/memo.ts': ['hashOf'],
  'assembly/validator/automata.ts': ['checkBegin', 'checkClasses', 'checkDfa', 'checkLoops', 'isBegin', 'showsIn'],
  'assembly/validator/checksum.ts': ['extend'],
  'assembly/validator/entries.ts': ['checkBuckets', 'hasBeside', 'hashText', 'hasKeyIn'],
  'assembly/validator/references.ts': ['checkCodes', 'checkBelow', 'checkPairs', 'checkOrder'],
  'assembly/validator/tables.ts': ['hashEdge', 'areEnds'],
};

/** What accesses memory, or makes an access that nothing compares. */
const RAW = [
  /^(load|store|unchecked|changetype|call_indirect)$/,
  /^memory\./,
  /^atomic\./,
  /^(i32|i64|f32|f64|v128|[if]\d+x\d+)\.(atomic|load|store)/,
];

export default class extends Transform {
  afterParse({ sources }) {
    const ours = sources.filter(({ normalizedPath }) => !normalizedPath.startsWith('~lib/'));
    const wrong = ours.flatMap((source) => refused(source.normalizedPath, sitesIn(source)));
    if (wrong.length === 0) return;
    const error = new Error(`memory is accessed past the accessors\n${wrong.join('\n')}`);
    error.stack = error.message; // which is what the compiler prints
    throw error;
  }
}

/** @returns {string[]} what is wrong with the sites of a file */
function refused(file, sites) {
  const claiming = (KERNELS[file] ?? []).filter((kernel) =>
    sites.some(({ name, inside }) => CLAIMS.includes(name) && inside === kernel),
  );
  const may = [...(ACCESSORS[file] ?? []), ...claiming];
  const raw = sites.filter(
    ({ name, inside }) => !CLAIMS.includes(name) && !may.includes(inside) && !may.includes(name),
  );
  return raw.map(({ line, name }) => `${file}:${line}: ${name}`);
}

/** The raw accesses of a file and its claims, with the functions that they are in. */
function sitesIn(source) {
  const sites = [];
  const visit = (node, inside) => {
    if (Array.isArray(node)) for (const one of node) visit(one, inside);
    if (!isNode(node)) return;
    const name = nameOfCallee(node);
    if (CLAIMS.includes(name) || (name !== undefined && RAW.some((raw) => raw.test(name))))
      sites.push({ name, inside, line: source.lineAt(node.range.start) });
    const within = isFunction(node) ? node.name.text : inside;
    for (const [key, child] of Object.entries(node)) if (key !== 'range') visit(child, within);
  };
  visit(source.statements, '');
  return sites;
}

const isNode = (value) => typeof value === 'object' && value !== null && 'range' in value;
const isFunction = ({ signature, name }) => signature !== undefined && name !== undefined;

/** `load` of `load<u8>(at)`, `v128.load` of `v128.load(at)`; nothing of what is not called by a name. */
function nameOfCallee({ expression, args }) {
  if (!Array.isArray(args) || !expression) return undefined;
  const { text, property, expression: of } = expression;
  return text ?? (property && of?.text ? `${of.text}.${property.text}` : undefined);
}
