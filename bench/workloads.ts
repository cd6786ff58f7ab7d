/**
 * What is measured: events, rules, the way in, and the exact number of matches.
 *
 * A way answers all of the events:
 * - `supervisor`: one call of `Supervisor.scan` with all bytes, everything included;
 * - `sandbox`: `Sandbox.scan` in batches of whole lines of up to 1 MiB, which shows what the supervisor costs;
 * - `eventByEvent`: `Sandbox.scan` a line a call, which shows how long one event waits for its answer.
 *
 * With the demonstration rules only the attacks match, 30 times each. Public rules also match harmless events; their
 * counts rise when more operators are evaluated, and a changed count is read before it is written down here.
 */
import type { EVENTS, RULES } from './inputs.js';

export interface Workload {
  readonly name: string;
  readonly events: keyof typeof EVENTS;
  readonly rules: keyof typeof RULES;
  readonly way: 'supervisor' | 'sandbox' | 'eventByEvent';
  readonly matches: number;
}

export const WORKLOADS: readonly Workload[] = [
  { name: 'sysmon-mix', events: 'sysmon-mix', rules: 'demo', way: 'supervisor', matches: 300 },
  { name: 'sysmon-mix/sandbox', events: 'sysmon-mix', rules: 'demo', way: 'sandbox', matches: 300 },
  { name: 'sysmon-mix/event-by-event', events: 'sysmon-mix', rules: 'demo', way: 'eventByEvent', matches: 300 },
  { name: 'sysmon-mix-evtx', events: 'sysmon-mix-evtx', rules: 'demo', way: 'supervisor', matches: 300 },
  { name: 'process-creation', events: 'process-creation', rules: 'demo', way: 'supervisor', matches: 150 },
  { name: 'sysmon-mix/sigmahq', events: 'sysmon-mix', rules: 'sigmahq', way: 'supervisor', matches: 4694 },
  { name: 'sysmon-mix/sigmahq/sandbox', events: 'sysmon-mix', rules: 'sigmahq', way: 'sandbox', matches: 4694 },
  {
    name: 'sysmon-mix/sigmahq/event-by-event',
    events: 'sysmon-mix',
    rules: 'sigmahq',
    way: 'eventByEvent',
    matches: 4694,
  },
  { name: 'sysmon-mix-evtx/sigmahq', events: 'sysmon-mix-evtx', rules: 'sigmahq', way: 'supervisor', matches: 4694 },
  { name: 'process-creation/sigmahq', events: 'process-creation', rules: 'sigmahq', way: 'supervisor', matches: 10701 },
  { name: 'dev-pack/sigmahq', events: 'dev-pack', rules: 'sigmahq', way: 'supervisor', matches: 642 },
];
