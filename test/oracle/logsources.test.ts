/** Which events a log source takes in, by what the event tells and by what the caller declares. */
import { describe, expect, test } from 'vitest';
import { type LogSource, matchesLogSource } from './logsources.js';

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';

interface Row {
  readonly name: string;
  readonly logSource: LogSource;
  readonly event: unknown;
  readonly declared?: LogSource;
  readonly isIn: boolean;
}

const ROWS: readonly Row[] = [
  {
    name: 'category by channel and event id',
    logSource: { product: 'windows', category: 'process_creation' },
    event: { Channel: SYSMON, EventID: 1 },
    isIn: true,
  },
  {
    name: 'channel in other case, event id as text',
    logSource: { product: 'windows', category: 'process_creation' },
    event: { Channel: SYSMON.toUpperCase(), EventID: '1' },
    isIn: true,
  },
  {
    name: 'other event id',
    logSource: { product: 'windows', category: 'process_creation' },
    event: { Channel: SYSMON, EventID: 5 },
    isIn: false,
  },
  {
    name: 'other channel',
    logSource: { product: 'windows', category: 'process_creation' },
    event: { Channel: 'Security', EventID: 1 },
    isIn: false,
  },
  {
    name: 'no channel',
    logSource: { product: 'windows', category: 'process_creation' },
    event: { EventID: 1 },
    isIn: false,
  },
  {
    name: 'a printed record',
    logSource: { product: 'windows', category: 'process_creation' },
    event: { Event: { System: { Channel: SYSMON, EventID: { '#text': 1 } } } },
    isIn: true,
  },
  {
    name: 'service: any event id',
    logSource: { product: 'windows', service: 'security' },
    event: { Channel: 'security', EventID: 4624 },
    isIn: true,
  },
  {
    name: 'category and service: both',
    logSource: { product: 'windows', category: 'ps_script', service: 'powershell' },
    event: { Channel: 'PowerShellCore/Operational', EventID: 4104 },
    isIn: true,
  },
  {
    name: 'category and service: only one',
    logSource: { product: 'windows', category: 'process_creation', service: 'security' },
    event: { Channel: SYSMON, EventID: 1 },
    isIn: false,
  },
  {
    name: 'extra condition',
    logSource: { product: 'windows', category: 'registry_add' },
    event: { Channel: SYSMON, EventID: 12, EventType: 'createkey' },
    isIn: true,
  },
  {
    name: 'extra condition fails',
    logSource: { product: 'windows', category: 'registry_delete' },
    event: { Channel: SYSMON, EventID: 12, EventType: 'CreateKey' },
    isIn: false,
  },
  {
    name: 'Sysmon for Linux',
    logSource: { product: 'linux', category: 'process_creation' },
    event: { Channel: 'Linux-Sysmon/Operational', EventID: 1 },
    isIn: true,
  },
  { name: 'windows alone', logSource: { product: 'windows' }, event: { Channel: SYSMON, EventID: 1 }, isIn: false },
  {
    name: 'windows alone, declared',
    logSource: { product: 'windows' },
    event: {},
    declared: { product: 'windows', service: 'security' },
    isIn: true,
  },
  {
    name: 'category without product',
    logSource: { category: 'process_creation' },
    event: { Channel: SYSMON, EventID: 1 },
    isIn: false,
  },
  {
    name: 'declared',
    logSource: { category: 'webserver' },
    event: {},
    declared: { product: 'apache', category: 'webserver' },
    isIn: true,
  },
  {
    name: 'declared in part',
    logSource: { product: 'linux', service: 'auditd' },
    event: {},
    declared: { product: 'linux' },
    isIn: false,
  },
  {
    name: 'declared beats the table',
    logSource: { product: 'windows', category: 'process_creation' },
    event: { Channel: 'Security', EventID: 4688 },
    declared: { product: 'windows', category: 'process_creation' },
    isIn: true,
  },
  {
    name: 'unknown category',
    logSource: { product: 'windows', category: 'file_access' },
    event: { Channel: SYSMON, EventID: 1 },
    isIn: false,
  },
];

describe('log sources', () => {
  for (const { name, logSource, event, declared, isIn } of ROWS) {
    test(name, () => expect(matchesLogSource(logSource, event, declared)).toBe(isIn));
  }
});
