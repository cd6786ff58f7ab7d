/**
 * Demonstration rules: the intruder collects passwords and keys (ATT&CK credential access).
 */
// biome-ignore-all lint/complexity/noUselessStringRaw: every rule is raw, with or without a backslash today
import type { DemoRule } from './demo-rule.js';

export const CREDENTIAL_RULES: readonly DemoRule[] = [
  {
    name: 'process_access_lsass_memory.yml',
    text: String.raw`title: LSASS Memory Read
id: aa386cfe-472c-4fdb-94b9-2da4741b6efe
status: experimental
description: |
    Detects a process that opens LSASS with rights to read its memory, either by way of a library that writes
    dumps or of code outside any module, or from a folder every user may write to.
references:
    - https://attack.mitre.org/techniques/T1003/001/
author: ringfence
date: 2026-03-02
tags:
    - attack.credential-access
    - attack.t1003.001
logsource:
    category: process_access
    product: windows
detection:
    selection:
        TargetImage|endswith: '\lsass.exe'
        GrantedAccess:
            - '0x1010'
            - '0x1038'
            - '0x1410'
            - '0x1438'
            - '0x143a'
            - '0x1fffff'
    selection_trace:
        CallTrace|contains:
            - '\dbghelp.dll+'
            - '\dbgcore.dll+'
            - '|UNKNOWN('
    selection_source:
        SourceImage|contains:
            - '\AppData\'
            - '\Users\Public\'
            - '\Windows\Temp\'
    filter_main_defender:
        SourceImage|startswith: '?:\ProgramData\Microsoft\Windows Defender\Platform\'
        SourceImage|endswith: '\MsMpEng.exe'
    filter_main_error_reporting:
        SourceImage:
            - 'C:\Windows\System32\WerFault.exe'
            - 'C:\Windows\System32\WerFaultSecure.exe'
    condition: selection and (selection_trace or selection_source) and not 1 of filter_main_*
falsepositives:
    - Endpoint protection of other vendors
level: high
`,
  },
  {
    name: 'proc_creation_lsass_dump_command.yml',
    text: String.raw`title: Command Line That Dumps LSASS
id: 83e45aea-aed5-4555-932f-4264ef08132e
status: experimental
description: |
    Detects two well-known ways to write the memory of LSASS to a file with signed programs, the export of a
    system library called through rundll32 and a debugging tool.
references:
    - https://attack.mitre.org/techniques/T1003/001/
author: ringfence
date: 2026-03-02
tags:
    - attack.credential-access
    - attack.t1003.001
logsource:
    category: process_creation
    product: windows
detection:
    library:
        CommandLine|contains: 'comsvcs'
    export_name:
        CommandLine|contains: 'MiniDump'
    export_ordinal:
        CommandLine|contains:
            - '#24'
            - '#+24'
            - '#0000024'
    tool:
        - Image|endswith:
              - '\procdump.exe'
              - '\procdump64.exe'
        - OriginalFileName: 'procdump'
    tool_switch:
        CommandLine|contains:
            - ' -ma '
            - ' /ma '
            - ' -mm '
    target:
        CommandLine|contains: 'lsass'
    condition: (library and 1 of export_*) or (tool and tool_switch and target)
falsepositives:
    - Engineers who examine a hanging LSASS
level: critical
`,
  },
  {
    name: 'file_event_lsass_dump.yml',
    text: String.raw`title: LSASS Dump Written
id: 52b89882-0877-443c-a6f5-01377dea5f88
status: experimental
description: Detects a file with the name that usual tools give to a memory dump of LSASS.
references:
    - https://attack.mitre.org/techniques/T1003/001/
author: ringfence
date: 2026-03-02
tags:
    - attack.credential-access
    - attack.t1003.001
logsource:
    category: file_event
    product: windows
detection:
    selection:
        - TargetFilename|endswith:
              - '\lsass.dmp'
              - '\lsass.zip'
              - '\lsass.exe.dmp'
        - TargetFilename|contains:
              - '\lsass_*.dmp'
              - '\lsass-????.dmp'
        - TargetFilename|contains|all:
              - '\lsass'
              - '.dmp'
    filter_main_error_reporting:
        Image: 'C:\Windows\System32\WerFault.exe'
        TargetFilename|contains: '\CrashDumps\'
    condition: selection and not filter_main_error_reporting
falsepositives:
    - Dumps taken for a support case
level: high
`,
  },
  {
    name: 'registry_set_wdigest_plaintext.yml',
    text: String.raw`title: WDigest Keeps Plain Passwords Again
id: c7b107cc-8121-494f-ba07-6eedc62012a5
status: experimental
description: |
    Detects the value that makes LSASS keep passwords of new logons in plain text. Windows has it off since
    8.1; nobody needs it on.
references:
    - https://attack.mitre.org/techniques/T1112/
    - https://attack.mitre.org/techniques/T1003/001/
author: ringfence
date: 2026-03-02
tags:
    - attack.defense-evasion
    - attack.t1112
    - attack.credential-access
    - attack.t1003.001
logsource:
    category: registry_set
    product: windows
detection:
    selection:
        TargetObject|endswith: '\Control\SecurityProviders\WDigest\UseLogonCredential'
        Details: 'DWORD (0x00000001)'
    condition: selection
falsepositives:
    - Very old web servers with digest authentication
level: high
`,
  },
  {
    name: 'create_remote_thread_without_module.yml',
    text: String.raw`title: Remote Thread Outside Any Module
id: a8910de5-f7d9-469a-ac38-85d122d34b9e
status: experimental
description: |
    Detects a thread started in a process worth hiding in, at an address that belongs to no loaded module.
    A missing module may arrive as no field, as empty text or as a dash.
references:
    - https://attack.mitre.org/techniques/T1055/
author: ringfence
date: 2026-03-02
tags:
    - attack.defense-evasion
    - attack.privilege-escalation
    - attack.t1055
logsource:
    category: create_remote_thread
    product: windows
detection:
    selection_target:
        TargetImage|endswith:
            - '\explorer.exe'
            - '\lsass.exe'
            - '\winlogon.exe'
            - '\spoolsv.exe'
            - '\OUTLOOK.EXE'
    selection_start_null:
        StartModule: null
    selection_start_empty:
        StartModule:
            - ''
            - '-'
    filter_main_system:
        SourceImage:
            - 'System'
            - 'C:\Windows\System32\csrss.exe'
            - 'C:\Windows\System32\wininit.exe'
    condition: selection_target and 1 of selection_start_* and not 1 of filter_main_*
falsepositives:
    - Programs that extend the Explorer by injection
level: high
`,
  },
  {
    name: 'security_disabled_account_logon.yml',
    text: String.raw`title: Logon With A Disabled Or Expired Account
id: 9080e55c-c110-406c-acde-90c652a5bc6d
status: experimental
description: |
    Detects a refused network logon with an account that is disabled or expired. Somebody works from an old
    list of passwords.
references:
    - https://attack.mitre.org/techniques/T1110/
    - https://attack.mitre.org/techniques/T1078/
author: ringfence
date: 2026-03-02
tags:
    - attack.credential-access
    - attack.t1110
    - attack.initial-access
    - attack.t1078
logsource:
    product: windows
    service: security
detection:
    selection:
        EventID: 4625
        LogonType:
            - 3
            - 8
            - 10
        SubStatus:
            - '0xC0000072'
            - '0xC0000193'
    filter_main_machine:
        TargetUserName|endswith: '$'
    condition: selection and not filter_main_machine
falsepositives:
    - Scheduled jobs that still run under the account of somebody who left
level: medium
`,
  },
];
