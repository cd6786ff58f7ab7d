/**
 * The attack, second half: passwords, a second computer, and the traces removed.
 *
 * What Windows itself logs on the servers arrives as read from EVTX files.
 */
import { DOMAIN_SID } from '../estate.js';
import { evtx, flat, processOf, type Session, type Step, started, sysmon } from './step.js';

const NOTEBOOK = 'MUC-LT-0151';
const SERVER = 'SRV-MUC-SQL01';
const SYSTEM32 = 'C:\\Windows\\System32';
const SYSTEM = 'NT AUTHORITY\\SYSTEM';
const SESSION: Session = {
  User: SYSTEM,
  LogonId: '0x3e7',
  IntegrityLevel: 'System',
  CurrentDirectory: 'C:\\Windows\\system32\\',
};
const UPDATER_IMAGE = 'C:\\Users\\anna.krueger\\AppData\\Local\\Nordsync\\updater.exe';
const DUMP = 'C:\\Users\\Public\\lsass.dmp';
const AUDIT_SUCCESS = '0x8020000000000000';

const UPDATER = processOf(11020, UPDATER_IMAGE);
const SERVICES = processOf(804, `${SYSTEM32}\\services.exe`);
const IMPOSTOR = processOf(6604, 'C:\\Users\\Public\\svchost.exe');
const IMPOSTOR_COMMAND = 'C:\\Users\\Public\\svchost.exe -k netsvcs';
const RUNDLL32 = processOf(13208, `${SYSTEM32}\\rundll32.exe`);

export const SPREAD: readonly Step[] = [
  {
    second: 1240,
    story: 'With higher rights, the intruder excludes a folder from Defender.',
    event: (at) =>
      started(
        [at, NOTEBOOK],
        SESSION,
        [
          processOf(12880, `${SYSTEM32}\\WindowsPowerShell\\v1.0\\powershell.exe`),
          'powershell.exe -NoProfile -Command "Add-MpPreference -ExclusionPath C:\\Users\\Public"',
        ],
        [UPDATER, `${UPDATER_IMAGE} /quiet`],
      ),
    rules: ['proc_creation_defender_weakened.yml'],
  },
  {
    second: 1262,
    story: 'Then the real-time protection goes off altogether.',
    event: (at) =>
      evtx(
        at,
        {
          provider: 'Microsoft-Windows-Windows Defender',
          channel: 'Microsoft-Windows-Windows Defender/Operational',
          computer: NOTEBOOK,
          eventId: 5001,
          level: 4,
          keywords: '0x8000000000000000',
        },
        { EventData: { 'Product Name': 'Microsoft Defender Antivirus', 'Product Version': '4.18.25010.11' } },
      ),
    rules: ['windefend_protection_disabled.yml'],
  },
  {
    second: 1300,
    story: 'A registry value makes Windows keep plain passwords again.',
    event: (at) =>
      sysmon(at, NOTEBOOK, 13, {
        EventType: 'SetValue',
        ...processOf(12932, `${SYSTEM32}\\reg.exe`),
        TargetObject: 'HKLM\\System\\CurrentControlSet\\Control\\SecurityProviders\\WDigest\\UseLogonCredential',
        Details: 'DWORD (0x00000001)',
        User: SYSTEM,
      }),
    rules: ['registry_set_wdigest_plaintext.yml'],
  },
  {
    second: 1466,
    story: 'A library of Windows is called to dump the memory of LSASS.',
    event: (at) =>
      started(
        [at, NOTEBOOK],
        SESSION,
        [RUNDLL32, `rundll32.exe ${SYSTEM32}\\comsvcs.dll, MiniDump 712 ${DUMP} full`],
        [UPDATER, `${UPDATER_IMAGE} /quiet`],
      ),
    rules: ['proc_creation_lsass_dump_command.yml'],
  },
  {
    second: 1468,
    story: 'LSASS is opened with every right there is.',
    event: (at) =>
      sysmon(at, NOTEBOOK, 10, {
        SourceProcessGUID: RUNDLL32['ProcessGuid'] ?? '',
        SourceProcessId: '13208',
        SourceThreadId: '13212',
        SourceImage: `${SYSTEM32}\\rundll32.exe`,
        TargetProcessGUID: '{4f1c7a20-2b10-69a5-0c00-000000004a00}',
        TargetProcessId: '712',
        TargetImage: `${SYSTEM32}\\lsass.exe`,
        GrantedAccess: '0x1FFFFF',
        CallTrace:
          'C:\\Windows\\SYSTEM32\\ntdll.dll+9f9f4|C:\\Windows\\System32\\KERNELBASE.dll+2e80e|' +
          'C:\\Windows\\SYSTEM32\\dbgcore.dll+7ad2|C:\\Windows\\System32\\comsvcs.dll+2a1c7|' +
          'C:\\Windows\\System32\\rundll32.exe+3af7',
        SourceUser: SYSTEM,
        TargetUser: SYSTEM,
      }),
    rules: ['process_access_lsass_memory.yml'],
  },
  {
    second: 1470,
    story: 'The dump is on the disk.',
    event: (at) => sysmon(at, NOTEBOOK, 11, { ...RUNDLL32, TargetFilename: DUMP, User: SYSTEM }),
    rules: ['file_event_lsass_dump.yml'],
  },
  {
    second: 1702,
    story: 'The implant moves into the Explorer by a thread that starts outside any module.',
    event: (at) =>
      sysmon(at, NOTEBOOK, 8, {
        SourceProcessId: '11020',
        SourceImage: UPDATER_IMAGE,
        TargetProcessId: '5980',
        TargetImage: 'C:\\Windows\\explorer.exe',
        NewThreadId: '14112',
        StartAddress: '0x0000000003DA0000',
        StartModule: '-',
        StartFunction: '-',
      }),
    rules: ['create_remote_thread_without_module.yml'],
  },
  {
    second: 1705,
    story: 'It opens the pipe by which its parts talk.',
    event: (at) =>
      sysmon(at, NOTEBOOK, 17, {
        EventType: 'CreatePipe',
        PipeName: '\\MSSE-5301-server',
        ...processOf(5980, 'C:\\Windows\\explorer.exe'),
        User: 'NORDWIND\\anna.krueger',
      }),
    rules: ['pipe_created_known_c2.yml'],
  },
  {
    second: 2115,
    story: 'The first password from the dump belongs to somebody who left: the server refuses.',
    event: (at) =>
      flat(at, SERVER, 'security', 4625, {
        SubjectUserSid: 'S-1-0-0',
        SubjectUserName: '-',
        TargetUserSid: 'S-1-0-0',
        TargetUserName: 'adm-ölmez',
        TargetDomainName: 'NORDWIND',
        Status: '0xc000006e',
        FailureReason: '%%2310',
        SubStatus: '0xc0000072',
        LogonType: '3',
        LogonProcessName: 'NtLmSsp ',
        AuthenticationPackageName: 'NTLM',
        WorkstationName: NOTEBOOK,
        IpAddress: '10.20.3.77',
        IpPort: '52290',
      }),
    rules: ['security_disabled_account_logon.yml'],
  },
  {
    second: 2240,
    story: 'The hash of the built-in administrator opens the server.',
    event: (at) =>
      evtx(
        at,
        {
          provider: 'Microsoft-Windows-Security-Auditing',
          channel: 'Security',
          computer: SERVER,
          eventId: 4624,
          level: 0,
          keywords: AUDIT_SUCCESS,
        },
        {
          EventData: {
            SubjectUserSid: 'S-1-0-0',
            SubjectUserName: '-',
            TargetUserSid: `${DOMAIN_SID}-500`,
            TargetUserName: 'Administrator',
            TargetDomainName: 'NORDWIND',
            TargetLogonId: '0x7a11f3',
            LogonType: 3,
            LogonProcessName: 'NtLmSsp',
            AuthenticationPackageName: 'NTLM',
            WorkstationName: NOTEBOOK,
            LmPackageName: 'NTLM V2',
            KeyLength: 128,
            IpAddress: '10.20.3.77',
            IpPort: '52304',
          },
        },
      ),
    rules: ['security_administrator_ntlm_logon.yml'],
  },
  {
    second: 2251,
    story: 'A new service runs a program from the administrative share.',
    event: (at) =>
      evtx(
        at,
        {
          provider: 'Service Control Manager',
          channel: 'System',
          computer: SERVER,
          eventId: { '#attributes': { Qualifiers: 16384 }, '#text': 7045 },
          level: 4,
          keywords: '0x8080000000000000',
        },
        {
          EventData: {
            ServiceName: 'Druckdienst',
            ImagePath: '\\\\127.0.0.1\\ADMIN$\\druck.exe',
            ServiceType: 'user mode service',
            StartType: 'demand start',
            AccountName: 'LocalSystem',
          },
        },
      ),
    rules: ['system_service_from_share_or_shell.yml'],
  },
  {
    second: 2262,
    story: 'The service starts something that calls itself svchost, from the public folder.',
    event: (at) =>
      started([at, SERVER], SESSION, [IMPOSTOR, IMPOSTOR_COMMAND], [SERVICES, `${SYSTEM32}\\services.exe`]),
    rules: ['proc_creation_system_name_wrong_folder.yml'],
  },
  {
    second: 2510,
    story: 'A local account becomes an administrator of the server.',
    event: (at) =>
      flat(at, SERVER, 'security', 4688, {
        SubjectUserSid: 'S-1-5-18',
        SubjectUserName: 'SRV-MUC-SQL01$',
        SubjectDomainName: 'NORDWIND',
        SubjectLogonId: '0x3e7',
        NewProcessId: '0x1b3c',
        NewProcessName: `${SYSTEM32}\\net1.exe`,
        TokenElevationType: '%%1936',
        ProcessId: '0x1b10',
        CommandLine: 'C:\\Windows\\system32\\net1 localgroup Administratoren svc-druck /add',
        ParentProcessName: `${SYSTEM32}\\net.exe`,
        MandatoryLabel: 'S-1-16-16384',
      }),
    rules: ['security_local_administrator_added.yml'],
  },
  {
    second: 3320,
    story: 'Before the end, shadow copies and prefetch files go.',
    event: (at) =>
      started(
        [at, SERVER],
        SESSION,
        [
          processOf(7012, `${SYSTEM32}\\cmd.exe`),
          'cmd.exe /c "vssadmin delete shadows /all /quiet & del /f /q C:\\Windows\\Prefetch\\*.pf"',
        ],
        [IMPOSTOR, IMPOSTOR_COMMAND],
      ),
    rules: ['proc_creation_shadow_copies_deleted.yml', 'proc_creation_prefetch_deletion.yml'],
  },
  {
    second: 3560,
    story: 'Last, the security log is cleared, and says so.',
    event: (at) =>
      evtx(
        at,
        {
          provider: 'Microsoft-Windows-Eventlog',
          channel: 'Security',
          computer: SERVER,
          eventId: 1102,
          level: 4,
          keywords: '0x4020000000000000',
        },
        {
          UserData: {
            LogFileCleared: {
              '#attributes': { xmlns: 'http://manifests.microsoft.com/win/2004/08/windows/eventlog' },
              SubjectUserSid: `${DOMAIN_SID}-500`,
              SubjectUserName: 'Administrator',
              SubjectDomainName: 'NORDWIND',
              SubjectLogonId: '0x7a11f3',
            },
          },
        },
      ),
    rules: ['security_log_cleared.yml'],
  },
];
