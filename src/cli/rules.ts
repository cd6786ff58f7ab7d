/**
 * Rule files: the files named, and every .yml and .yaml below the folders named, in order of path.
 */
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { RuleSource } from '../plan/compile.js';
import { Failure, reasonOf } from './failure.js';
import { readAtMost } from './file.js';
import { progress, say } from './terminal.js';

/** More than any rule has; the parser says which is too large for it. */
const LIMIT = 1 << 20;

/** A file as it was named or found, and the place that it really is at. */
interface Found {
  readonly name: string;
  readonly place: string;
}

/** The rules at `paths`, each file once. A file below a folder that cannot be read is said and left out. */
export function readRules(paths: readonly string[]): RuleSource[] {
  const names = new Map<string, string>();
  for (const { name, place } of paths.flatMap(filesAt)) if (!names.has(place)) names.set(place, name);
  if (names.size === 0) throw new Failure(`${paths.join(', ')}: no rules, .yml or .yaml files were expected`);
  const sources: RuleSource[] = [];
  for (const name of names.values()) {
    const source = readSource(name);
    if (source) sources.push(source);
    progress(() => `reading rules: ${sources.length} of ${names.size}`);
  }
  return sources;
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

function filesAt(path: string): Found[] {
  try {
    return statSync(path).isDirectory() ? filesBelow(path) : [{ name: path, place: placeOf(path) }];
  } catch (error) {
    throw new Failure(`${path}: ${reasonOf(error)}, a rule file or a folder of rules was expected`);
  }
}

/** Links to files count as files; links to folders are not followed, so that none leads round in a circle. */
function filesBelow(folder: string): Found[] {
  const place = placeOf(folder);
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && /\.ya?ml$/i.test(entry.name))
    .map((entry) => {
      const name = join(entry.parentPath, entry.name);
      // Only a link has to be asked where it leads: asking for every file takes as long as reading it.
      return { name, place: entry.isSymbolicLink() ? placeOf(name) : join(place, relative(folder, name)) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A link that leads nowhere is its own place: reading it says what is wrong. */
function placeOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
