/**
 * From a fault's numbers to names: which field was read, and which rule reads it.
 */
import type { ContentView } from '../content/view.js';
import { EFFECTS } from '../format/layout.js';
import type { Fault } from '../sandbox/fault.js';

export interface Blame {
  /** The number of the rule that was evaluated, or the first that reads the field. */
  readonly rule?: number;
  readonly field?: string;
}

export function blame(view: ContentView, fault: Fault): Blame {
  if (fault.kind !== 'InputOutOfBounds') return ruleOf(view, fault.condition);
  if (fault.index >= view.count('Fields')) return {};
  return { ...readerOf(view, fault.index), field: view.text(view.record('Fields', fault.index).name) };
}

function ruleOf({ count, record }: ContentView, condition: number): Blame {
  if (condition >= count('Conditions')) return {};
  const { effect, target } = record('Conditions', condition);
  return effect === EFFECTS.Match.code ? { rule: target } : {};
}

/** The first rule whose condition asks a predicate of the field. */
function readerOf(view: ContentView, field: number): Blame {
  for (let condition = 0; condition < view.count('Conditions'); condition++) {
    const { steps } = view.record('Conditions', condition);
    for (let step = steps.first; step < steps.first + steps.count; step++) {
      const predicates = view.words('Operands', view.record('Steps', step).operands);
      if (predicates.some((predicate) => view.record('Predicates', predicate).field === field))
        return ruleOf(view, condition);
    }
  }
  return {};
}
