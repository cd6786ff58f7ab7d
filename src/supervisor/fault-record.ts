/** A fault as what is reported: numbers of the content become its names. */
import type { Fault } from '../sandbox/fault.js';
import type { AcceptedContent } from '../validator/accepted.js';
import type { FaultRecord } from './answers.js';
import { blame } from './blame.js';
import { unlessMisread } from './misread.js';

export function recordFault(
  { line: _, condition, ...fault }: Fault,
  { digest, view }: AcceptedContent,
  more: Pick<FaultRecord, 'event' | 'slot' | 'action' | 'recovery'>,
): FaultRecord {
  const { rule, field } = unlessMisread(() => blame(view, { ...fault, line: 0, condition })) ?? {};
  return {
    ...fault,
    content: digest,
    ...(rule === undefined ? {} : nameRule(view, rule)),
    ...(field === undefined ? {} : { field }),
    ...more,
  };
}

/** Which rule it was, where its names are there. */
export function nameRule(view: AcceptedContent['view'], number: number): Pick<FaultRecord, 'rule'> {
  const rule = unlessMisread(() => {
    const { id, title } = view.record('Rules', number);
    return { id: view.text(id), title: view.text(title) };
  });
  return rule ? { rule } : {};
}
