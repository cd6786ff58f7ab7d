/** `ringfence dump`: what a content file holds, for people, or every record as JSON. */
import { dump, dumpRule, findRule, inspect } from '../content/dump.js';
import { visibleJson } from '../visible.js';
import { readAccepted } from './content.js';
import { Failure } from './failure.js';
import { print } from './terminal.js';

export interface DumpFlags {
  readonly rule?: string;
  readonly json?: true;
}

export async function runDump(path: string, { rule, json }: DumpFlags): Promise<void> {
  const content = inspect((await readAccepted(path)).view.bytes);
  if (json) return print(`${visibleJson(JSON.stringify(content, bytesAsHex))}\n`);
  if (rule === undefined) return print(`${dump(content)}\n`);
  const number = findRule(content, rule);
  if (number === undefined) throw new Failure(`${path}: it has no rule ${rule}, an id or a number was expected`);
  await print(`${dumpRule(content, number)}\n`);
}

function bytesAsHex(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
