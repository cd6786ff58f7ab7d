/**
 * The selections of a rule: a map is an and of its items; a list is an or of its maps and of its plain values,
 * which are keywords; one plain value is one keyword.
 */
import { compileItem, type Test } from './item.js';
import { isArray, isObject, type Json } from './json.js';
import { UnsupportedRule } from './unsupported.js';

export function compileSelection(name: string, value: Json): Test {
  if (isObject(value)) return compileMap(name, value);
  if (!isArray(value)) return compileItem('', value);
  if (value.length === 0) throw new UnsupportedRule('empty selection', name);
  const members = value.map((member) => {
    if (isArray(member)) throw new UnsupportedRule('list in a list', name);
    return isObject(member) ? compileMap(name, member) : compileItem('', member);
  });
  return (event) => members.some((test) => test(event));
}

function compileMap(name: string, map: ReadonlyMap<string, readonly Json[]>): Test {
  if (map.size === 0) throw new UnsupportedRule('empty selection', name);
  const items = [...map].map(([key, values]) => {
    if (isObject(values[0]!)) throw new UnsupportedRule('map as a value', key);
    return compileItem(key, values[0]!);
  });
  return (event) => items.every((test) => test(event));
}
