/** Placeholder files: YAML, a map from names to lists of values that stand for `%name%` under `expand`. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { parseDocument } from 'yaml';
import { Failure, reasonOf } from './failure.js';

const EXPECTED = 'a map from names to lists of texts was expected';

const FILE = v.record(v.string(), v.array(v.union([v.string(), v.number()])));

/** The values at `path`; none without a path. */
export async function readPlaceholders(path: string | undefined): Promise<ReadonlyMap<string, readonly string[]>> {
  if (path === undefined) return new Map();
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Failure(`${path}: ${reasonOf(error)}, ${EXPECTED}`);
  });
  const document = parseDocument(text, { uniqueKeys: true });
  const [error] = document.errors;
  if (error) throw new Failure(`${path}:${error.linePos?.[0].line ?? 1}: ${error.code}: ${EXPECTED}`);
  const file = v.safeParse(FILE, document.toJS({ maxAliasCount: 0 }));
  if (!file.success) throw new Failure(`${path}: ${v.getDotPath(file.issues[0]) ?? 'the file'}: ${EXPECTED}`);
  return new Map(Object.entries(file.output).map(([name, values]) => [name, values.map(String)]));
}
