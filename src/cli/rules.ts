/**
 * Rule files: the files named, and every .yml and .yaml below the folders named, in order of path.
 */
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleSource } from '../plan/compile.js';
import { Failure, reasonOf } from './failure.js';
import { readAtMost } from './file.js';
import { progress, say } from './terminal.js';

/** More than any rule has; the parser says which is too large for it. */
const LIMIT = 1 << 20;

/** The rules at `paths`, each file once. A file below a folder that cannot be read is said and left out. */
export function readRules(paths: readonly string[]): RuleSource[] {
  const files = new Map<string, string>();
  for (const file of paths.flatMap(filesAt)) {
    const real = realPath(file);
    if (!files.has(real)) files.set(real, file);
  }
  if (files.size === 0) throw new Failure(`${paths.join(', ')}: no rules, .yml or .yaml files were expected`);
  const sources: RuleSource[] = [];
  for (const name of files.values()) {
    const source = readSource(name);
    if (source) sources.push(source);
    progress(() => `reading rules: ${sources.length} of ${files.size}`);
  }
  return sources;
}

/** A link that leads nowhere is its own place: reading it says what is wrong. */
function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}

function readSource(name: string): RuleSource | undefined {
  try {
    return { name, text: readText(name) };
  } catch (error) {
    say(`${name}: ${reasonOf(error)}`);
    return undefined;
  }
}

/** What is not UTF-8 would be another rule with U+FFFD in it. */
function readText(path: string): string {
  const bytes = readAtMost(path, LIMIT);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Failure('it is not UTF-8, as a rule file is');
  }
}

function filesAt(path: string): string[] {
  try {
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  } catch (error) {
    throw new Failure(`${path}: ${reasonOf(error)}, a rule file or a folder of rules was expected`);
  }
}

/** Links to files count as files; links to folders are not followed, so that none leads round in a circle. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && /\.ya?ml$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
