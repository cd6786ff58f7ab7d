/**
 * The oracle: Sigma rules evaluated slowly and plainly, as a tree walk over one event.
 *
 * It shares no code with the product, which is compared with it. Rules that the Sigma specification forbids, or
 * that need what the oracle lacks (placeholder values, aggregation, correlations), throw `UnsupportedRule`.
 */
import { compileCondition } from './condition.js';
import { compileSelection } from './detection.js';
import { readDocument } from './document.js';
import type { Test } from './item.js';
import { isArray, isObject, type Json, type JsonObject } from './json.js';
import type { LogSource } from './logsources.js';
import { type EventView, viewOf } from './lookup.js';
import { UnsupportedRule } from './unsupported.js';

export interface OracleRule {
  /** The rule's id, else its title. */
  readonly id: string;
  readonly logSource: LogSource;
  /** Whether the detection holds; the log source is not looked at. Give the text too, or numbers lose theirs. */
  matches(event: unknown, eventText?: string): boolean;
  /** The same for an event that is looked at by many rules. */
  holds(event: EventView): boolean;
}

export function oracleRule(text: string): OracleRule {
  const document = asObject(readDocument(text), 'rule');
  const holds = compileDetection(asObject(member(document, 'detection'), 'detection'));
  return {
    id: textMember(document, 'id') ?? textMember(document, 'title') ?? '',
    logSource: readLogSource(member(document, 'logsource')),
    matches: (event, eventText) => holds(viewOf(event, eventText)),
    holds,
  };
}

function compileDetection(detection: JsonObject): Test {
  if (detection.has('timeframe')) throw new UnsupportedRule('aggregation', 'timeframe');
  const condition = member(detection, 'condition');
  const selections = new Map(
    [...detection]
      .filter(([name]) => name !== 'condition')
      .map(([name, [value = null]]) => [name, compileSelection(name, value)]),
  );
  const tests = (isArray(condition) ? condition : [condition]).map((one) => {
    if (typeof one !== 'string') throw new UnsupportedRule('condition', String(one));
    return compileCondition(one, selections);
  });
  if (tests.length === 0) throw new UnsupportedRule('condition', 'empty list');
  return (event) => tests.some((test) => test(event));
}

function readLogSource(value: Json): LogSource {
  if (value === null) return {};
  const written = asObject(value, 'logsource');
  const parts = (['product', 'category', 'service'] as const).map((part) => [part, textMember(written, part)]);
  return Object.fromEntries(parts.filter(([, text]) => text !== undefined));
}

function asObject(value: Json, what: string): JsonObject {
  if (!isObject(value)) throw new UnsupportedRule('not a map', what);
  return value;
}

function member(object: JsonObject, name: string): Json {
  return object.get(name)?.[0] ?? null;
}

function textMember(object: JsonObject, name: string): string | undefined {
  const value = member(object, name);
  return typeof value === 'string' ? value : undefined;
}
