/** What may stand behind an option of the benches. */

/** A whole number from 1; throws in one line for anything else. */
export function countOption(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new Error(`--${name} takes a whole number from 1, not ${text}`);
  return count;
}

/** The name of a row of `choices`; throws in one line for anything else. */
export function choiceOption<T extends object>(name: string, text: string, choices: T): keyof T {
  if (!Object.hasOwn(choices, text))
    throw new Error(`--${name} takes ${Object.keys(choices).join(' or ')}, not ${text}`);
  return text as keyof T;
}
