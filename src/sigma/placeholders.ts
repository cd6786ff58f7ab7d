/**
 * Placeholders: `%name%` in a value under `expand` stands for a list of values that the user of the rule supplies.
 *
 * A supplied value is read as if it stood in the rule, wildcards and escapes included. `\\%` is a percent sign, and so
 * is one without a partner.
 */

/** The values of each placeholder, by name without the percent signs. */
export type Placeholders = ReadonlyMap<string, readonly string[]>;

export interface PlaceholderPart {
  readonly placeholder: boolean;
  /** The name of the placeholder, or text as the rule may have it. */
  readonly text: string;
}

const PART = /\\%|%([^%\s\\]+)%|(?:[^%\\]|\\(?!%)|%)/gu;

/** The text in parts, in order. */
export function placeholderParts(text: string): readonly PlaceholderPart[] {
  const parts: PlaceholderPart[] = [];
  for (const [part, name] of text.matchAll(PART)) {
    if (name !== undefined) parts.push({ placeholder: true, text: name });
    else parts.push({ placeholder: false, text: part === '\\%' ? '%' : part });
  }
  return parts;
}
