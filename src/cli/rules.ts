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
/** Files read side by side. */
const AT_ONCE = 32;

/** The rules at `paths`, each file once. A file below a folder that cannot be read is said and left out. */
export async function readRules(paths: readonly string[]): Promise<RuleSource[]> {
  const files = new Map<string, string>();
  for (const path of paths) {
    const found = await filesAt(path);
    const real = await Promise.all(found.map((file) => realpath(file).catch(() => file)));
    for (const [index, file] of found.entries()) if (!files.has(real[index]!)) files.set(real[index]!, file);
  }
  if (files.size === 0) throw new Failure(`${paths.join(', ')}: no rules, .yml or .yaml files were expected`);
  const names = [...files.values()];
  const sources: RuleSource[] = [];
  for (let at = 0; at < names.length; at += AT_ONCE) {
    for (const read of await Promise.all(names.slice(at, at + AT_ONCE).map(readSource))) if (read) sources.push(read);
    progress(() => `reading rules: ${sources.length} of ${names.length}`);
  }
  return sources;
}

async function readSource(name: string): Promise<RuleSource | undefined> {
  try {
    return { name, text: await readText(name) };
  } catch (error) {
    say(`${name}: ${reasonOf(error)}`);
    return undefined;
  }
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
