/**
 * The same events as the evtx parsers print them: header under `Event.System`, event data under `Event.EventData`.
 *
 * The rendered message is not in that shape, and so is not in these events either.
 */

type Flat = Readonly<Record<string, unknown>>;

const TOLD_IN_SYSTEM = new Set(
  'EventTime @timestamp Hostname Channel SourceName ProviderGuid EventID Severity RecordNumber ExecutionProcessID ThreadID UserID Keywords Message'.split(
    ' ',
  ),
);

/** From one line to another, each with its line feed; a line of that shape stays as it is. */
export function asEvtx(line: string): string {
  const flat = JSON.parse(line) as Flat;
  if ('Event' in flat) return line;
  const EventData = Object.fromEntries(Object.entries(flat).filter(([name]) => !TOLD_IN_SYSTEM.has(name)));
  const Event = {
    '#attributes': { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
    System: systemOf(flat),
    EventData,
  };
  return `${JSON.stringify({ Event })}\n`;
}

function systemOf(flat: Flat): Flat {
  return {
    Provider: { '#attributes': { Name: flat['SourceName'], Guid: flat['ProviderGuid'] } },
    EventID: flat['EventID'],
    Version: 5,
    Level: 4,
    Opcode: 0,
    Keywords: '0x8000000000000000',
    TimeCreated: { '#attributes': { SystemTime: flat['@timestamp'] } },
    EventRecordID: flat['RecordNumber'],
    Correlation: null,
    Execution: { '#attributes': { ProcessID: flat['ExecutionProcessID'], ThreadID: flat['ThreadID'] } },
    Channel: flat['Channel'],
    Computer: flat['Hostname'],
    Security: { '#attributes': { UserID: flat['UserID'] } },
  };
}
