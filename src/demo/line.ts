/**
 * One event as one line of NDJSON, in the flat shape that forwarders of the Windows event log produce.
 *
 * `Keywords` is a bare number outside the safe integers, as those forwarders write it, so a line cannot come from
 * JSON.stringify alone. Numbers in event data are text; those of the header are numbers. `Message` repeats the event
 * data as rendered text and is cut after MESSAGE_LIMIT characters, as forwarders do that save volume.
 */
import type { Scene } from './scene.js';

/** What happened, before it is told by a certain computer at a certain time. */
export interface Occurrence {
  readonly log: Log;
  readonly eventId: number;
  /** The first line of the rendered text. */
  readonly title: string;
  /** The event data, in the order of the log. */
  readonly fields: Readonly<Record<string, string>>;
}

export type Log = keyof typeof LOGS;

const MESSAGE_LIMIT = 256;

export const LOGS = {
  sysmon: {
    channel: 'Microsoft-Windows-Sysmon/Operational',
    source: 'Microsoft-Windows-Sysmon',
    provider: '{5770385F-C22A-43E0-BF4C-06F5698FFBD9}',
    keywords: '-9223372036854775808',
  },
  security: {
    channel: 'Security',
    source: 'Microsoft-Windows-Security-Auditing',
    provider: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
    keywords: '-9214364837600034816',
  },
  powershell: {
    channel: 'Microsoft-Windows-PowerShell/Operational',
    source: 'Microsoft-Windows-PowerShell',
    provider: '{A0C1853B-5C40-4B15-8766-3CF1C58F985A}',
    keywords: '0',
  },
  system: {
    channel: 'System',
    source: 'Service Control Manager',
    provider: '{555908D1-A6D7-4695-8E1E-26931D2012F4}',
    keywords: '-9187343239835811840',
  },
} as const;

/** Ends with `\n`. */
export function line({ log, eventId, title, fields }: Occurrence, scene: Scene): string {
  const { channel, source, provider, keywords } = LOGS[log];
  const header = {
    '@timestamp': scene.iso,
    EventTime: scene.utc.slice(0, 19),
    Hostname: scene.host,
    Channel: channel,
    SourceName: source,
    ProviderGuid: provider,
    EventID: eventId,
    Severity: 'INFO',
    RecordNumber: 700_000 + scene.second,
    ExecutionProcessID: 4 * (600 + scene.random.below(900)),
    ThreadID: 4 * (600 + scene.random.below(2000)),
    UserID: 'S-1-5-18',
  };
  return (
    `${JSON.stringify(header).slice(0, -1)},"Keywords":${keywords},${JSON.stringify(fields).slice(1, -1)},` +
    `"Message":${JSON.stringify(rendered(title, fields))}}\n`
  );
}

function rendered(title: string, fields: Readonly<Record<string, string>>): string {
  return [title, ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`)]
    .join('\r\n')
    .slice(0, MESSAGE_LIMIT);
}
