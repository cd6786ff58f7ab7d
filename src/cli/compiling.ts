/** Compiling for the commands: the rules at paths, what was refused or lost said to people. */
import { type Counts, countBuckets } from '../content/buckets.js';
import { type Compilation, ContentTooLarge, compile } from '../plan/compile.js';
import { describeDiagnostic } from '../sigma/diagnostic.js';
import { Failure } from './failure.js';
import { readMappingFile } from './mapping.js';
import { readPlaceholders } from './placeholders.js';
import { readRules } from './rules.js';
import { count, plural, say } from './terminal.js';

/** Diagnostics shown in full; a report has them all. */
const SHOWN = 10;

export interface RuleFlags {
  /** A file of placeholders. */
  readonly placeholders?: string;
  /** A file that maps the events of the user. */
  readonly mapping?: string;
  readonly profile?: 'sysmon' | 'builtin';
  /** A rule that is not active is an error. */
  readonly strict?: true;
}

/** The rules at the paths; a Failure when none can be used. */
export async function compileRules(paths: readonly string[], flags: RuleFlags = {}): Promise<Compilation> {
  const compilation = await tryRules(paths, flags);
  const counts = countBuckets(compilation.rules);
  if (counts.active + counts.degraded === 0) throw new Failure(`${paths.join(', ')}: no rule can be used`);
  demandActive(counts, flags);
  return compilation;
}

/** The rules at the paths, whatever became of them. */
export async function tryRules(paths: readonly string[], flags: RuleFlags): Promise<Compilation> {
  const { profile = 'sysmon' } = flags;
  const placeholders = await readPlaceholders(flags.placeholders);
  const mapping = await readMappingFile(flags.mapping);
  const sources = readRules(paths);
  try {
    const compilation = compile(sources, { placeholders, profile, ...(mapping ? { mapping } : {}) });
    sayDiagnostics(compilation);
    return compilation;
  } catch (error) {
    throw error instanceof ContentTooLarge ? new Failure(error.message) : error;
  }
}

/** With --strict a rule that is not active is an error. Inert is not: that is the events' doing. */
export function demandActive({ degraded, refused }: Counts, { strict }: Pick<RuleFlags, 'strict'>): void {
  if (strict && degraded + refused > 0)
    throw new Failure(`${plural(refused, 'rule')} refused and ${count(degraded)} degraded, none was expected`);
}

/** How many rules only a declared log source can make match. */
export function declaredCount({ rules }: Compilation): number {
  return rules.filter(({ logSource }) => logSource === 'declared').length;
}

function sayDiagnostics({ diagnostics }: Compilation): void {
  for (const diagnostic of diagnostics.slice(0, SHOWN)) say(describeDiagnostic(diagnostic));
  const more = diagnostics.length - SHOWN;
  if (more > 0) say(`… and ${plural(more, 'diagnostic')} more: \`ringfence compile --report FILE\` writes them all`);
}
