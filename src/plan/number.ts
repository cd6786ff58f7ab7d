/**
 * Numbers as text: the canonical form in which two spellings of one number are the same. The twin of
 * assembly/event/number.ts, which says what it is.
 */
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Canonical form of a decimal number, or undefined when the text is none. */
export function canonicalNumber(text: string): string | undefined {
  const [, sign = '', whole = '', fraction = '', written = '0'] = DECIMAL.exec(text) ?? [];
  if (whole === '') return undefined;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0e0';
  const exponent = Number(written) - fraction.length + (digits.length - significant.length);
  if (significant.length > 1024 || Math.abs(exponent) > 1e8) return undefined;
  return `${sign}${significant}e${exponent}`;
}
