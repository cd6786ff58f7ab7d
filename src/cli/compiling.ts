/** Compiling for the commands: the rules at paths, what was refused said to people. */
import { type Compilation, ContentTooLarge, compile } from '../plan/compile.js';
import { describeDiagnostic } from '../sigma/diagnostic.js';
import { Failure } from './failure.js';
import { readPlaceholders } from './placeholders.js';
import { readRules } from './rules.js';
import { plural, say } from './terminal.js';

/** Refusals shown in full; a report has them all. */
const SHOWN = 10;

export interface Counted {
  readonly rules: number;
  readonly active: number;
  /** Of the active: only where the caller declares their log source. */
  readonly declared: number;
  readonly refused: number;
}

export interface RuleFlags {
  /** A file of placeholders. */
  readonly placeholders?: string;
  /** A rule that cannot be used is an error. */
  readonly strict?: true;
}

export async function compileRules(paths: readonly string[], flags: RuleFlags = {}): Promise<Compilation> {
  try {
    const placeholders = await readPlaceholders(flags.placeholders);
    const compilation = compile(await readRules(paths), { placeholders });
    sayRefused(compilation);
    const { active, refused } = counted(compilation);
    if (active === 0) throw new Failure(`${paths.join(', ')}: no rule can be used`);
    if (flags.strict && refused > 0) throw new Failure(`${plural(refused, 'rule')} refused, none was expected`);
    return compilation;
  } catch (error) {
    throw error instanceof ContentTooLarge ? new Failure(error.message) : error;
  }
}

export function counted({ rules }: Compilation): Counted {
  const active = rules.filter(({ bucket }) => bucket === 'active');
  const declared = active.filter(({ logSource }) => logSource === 'declared').length;
  return { rules: rules.length, active: active.length, declared, refused: rules.length - active.length };
}

function sayRefused({ diagnostics }: Compilation): void {
  for (const diagnostic of diagnostics.slice(0, SHOWN)) say(describeDiagnostic(diagnostic));
  const more = diagnostics.length - SHOWN;
  if (more > 0) say(`… and ${plural(more, 'diagnostic')} more: \`ringfence compile --report FILE\` writes them all`);
}
