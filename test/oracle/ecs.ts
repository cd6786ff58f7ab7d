/**
 * Events as Winlogbeat writes them, in the Elastic Common Schema: where a field of a Windows event is.
 *
 * First the names of the header, then `winlog.event_data` and `winlog.user_data`, then where Winlogbeat's modules move
 * it, then the name itself as a path. Every path may also be one key with dots. The table is by place, each with the
 * names of all fields that go there, in the order in which a field is looked for. Source: what Winlogbeat documents.
 */
import type { Json } from './json.js';
import { EXACT, hasValue, literalThenPath, type Place, WITHOUT_BLANKS } from './lookup.js';

const HEADER = `
winlog.event_id: EventID
event.code: EventID
winlog.provider_name: Provider_Name ProviderName Source
event.provider: Provider_Name ProviderName Source
winlog.provider_guid: Provider_Guid
winlog.channel: Channel EventLog
winlog.computer_name: Computer ComputerName
host.name: Computer ComputerName
winlog.version: Version
winlog.record_id: EventRecordID
winlog.time_created: TimeCreated
event.created: TimeCreated
@timestamp: TimeCreated
winlog.process.pid: Execution_ProcessID
winlog.process.thread.id: Execution_ThreadID
winlog.user.identifier: Security_UserID
winlog.activity_id: Correlation_ActivityID
message: Message
`;

const MOVED = `
process.executable: Image SourceImage Destination NewProcessName ProcessName Application
process.command_line: CommandLine HostApplication
powershell.command.value: CommandLine
process.working_directory: CurrentDirectory
process.entity_id: ProcessGuid SourceProcessGuid SourceProcessGUID HostId
process.pid: ProcessId SourceProcessId
process.thread.id: SourceThreadId
process.parent.executable: ParentImage ParentProcessName
process.parent.command_line: ParentCommandLine
process.parent.entity_id: ParentProcessGuid
process.parent.pid: ParentProcessId
winlog.event_data.TargetProcessGUID: TargetProcessGuid
process.pe.original_file_name: OriginalFileName
file.pe.original_file_name: OriginalFileName
dll.pe.original_file_name: OriginalFileName
process.pe.company: Company
file.pe.company: Company
dll.pe.company: Company
process.pe.description: Description
file.pe.description: Description
dll.pe.description: Description
process.pe.file_version: FileVersion
file.pe.file_version: FileVersion
dll.pe.file_version: FileVersion
process.pe.product: Product
file.pe.product: Product
dll.pe.product: Product
process.pe.imphash: Imphash
file.pe.imphash: Imphash
dll.pe.imphash: Imphash
process.hash.md5: md5
file.hash.md5: md5
dll.hash.md5: md5
process.hash.sha1: sha1
file.hash.sha1: sha1
dll.hash.sha1: sha1
process.hash.sha256: sha256
file.hash.sha256: sha256
dll.hash.sha256: sha256
dll.path: ImageLoaded
file.path: ImageLoaded TargetFilename Device Path ScriptName
file.name: PipeName
file.code_signature.subject_name: Signature
dll.code_signature.subject_name: Signature
file.code_signature.status: SignatureStatus
dll.code_signature.status: SignatureStatus
file.code_signature.signed: Signed
dll.code_signature.signed: Signed
network.transport: Protocol
network.protocol: SourcePortName DestinationPortName
source.ip: SourceIp IpAddress SourceAddress
source.port: SourcePort IpPort
source.domain: SourceHostname WorkstationName
destination.ip: DestinationIp DestAddress
destination.port: DestinationPort DestPort
destination.domain: DestinationHostname
dns.question.name: QueryName
registry.path: TargetObject
registry.data.strings: Details
rule.name: RuleName
sysmon.file.archived: Archived
sysmon.file.is_executable: IsExecutable
user.target.name: TargetUserName
user.target.domain: TargetDomainName
user.name: SubjectUserName TargetUserName
user.domain: SubjectDomainName TargetDomainName
user.id: SubjectUserSid
winlog.logon.id: SubjectLogonId
service.name: ServiceName
powershell.file.script_block_text: ScriptBlockText
powershell.file.script_block_id: ScriptBlockId
powershell.sequence: MessageNumber
powershell.total: MessageTotal
process.title: HostName
powershell.process.executable_version: HostVersion
powershell.engine.version: EngineVersion
powershell.pipeline_id: PipelineId
powershell.runspace_id: RunspaceId
powershell.command.name: CommandName
powershell.command.path: CommandPath
powershell.command.type: CommandType
powershell.engine.new_state: NewEngineState
powershell.engine.previous_state: PreviousEngineState
powershell.provider.new_state: NewProviderState
event.sequence: SequenceNumber
`;

/** The paths of each field, by its name. */
function byField(table: string): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const line of table.trim().split('\n')) {
    const [path = '', names = ''] = line.split(': ');
    for (const name of names.split(' ')) paths.set(name, [...(paths.get(name) ?? []), path]);
  }
  return paths;
}

const headerPaths = byField(HEADER);
const movedPaths = byField(MOVED);

export function isEcs(event: Json): boolean {
  const signs = [['winlog'], ['winlog.channel'], ['winlog.event_id'], ['ecs.version'], ['ecs', 'version']];
  return signs.some((path) => hasValue(event, path));
}

export function ecsPlaces(name: string): Place[] {
  const written = (paths: readonly string[]) => paths.flatMap((path) => literalThenPath([], path, EXACT));
  return [
    ...written(headerPaths.get(name) ?? []),
    ...below('event_data', name),
    ...below('user_data', name),
    ...(name === 'User' ? userPlaces() : written(movedPaths.get(name) ?? [])),
    ...literalThenPath([], name, EXACT),
  ];
}

function below(object: string, name: string): Place[] {
  const nested = literalThenPath(['winlog', object], WITHOUT_BLANKS(name), WITHOUT_BLANKS);
  return [...nested, { path: [`winlog.${object}.${name}`], spelling: EXACT }];
}

/** The account and its domain count side by side, however the two are spelled. */
function userPlaces(): readonly Place[] {
  return [
    { path: ['user.name'], beside: ['user.domain'], spelling: EXACT },
    { path: ['user', 'name'], beside: ['user', 'domain'], spelling: EXACT },
  ];
}
