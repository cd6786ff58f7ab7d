/**
 * Events in the Elastic Common Schema, as Winlogbeat writes them: where the fields of Windows events have gone.
 *
 * Winlogbeat keeps what it does not know under `winlog`; its modules for Sysmon, Security and PowerShell move the rest to
 * fields of the schema. What a module also rewrites has no row, so that rules on it have no field there, which is
 * reported, rather than another value: Hashes, Initiated, QueryResults, QueryStatus, Payload, ContextInfo, Level, Task.
 * Sources: Elastic's reference of the fields that Winlogbeat exports and of its modules' pipelines, of the Elastic Common
 * Schema, and pySigma's pipeline ecs_windows.
 */

/** Paths with dots. Several in one list are values of one field at the same time. */
export type EcsPath = string | readonly string[];

/** Whatever has one of these is an event in this schema. */
export const ECS_MARKS = ['winlog', 'winlog.channel', 'winlog.event_id', 'ecs.version'] as const;

/** Before all other places. */
export const ECS_HEADER: Readonly<Record<string, readonly EcsPath[]>> = {
  EventID: ['winlog.event_id', 'event.code'],
  Provider_Name: ['winlog.provider_name', 'event.provider'],
  ProviderName: ['winlog.provider_name', 'event.provider'],
  Source: ['winlog.provider_name', 'event.provider'],
  Provider_Guid: ['winlog.provider_guid'],
  Channel: ['winlog.channel'],
  EventLog: ['winlog.channel'],
  Computer: ['winlog.computer_name', 'host.name'],
  ComputerName: ['winlog.computer_name', 'host.name'],
  Version: ['winlog.version'],
  EventRecordID: ['winlog.record_id'],
  TimeCreated: ['winlog.time_created', 'event.created', '@timestamp'],
  Execution_ProcessID: ['winlog.process.pid'],
  Execution_ThreadID: ['winlog.process.thread.id'],
  Security_UserID: ['winlog.user.identifier'],
  Correlation_ActivityID: ['winlog.activity_id'],
  Message: ['message'],
};

const USER: readonly EcsPath[] = [['user.name', 'user.domain']];
const PROCESS: readonly EcsPath[] = ['process.executable'];

/** Behind `winlog.event_data` and `winlog.user_data`. */
export const ECS_MOVED: Readonly<Record<string, readonly EcsPath[]>> = {
  // Sysmon
  Image: PROCESS,
  SourceImage: PROCESS,
  Destination: PROCESS,
  CommandLine: ['process.command_line', 'powershell.command.value'],
  CurrentDirectory: ['process.working_directory'],
  ProcessGuid: ['process.entity_id'],
  ProcessId: ['process.pid'],
  SourceProcessGuid: ['process.entity_id'],
  SourceProcessGUID: ['process.entity_id'],
  SourceProcessId: ['process.pid'],
  SourceThreadId: ['process.thread.id'],
  ParentImage: ['process.parent.executable'],
  ParentCommandLine: ['process.parent.command_line'],
  ParentProcessGuid: ['process.parent.entity_id'],
  ParentProcessId: ['process.parent.pid'],
  TargetProcessGuid: ['winlog.event_data.TargetProcessGUID'],
  OriginalFileName: ['process.pe.original_file_name', 'file.pe.original_file_name', 'dll.pe.original_file_name'],
  Company: ['process.pe.company', 'file.pe.company', 'dll.pe.company'],
  Description: ['process.pe.description', 'file.pe.description', 'dll.pe.description'],
  FileVersion: ['process.pe.file_version', 'file.pe.file_version', 'dll.pe.file_version'],
  Product: ['process.pe.product', 'file.pe.product', 'dll.pe.product'],
  Imphash: ['process.pe.imphash', 'file.pe.imphash', 'dll.pe.imphash'],
  md5: ['process.hash.md5', 'file.hash.md5', 'dll.hash.md5'],
  sha1: ['process.hash.sha1', 'file.hash.sha1', 'dll.hash.sha1'],
  sha256: ['process.hash.sha256', 'file.hash.sha256', 'dll.hash.sha256'],
  TargetFilename: ['file.path'],
  ImageLoaded: ['dll.path', 'file.path'],
  Device: ['file.path'],
  PipeName: ['file.name'],
  Signature: ['file.code_signature.subject_name', 'dll.code_signature.subject_name'],
  SignatureStatus: ['file.code_signature.status', 'dll.code_signature.status'],
  Signed: ['file.code_signature.signed', 'dll.code_signature.signed'],
  Protocol: ['network.transport'],
  SourceIp: ['source.ip'],
  SourcePort: ['source.port'],
  SourcePortName: ['network.protocol'],
  SourceHostname: ['source.domain'],
  DestinationIp: ['destination.ip'],
  DestinationPort: ['destination.port'],
  DestinationPortName: ['network.protocol'],
  DestinationHostname: ['destination.domain'],
  QueryName: ['dns.question.name'],
  TargetObject: ['registry.path'],
  Details: ['registry.data.strings'],
  RuleName: ['rule.name'],
  Archived: ['sysmon.file.archived'],
  IsExecutable: ['sysmon.file.is_executable'],
  User: USER,
  // Security
  NewProcessName: PROCESS,
  ProcessName: PROCESS,
  Application: PROCESS,
  ParentProcessName: ['process.parent.executable'],
  SubjectUserName: ['user.name'],
  SubjectDomainName: ['user.domain'],
  SubjectUserSid: ['user.id'],
  SubjectLogonId: ['winlog.logon.id'],
  TargetUserName: ['user.target.name', 'user.name'],
  TargetDomainName: ['user.target.domain', 'user.domain'],
  IpAddress: ['source.ip'],
  IpPort: ['source.port'],
  WorkstationName: ['source.domain'],
  ServiceName: ['service.name'],
  SourceAddress: ['source.ip'],
  DestAddress: ['destination.ip'],
  DestPort: ['destination.port'],
  // PowerShell
  ScriptBlockText: ['powershell.file.script_block_text'],
  ScriptBlockId: ['powershell.file.script_block_id'],
  MessageNumber: ['powershell.sequence'],
  MessageTotal: ['powershell.total'],
  Path: ['file.path'],
  ScriptName: ['file.path'],
  HostApplication: ['process.command_line'],
  HostName: ['process.title'],
  HostId: ['process.entity_id'],
  HostVersion: ['powershell.process.executable_version'],
  EngineVersion: ['powershell.engine.version'],
  PipelineId: ['powershell.pipeline_id'],
  RunspaceId: ['powershell.runspace_id'],
  CommandName: ['powershell.command.name'],
  CommandPath: ['powershell.command.path'],
  CommandType: ['powershell.command.type'],
  NewEngineState: ['powershell.engine.new_state'],
  PreviousEngineState: ['powershell.engine.previous_state'],
  NewProviderState: ['powershell.provider.new_state'],
  SequenceNumber: ['event.sequence'],
};
