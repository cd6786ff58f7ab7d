/** A fault as what is reported: numbers of the content become its names. */
import type { Fault } from '../sandbox/fault.js';
import type { AcceptedContent } from '../validator/accepted.js';
import type { FaultRecord } from './answers.js';
import { blame } from './blame.js';

export function recordFault(
  { line: _, condition, ...fault }: Fault,
  { digest, view }: AcceptedContent,
  more: Pick<FaultRecord, 'event' | 'slot' | 'action' | 'recovery'>,
): FaultRecord {
  const { rule, field } = blame(view, { ...fault, line: 0, condition });
  return {
    ...fault,
    content: digest,
    ...(rule === undefined ? {} : { rule: nameRule(view, rule) }),
    ...(field === undefined ? {} : { field }),
    ...more,
  };
}

export function nameRule(view: AcceptedContent['view'], rule: number): { readonly id: string; readonly title: string } {
  const { id, title } = view.record('Rules', rule);
  return { id: view.text(id), title: view.text(title) };
}
