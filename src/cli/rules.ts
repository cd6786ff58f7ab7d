/**
 * Rule files: the files named, and every .yml and .yaml below the folders named, in order of path.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleSource } from '../plan/compile.js';
import { Failure, reasonOf } from './failure.js';
import { progress, say } from './terminal.js';

/** The rules at `paths`, each file once. A file below a folder that cannot be read is said and left out. */
export async function readRules(paths: readonly string[]): Promise<RuleSource[]> {
  const files = new Set<string>();
  for (const path of paths) for (const file of await filesAt(path)) files.add(file);
  if (files.size === 0) throw new Failure(`${paths.join(', ')}: no rules, .yml or .yaml files were expected`);
  const sources: RuleSource[] = [];
  for (const name of files) {
    const text = await readFile(name, 'utf8').catch((error: unknown) => say(`${name}: ${reasonOf(error)}`));
    if (typeof text === 'string') sources.push({ name, text });
    progress(() => `reading rules: ${sources.length} of ${files.size}`);
  }
  return sources;
}

async function filesAt(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    return await filesBelow(path);
  } catch (error) {
    throw new Failure(`${path}: ${reasonOf(error)}, a rule file or a folder of rules was expected`);
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
