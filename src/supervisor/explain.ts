/**
 * Explaining: why a rule matched an event or did not, from the core that decided it.
 *
 * The event is answered on a sandbox of its own with the rule's groups active whatever its log source; then the core
 * traces the rule's condition, and the one that recognises the log source. Truths are the core's, at every step; here
 * they are only put into a tree.
 */
import { conditionsOf } from '../content/buckets.js';
import { type ContentView, misread } from '../content/view.js';
import { RingfenceError } from '../error.js';
import { EFFECTS, KEYWORDS, LIMITS, NONE, ORDERS, PARTS, PREDICATES, STEPS } from '../format/layout.js';
import { nameOf, type RecordIn } from '../format/records.js';
import type { Core } from '../sandbox/core.js';
import { Sandbox } from '../sandbox/sandbox.js';
import type { Trace, TracedPredicate, TracedValue } from '../sandbox/trace.js';
import type { UnreadEvent } from '../sandbox/verdict.js';
import type { AcceptedContent } from '../validator/accepted.js';
import { type RuleInfo, ruleInfo } from './rule-info.js';

/** A part of a condition with its truth. */
export type Explained =
  | { readonly kind: 'all' | 'any'; readonly holds: boolean; readonly parts: readonly Explained[] }
  | { readonly kind: 'not'; readonly holds: boolean; readonly part: Explained }
  | ExplainedPredicate;

export interface ExplainedPredicate {
  readonly kind: 'predicate';
  readonly holds: boolean;
  /** Absent: every value of the event. */
  readonly field?: string;
  /** As a person reads it, such as `ends with "\cmd.exe"`. */
  readonly test: string;
  /** The value that decided, or the first that was looked at; absent when the event has none. */
  readonly value?: TracedValue;
}

export interface Explanation {
  readonly rule: RuleInfo;
  readonly matches: boolean;
  /** Why the event has no verdict; then there is no condition. */
  readonly unread?: UnreadEvent;
  /** The kind of events whose names and words the condition is in, where they are not the rule's own. */
  readonly variant?: string;
  /** Whether the event shows the log source; absent when only a caller can declare it. */
  readonly logSource?: Explained;
  /** Absent also when what was lost in compiling leaves nothing that could match. */
  readonly condition?: Explained;
}

/** Explains rule `number` on one event, JSON on one line. Throws RingfenceError BadArgument, ContentMisread, OutOfMemory. */
export function explain(core: Core, content: AcceptedContent, number: number, event: Uint8Array): Explanation {
  const { view } = content;
  if (number >= view.count('Rules')) throw new RingfenceError('BadArgument', `there is no rule ${number}`);
  if (event.length > LIMITS.WINDOW_BYTES.value)
    throw new RingfenceError('BadArgument', `an event has at most ${LIMITS.WINDOW_BYTES.value} bytes`);
  const rule = ruleInfo(view, number);
  const parts = conditionsOf(view, number);
  if (parts.length === 0) misread(`log source of rule ${number}`);
  const sandbox = new Sandbox(core);
  const { verdict, fault } = startOn(sandbox, content, parts, event);
  if (fault) throw new RingfenceError('BadArgument', `the event faults on this content: ${fault.kind}`);
  const [unread] = verdict.unread;
  if (unread) return { rule, matches: false, unread };
  if (verdict.events !== 1) throw new RingfenceError('BadArgument', 'one event was expected, JSON on one line');
  const explained = parts.map((part) => explainPart(sandbox, view, part));
  return { rule, ...explained.reduce((best, one) => (rank(one) > rank(best) ? one : best)) };
}

/** A rule has a condition for each kind of event that can show its log source: the one that comes nearest is shown. */
function explainPart(
  sandbox: Sandbox,
  view: ContentView,
  { group, condition: index }: Part,
): Omit<Explanation, 'rule'> {
  const logSource = explainCondition(sandbox, view, recogniserOf(view, group));
  const condition = explainCondition(sandbox, view, index);
  const variant = view.text(view.record('Groups', group).variant);
  const matches = (condition?.holds ?? false) && (logSource?.holds ?? true);
  return {
    matches,
    ...(variant === '' ? {} : { variant }),
    ...(logSource ? { logSource } : {}),
    ...(condition ? { condition } : {}),
  };
}

type Part = ReturnType<typeof conditionsOf>[number];

function rank({ matches, logSource }: Omit<Explanation, 'rule'>): number {
  return (matches ? 2 : 0) + (logSource?.holds ? 1 : 0);
}

function startOn(sandbox: Sandbox, content: AcceptedContent, parts: readonly Part[], event: Uint8Array) {
  const refused = sandbox.load(
    content,
    parts.map(({ group }) => group),
  );
  if (refused) throw new RingfenceError('BadArgument', `the core refuses this content: ${refused.kind}`);
  return sandbox.scan(event);
}

/** The condition that recognises the events of a group: of a narrowed group that is not the one that activates it. */
function recogniserOf({ count, record }: ContentView, group: number): number | undefined {
  const found = new Map<number, number>();
  for (let index = 0; index < count('Conditions'); index++) {
    const { effect, target } = record('Conditions', index);
    if (effect !== EFFECTS.Match.code && target === group && !found.has(effect)) found.set(effect, index);
  }
  return found.get(EFFECTS.See.code) ?? found.get(EFFECTS.Activate.code);
}

function explainCondition(sandbox: Sandbox, view: ContentView, index: number | undefined): Explained | undefined {
  return index === undefined ? undefined : treeOf(view, view.record('Conditions', index), sandbox.trace(index));
}

/** The postfix steps as a tree. A list of the same kind is joined with what it is in. */
function treeOf(view: ContentView, { steps }: RecordIn<'Conditions'>, trace: Trace): Explained {
  const stack: Explained[] = [];
  const predicates = trace.predicates.values();
  for (let at = 0; at < steps.count; at++) {
    const { op, operands } = view.record('Steps', steps.first + at);
    const own = Array.from({ length: operands.count }, () => explainPredicate(view, predicates.next().value!));
    const name = nameOf(STEPS, op) ?? misread(`step ${op}`);
    stack.push(NODES[name](stack, own, trace.steps[at]!));
  }
  return stack[0]!;
}

type Node = (stack: Explained[], own: readonly Explained[], holds: boolean) => Explained;

const list = (kind: 'all' | 'any', parts: readonly Explained[], holds: boolean): Explained =>
  parts.length === 1 ? parts[0]! : { kind, holds, parts };

const joined =
  (kind: 'all' | 'any'): Node =>
  (stack, _own, holds) => {
    const [right, left] = [stack.pop()!, stack.pop()!];
    const parts = [left, right].flatMap((part) => (part.kind === kind ? part.parts : [part]));
    return { kind, holds, parts };
  };

const NODES: Readonly<Record<keyof typeof STEPS, Node>> = {
  Predicate: (_stack, own) => own[0]!,
  Any: (_stack, own, holds) => list('any', own, holds),
  All: (_stack, own, holds) => list('all', own, holds),
  And: joined('all'),
  Or: joined('any'),
  Not: (stack, _own, holds) => ({ kind: 'not', holds, part: stack.pop()! }),
};

function explainPredicate(view: ContentView, { predicate, holds, value }: TracedPredicate): ExplainedPredicate {
  const row = view.record('Predicates', predicate);
  return {
    kind: 'predicate',
    holds,
    ...(row.field === KEYWORDS ? {} : { field: fieldName(view, row.field) }),
    test: describeTest(view, row),
    ...(value ? { value } : {}),
  };
}

const fieldName = (view: ContentView, field: number) => view.text(view.record('Fields', field).name);

const TESTS: Readonly<Record<keyof typeof PREDICATES, string>> = {
  Exact: 'is {literal}',
  Prefix: 'starts with {literal}',
  Suffix: 'ends with {literal}',
  Contains: 'contains {literal}',
  Pattern: 'fits {parts}',
  Number: 'is a number {order} {literal}',
  Present: 'has any value',
  Empty: 'is empty',
  Null: 'is missing or null',
  Exists: 'is there',
  Regex: 'is matched by the regular expression',
  Cidr: 'is in the network {network}',
  FieldEquals: 'is the value of {other}',
  FieldPrefix: 'starts with the value of {other}',
  FieldSuffix: 'ends with the value of {other}',
  FieldContains: 'contains the value of {other}',
  Minute: 'has a minute {order} {literal}',
  Hour: 'has an hour {order} {literal}',
  Day: 'has a day {order} {literal}',
  Week: 'has a week {order} {literal}',
  Month: 'has a month {order} {literal}',
  Year: 'has a year {order} {literal}',
};

const ORDER_WORDS: Readonly<Record<keyof typeof ORDERS, string>> = {
  Equal: 'equal to',
  Less: 'below',
  LessOrEqual: 'of at most',
  Greater: 'above',
  GreaterOrEqual: 'of at least',
};

function describeTest(view: ContentView, row: RecordIn<'Predicates'>): string {
  const kind = nameOf(PREDICATES, row.kind) ?? misread(`predicate ${row.kind}`);
  const literal = new TextDecoder().decode(view.literal(row.literal));
  const words: Readonly<Record<string, () => string>> = {
    literal: () => (row.kind >= PREDICATES.Number.code ? plainNumber(literal) : JSON.stringify(literal)),
    parts: () => JSON.stringify(patternText(view, row)),
    order: () => ORDER_WORDS[nameOf(ORDERS, row.order) ?? misread(`order ${row.order}`)],
    network: () => networkText(view.literal(row.literal)),
    other: () => (row.other === NONE ? '' : fieldName(view, row.other)),
  };
  const text = TESTS[kind].replace(/\{(\w+)\}/g, (_, word: string) => words[word]!());
  return row.cased && TESTS[kind].includes('{literal}') ? `${text}, case as written` : text;
}

function patternText(view: ContentView, { parts }: RecordIn<'Predicates'>): string {
  return Array.from({ length: parts.count }, (_, index) => {
    const { kind, literal } = view.record('Parts', parts.first + index);
    if (kind === PARTS.Any.code) return '*';
    return kind === PARTS.One.code ? '?' : new TextDecoder().decode(view.literal(literal));
  }).join('');
}

/** A canonical number as people write it, where that is short. */
function plainNumber(canonical: string): string {
  const [digits = '', exponent = '0'] = canonical.split('e');
  const zeros = Number(exponent);
  if (zeros >= 0 && zeros < 20) return digits + '0'.repeat(zeros);
  return canonical;
}

function networkText(bytes: Uint8Array): string {
  const address = bytes.subarray(0, -1);
  const prefix = bytes.at(-1);
  if (address.length === 4) return `${address.join('.')}/${prefix}`;
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address[2 * index]! << 8) | address[2 * index + 1]!).toString(16),
  );
  return `${groups.join(':')}/${prefix}`;
}
