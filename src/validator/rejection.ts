/**
 * Rejections: why bytes are not content. The first one found ends the validation.
 */
import { REFUSALS, type SectionName } from '../format/layout.js';

export type RejectionCode = keyof typeof REFUSALS;

export interface Rejection {
  readonly code: RejectionCode;
  /** Where it shows. */
  readonly section?: SectionName;
  readonly index?: number;
  readonly column?: string;
  /** What was found and what was expected, where both are numbers. */
  readonly found?: number;
  readonly expected?: number;
}

/** Every code with what the validator asks for. */
export const REJECTIONS = Object.fromEntries(
  Object.entries(REFUSALS).map(([code, { doc }]) => [code, doc]),
) as Readonly<Record<RejectionCode, string>>;

/** One line: code, where, what was found, what was expected. */
export function describeRejection({ code, section, index, column, found, expected }: Rejection): string {
  const where =
    section === undefined
      ? ''
      : ` in ${section}${index === undefined ? '' : `[${index}]`}${column === undefined ? '' : `.${column}`}`;
  const numbers = [
    ...(found === undefined ? [] : [`found ${found}`]),
    ...(expected === undefined ? [] : [`expected ${expected}`]),
  ];
  return `${code}${where}: ${REJECTIONS[code]}${numbers.length > 0 ? ` (${numbers.join(', ')})` : ''}`;
}
