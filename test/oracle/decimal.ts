/**
 * Exact decimal numbers: `sign * 0.digits * 10^exponent`, so that 4688, 4688.0, 4.688e3 and "04688" are one number
 * and no integer beyond 2^53 is rounded.
 *
 * `digits` neither starts nor ends with 0; zero has no digits, no sign and exponent 0. Equal numbers are therefore
 * equal records.
 */

export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: bigint;
}

/** A number in an event, or a string in an event that is a number: JSON's grammar, and leading zeros. */
const EVENT_NUMBER = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;

/** A number in a rule, as YAML 1.2 spells it. */
const RULE_NUMBER = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?$/;

export function eventDecimal(text: string): Decimal | undefined {
  return decimal(EVENT_NUMBER.exec(text));
}

/** `undefined` for the infinities and NaN, which equal nothing in JSON. */
export function ruleDecimal(source: string): Decimal | undefined {
  if (/^0[xo]/.test(source)) return eventDecimal(BigInt(source).toString());
  return /[0-9]/.test(source) ? decimal(RULE_NUMBER.exec(source)) : undefined;
}

export function equalDecimals(a: Decimal, b: Decimal): boolean {
  return compareDecimals(a, b) === 0;
}

/** Negative when `a < b`, zero when equal, positive when `a > b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (signOf(a) !== signOf(b)) return signOf(a) - signOf(b);
  return signOf(a) * compareMagnitudes(a, b);
}

function decimal(parts: RegExpExecArray | null): Decimal | undefined {
  if (parts === null) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = parts;
  const significant = (whole + fraction).replace(/^0+/, '');
  const digits = significant.replace(/0+$/, '');
  if (digits === '') return { negative: false, digits: '', exponent: 0n };
  return { negative: sign === '-', digits, exponent: BigInt(significant.length - fraction.length) + BigInt(power) };
}

function signOf(value: Decimal): number {
  if (value.digits === '') return 0;
  return value.negative ? -1 : 1;
}

function compareMagnitudes(a: Decimal, b: Decimal): number {
  if (a.exponent !== b.exponent) return a.exponent < b.exponent ? -1 : 1;
  if (a.digits === b.digits) return 0;
  return a.digits < b.digits ? -1 : 1;
}
