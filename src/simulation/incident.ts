/**
 * Data for the replay of 19 July 2024: a type of event that declares 21 fields, a host that supplies 20.
 *
 * The known good rules name the first twenty fields only, so nothing goes wrong for as long as they are active. The
 * defective ones add a rule that compares the twenty-first. The names are invented; only the counts are those of
 * the incident.
 */
// biome-ignore-all lint/complexity/noUselessStringRaw: every rule is raw, with or without a backslash today
import type { RuleSource } from '../index.js';

export const IPC_SCHEMA = {
  name: 'ipc',
  version: 1,
  fields: [
    'PipeName',
    'EventType',
    'Image',
    'CommandLine',
    'User',
    'IntegrityLevel',
    'ProcessId',
    'SessionId',
    'ParentImage',
    'ParentCommandLine',
    'ClientImage',
    'ClientUser',
    'ClientProcessId',
    'ClientComputer',
    'AccessMask',
    'PipeMode',
    'InstanceCount',
    'BytesRead',
    'BytesWritten',
    'ImpersonationLevel',
    'SecurityDescriptor',
  ],
} as const;

/** What every record is about; no record says so itself. */
export const LOG_SOURCE = { product: 'windows', category: 'ipc' } as const;

/** Last-known-good: they look at no more than the first twenty fields. */
export const KNOWN_GOOD_RULES: readonly RuleSource[] = [
  {
    name: 'ipc_remote_service_pipe.yml',
    text: String.raw`title: Pipe Of A Remote Service From A User Folder
id: 683bf9a3-c6f0-498e-bc49-7a41c4b3e935
status: stable
description: Detects a pipe of the service control interface created by a program in a folder of a user.
references:
    - https://attack.mitre.org/techniques/T1559/
author: ringfence
date: 2024-03-05
tags:
    - attack.execution
    - attack.t1559
logsource:
    category: ipc
    product: windows
detection:
    selection:
        EventType: 'CreatePipe'
        PipeName|startswith:
            - '\svcctl'
            - '\atsvc'
            - '\winreg'
        Image|contains: '\Users\'
    condition: selection
falsepositives:
    - Unlikely
level: high
`,
  },
  {
    name: 'ipc_known_attack_tool.yml',
    text: String.raw`title: Pipe With The Default Name Of An Attack Tool
id: 9c74f4e0-c3a5-4ad8-8cd9-cc12346b38f7
status: stable
description: Detects the default names of pipes of attack tools, unless a service created them.
references:
    - https://attack.mitre.org/techniques/T1071/
author: ringfence
date: 2024-04-08
tags:
    - attack.command-and-control
    - attack.t1071
logsource:
    category: ipc
    product: windows
detection:
    selection:
        - PipeName: '\MSSE-????-server'
        - PipeName|startswith:
              - '\postex_'
              - '\msagent_'
    filter_main_services:
        ParentImage|endswith: '\services.exe'
        User: 'NT AUTHORITY\SYSTEM'
    condition: selection and not filter_main_services
falsepositives:
    - Security tests
level: critical
`,
  },
  {
    name: 'ipc_system_impersonation.yml',
    text: String.raw`title: Low Process Impersonates A Client Of Its Pipe
id: b4116b5f-2929-4acb-bd96-ff1222ecfdce
status: test
description: |
    Detects a process of low or medium integrity that is allowed to act as the privileged client of its pipe.
references:
    - https://attack.mitre.org/techniques/T1134/001/
author: ringfence
date: 2024-04-24
tags:
    - attack.privilege-escalation
    - attack.t1134.001
logsource:
    category: ipc
    product: windows
detection:
    selection:
        IntegrityLevel:
            - 'Low'
            - 'Medium'
        ClientUser: 'NT AUTHORITY\SYSTEM'
        ImpersonationLevel:
            - 2
            - 3
    condition: selection
falsepositives:
    - Print and scan software
level: high
`,
  },
];

/** The new content: the same and one more, whose second criterion needs the field that nobody supplies. */
export const DEFECTIVE_RULES: readonly RuleSource[] = [
  ...KNOWN_GOOD_RULES,
  {
    name: 'ipc_world_writable_pipe.yml',
    text: String.raw`title: Pipe Open To Everybody
id: 01a9cdb2-bfaa-435d-ac5c-74342e7bf6b3
status: experimental
description: Detects a pipe whose security descriptor grants everybody full access.
references:
    - https://attack.mitre.org/techniques/T1559/
author: ringfence
date: 2024-07-19
tags:
    - attack.execution
    - attack.t1559
logsource:
    category: ipc
    product: windows
detection:
    selection:
        EventType: 'CreatePipe'
        SecurityDescriptor|contains: '(A;;FA;;;WD)'
    condition: selection
falsepositives:
    - Old server programs
level: medium
`,
  },
];

/** What the host supplies: the values of the first twenty fields, in the order of the schema. */
export const IPC_RECORDS: readonly (readonly (string | number | null)[])[] = [
  // a browser talks to itself
  [
    '\\mojo.8812.4120.1730248913',
    'CreatePipe',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    '"chrome.exe" --type=utility --utility-sub-type=network.mojom.NetworkService',
    'NORDWIND\\anna.krueger',
    'Medium',
    8812,
    1,
    'C:\\Windows\\explorer.exe',
    'C:\\Windows\\Explorer.EXE',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'NORDWIND\\anna.krueger',
    4120,
    null,
    '0x12019f',
    'byte',
    1,
    18_244,
    2_710,
    1,
  ],
  // the spooler serves a print job; a SYSTEM service may impersonate whom it serves
  [
    '\\spoolss',
    'ConnectPipe',
    'C:\\Windows\\System32\\spoolsv.exe',
    'C:\\Windows\\System32\\spoolsv.exe',
    'NT AUTHORITY\\SYSTEM',
    'System',
    2964,
    0,
    'C:\\Windows\\System32\\services.exe',
    'C:\\Windows\\system32\\services.exe',
    'C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE',
    'NORDWIND\\Jürgen Müller',
    7312,
    'MUC-LT-0151',
    '0x120089',
    'message',
    10,
    904,
    5_120,
    2,
  ],
  // a record with gaps: the host knows neither command line nor client
  [
    '\\wkssvc',
    'ConnectPipe',
    'System',
    null,
    'NT AUTHORITY\\SYSTEM',
    'System',
    4,
    0,
    null,
    null,
    null,
    null,
    null,
    'SRV-MUC-FILE01',
    '0x12019f',
    'message',
    4,
    320,
    288,
    0,
  ],
  // the default pipe of an attack tool: ipc_known_attack_tool.yml matches this one alone
  [
    '\\MSSE-5301-server',
    'CreatePipe',
    'C:\\Users\\anna.krueger\\AppData\\Local\\Nordsync\\updater.exe',
    'updater.exe /quiet',
    'NORDWIND\\anna.krueger',
    'Medium',
    11_020,
    1,
    'C:\\Windows\\explorer.exe',
    'C:\\Windows\\Explorer.EXE',
    null,
    null,
    null,
    null,
    '0x1f01ff',
    'message',
    1,
    0,
    0,
    1,
  ],
];
