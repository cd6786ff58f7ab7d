/**
 * What the Windows logs themselves hold on a quiet day: logons, process audit, script blocks, services.
 */
import { DOMAIN_SID, type User } from './estate.js';
import type { Occurrence } from './line.js';
import { PROGRAMS } from './programs.js';
import { guid, homePath, privateAddress, processNumber, type Scene } from './scene.js';

/** How people and services log on: type, process, package. */
const LOGONS: readonly { readonly type: string; readonly process: string; readonly method: string }[] = [
  { type: '3', process: 'Kerberos', method: 'Kerberos' },
  { type: '3', process: 'NtLmSsp ', method: 'NTLM' },
  { type: '2', process: 'User32 ', method: 'Negotiate' },
  { type: '5', process: 'Advapi  ', method: 'Negotiate' },
  { type: '7', process: 'User32 ', method: 'Negotiate' },
  { type: '11', process: 'User32 ', method: 'Negotiate' },
];

const PRIVILEGES = ['SeSecurityPrivilege', 'SeBackupPrivilege', 'SeRestorePrivilege', 'SeTakeOwnershipPrivilege'];

/** Script blocks of administration, with the line breaks they really have. */
const SCRIPTS: readonly ((scene: Scene) => string)[] = [
  ({ host }) =>
    `# Inventar\r\n$computer = '${host}'\r\nGet-CimInstance -ClassName Win32_OperatingSystem -ComputerName $computer |\r\n` +
    '  Select-Object -Property Caption, Version, LastBootUpTime |\r\n  Export-Csv -Path $report -Encoding utf8 -Append',
  ({ random }) =>
    `Import-Module -Name BitsTransfer\r\n$limit = ${random.below(900)}\r\n` +
    'Get-ChildItem -Path D:\\Freigabe -Recurse -File | Where-Object { $_.Length -gt ($limit * 1MB) } |\r\n' +
    '  Sort-Object -Property Length -Descending | Format-Table -Property FullName, Length -AutoSize # größte zuerst',
  ({ random }) =>
    'function Test-Certificate {\r\n  param([string] $Thumbprint)\r\n' +
    '  $found = Get-ChildItem -Path Cert:\\LocalMachine\\My | Where-Object Thumbprint -eq $Thumbprint\r\n' +
    `  if ($found.NotAfter -lt (Get-Date).AddDays(${random.below(90)})) { Write-Warning "läuft ab: $Thumbprint" }\r\n}`,
  ({ random }) =>
    `Invoke-WebRequest -Uri https://wiki.nordwind.example/api/page/${random.below(9000)} -UseDefaultCredentials -OutFile $target\r\n` +
    'Write-Output "Seite gespeichert: $target"',
  ({ user }) =>
    `$account = Get-ADUser -Identity '${user.name}' -Properties Department, Manager\r\n` +
    'Set-ADUser -Identity $account -Replace @{ info = "geprüft am $(Get-Date -Format d)" }',
];

function security(eventId: number, title: string, fields: Readonly<Record<string, string>>): Occurrence {
  return { log: 'security', eventId, title, fields };
}

/** The account an audit event is about, under either of its two names. */
function party(role: 'Subject' | 'Target', { sid, name, domain }: User, logon: string): Record<string, string> {
  return {
    [`${role}UserSid`]: sid,
    [`${role}UserName`]: name,
    [`${role}DomainName`]: domain,
    [`${role}LogonId`]: logon,
  };
}

/** The computer itself, as domain accounts name it. */
function machine({ host }: Scene): User {
  return { sid: 'S-1-5-18', name: `${host.slice(0, host.indexOf('.'))}$`, domain: 'NORDWIND' };
}

/** 4624 */
export function loggedOn(scene: Scene): Occurrence {
  const { type, process, method } = scene.random.pick(LOGONS);
  const network = type === '3';
  return security(4624, 'An account was successfully logged on.', {
    ...party('Subject', machine(scene), '0x3e7'),
    ...party('Target', scene.user, `0x${scene.random.hex(6)}`),
    LogonType: type,
    LogonProcessName: process,
    AuthenticationPackageName: method,
    WorkstationName: network ? '-' : scene.host.slice(0, scene.host.indexOf('.')),
    LogonGuid: guid(scene),
    TransmittedServices: '-',
    LmPackageName: method === 'NTLM' ? 'NTLM V2' : '-',
    KeyLength: method === 'NTLM' ? '128' : '0',
    ProcessId: '0x2f4',
    ProcessName: network ? '-' : 'C:\\Windows\\System32\\svchost.exe',
    IpAddress: network ? privateAddress(scene) : '127.0.0.1',
    IpPort: network ? String(49152 + scene.random.below(16000)) : '0',
    ImpersonationLevel: '%%1833',
    ElevatedToken: '%%1843',
  });
}

/** 4634 */
export function loggedOff(scene: Scene): Occurrence {
  return security(4634, 'An account was logged off.', {
    ...party('Target', scene.user, `0x${scene.random.hex(6)}`),
    LogonType: scene.random.pick(LOGONS).type,
  });
}

/** 4672 */
export function privilegesAssigned(scene: Scene): Occurrence {
  const administrator = {
    sid: `${DOMAIN_SID}-${1500 + scene.random.below(40)}`,
    name: `adm-${scene.random.below(40)}`,
    domain: 'NORDWIND',
  };
  return security(4672, 'Special privileges assigned to new logon.', {
    ...party('Subject', administrator, `0x${scene.random.hex(6)}`),
    PrivilegeList: PRIVILEGES.join('\r\n\t\t\t'),
  });
}

/** 4688 */
export function processAudited(scene: Scene): Occurrence {
  const { image, parent, command, system } = scene.random.pick(PROGRAMS);
  return security(4688, 'A new process has been created.', {
    ...party('Subject', system ? machine(scene) : scene.user, system ? '0x3e7' : `0x${scene.random.hex(6)}`),
    NewProcessId: `0x${scene.random.hex(4)}`,
    NewProcessName: homePath(image, scene),
    TokenElevationType: system ? '%%1936' : '%%1938',
    ProcessId: `0x${scene.random.hex(4)}`,
    CommandLine: command(scene),
    ...party('Target', { sid: 'S-1-0-0', name: '-', domain: '-' }, '0x0'),
    ParentProcessName: parent,
    MandatoryLabel: system ? 'S-1-16-16384' : 'S-1-16-8192',
  });
}

/** 4104 */
export function scriptBlockRun(scene: Scene): Occurrence {
  return {
    log: 'powershell',
    eventId: 4104,
    title: 'Creating Scriptblock text (1 of 1):',
    fields: {
      MessageNumber: '1',
      MessageTotal: '1',
      ScriptBlockText: scene.random.pick(SCRIPTS)(scene),
      ScriptBlockId: guid(scene).slice(1, -1),
      Path: `C:\\Windows\\CCM\\SystemTemp\\${processNumber(scene)}.ps1`,
    },
  };
}

/** 7036 */
export function serviceChanged(scene: Scene): Occurrence {
  const service = scene.random.pick([
    'Windows Update',
    'Background Intelligent Transfer Service',
    'Druckwarteschlange',
  ]);
  const state = scene.random.pick(['running', 'stopped']);
  return {
    log: 'system',
    eventId: 7036,
    title: `The ${service} service entered the ${state} state.`,
    fields: { param1: service, param2: state },
  };
}
