/**
 * Rule files: the files named, and every .yml and .yaml below the folders named, in order of path.
 */
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleSource } from '../plan/compile.js';
import { Failure, reasonOf } from './failure.js';
import { readAtMost } from './file.js';
import { progress, say } from './terminal.js';

/** More than any rule has; the parser says which is too large for it. */
const LIMIT = 1 << 20;

/** The rules at `paths`, each file once. A file below a folder that cannot be read is said and left out. */
export async function readRules(paths: readonly string[]): Promise<RuleSource[]> {
  const files = new Map<string, string>();
  for (const path of paths) {
    for (const file of await filesAt(path)) {
      const real = await realpath(file).catch(() => file);
      if (!files.has(real)) files.set(real, file);
    }
  }
  if (files.size === 0) throw new Failure(`${paths.join(', ')}: no rules, .yml or .yaml files were expected`);
  const sources: RuleSource[] = [];
  for (const name of files.values()) {
    const text = await readText(name).catch((error: unknown) => say(`${name}: ${reasonOf(error)}`));
    if (typeof text === 'string') sources.push({ name, text });
    progress(() => `reading rules: ${sources.length} of ${files.size}`);
  }
  return sources;
}

/** What is not UTF-8 would be another rule with U+FFFD in it. */
async function readText(path: string): Promise<string> {
  const bytes = await readAtMost(path, LIMIT);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Failure('it is not UTF-8, as a rule file is');
  }
}

async function filesAt(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    return await filesBelow(path);
  } catch (error) {
    throw new Failure(`${path}: ${reasonOf(error)}, a rule file or a folder of rules was expected`);
  }
}

/** Links to files count as files; links to folders are not followed, so that none leads round in a circle. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && /\.ya?ml$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
