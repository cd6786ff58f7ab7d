/**
 * Demonstration rules: the intruder hides, switches protection off and destroys traces (ATT&CK defense evasion
 * and impact).
 */
// biome-ignore-all lint/complexity/noUselessStringRaw: every rule is raw, with or without a backslash today
import type { DemoRule } from './demo-rule.js';

export const EVASION_RULES: readonly DemoRule[] = [
  {
    name: 'proc_creation_defender_weakened.yml',
    text: String.raw`title: Defender Weakened By Command Line
id: dc46053d-6ddd-4e6f-ab6d-4aac971abe26
status: experimental
description: Detects a command line that adds exclusions to Microsoft Defender or switches a part of it off.
references:
    - https://attack.mitre.org/techniques/T1562/001/
author: ringfence
date: 2026-03-02
tags:
    - attack.defense-evasion
    - attack.t1562.001
logsource:
    category: process_creation
    product: windows
detection:
    selection_command:
        CommandLine|contains:
            - 'Add-MpPreference '
            - 'Set-MpPreference '
    selection_change:
        - CommandLine|contains:
              - ' -ExclusionPath '
              - ' -ExclusionProcess '
              - ' -ExclusionExtension '
        - CommandLine|contains:
              - ' -DisableRealtimeMonitoring $true'
              - ' -DisableRealtimeMonitoring 1'
              - ' -DisableBehaviorMonitoring $true'
              - ' -DisableIOAVProtection $true'
        - CommandLine|contains|all:
              - ' -MAPSReporting '
              - 'Disabled'
    condition: all of selection_*
falsepositives:
    - Administrators who follow the installation guide of a database or a compiler
level: high
`,
  },
  {
    name: 'windefend_protection_disabled.yml',
    text: String.raw`title: Defender Protection Switched Off
id: d06709a5-c0c0-493b-9bce-4772601f1ae0
status: experimental
description: |
    Detects the events by which Microsoft Defender reports that a scan or its real-time protection was
    disabled, or that an exclusion was added.
references:
    - https://attack.mitre.org/techniques/T1562/001/
author: ringfence
date: 2026-03-02
tags:
    - attack.defense-evasion
    - attack.t1562.001
logsource:
    product: windows
    service: windefend
detection:
    selection:
        - EventID:
              - 5001
              - 5010
              - 5012
        - EventID: 5007
          NewValue|contains: '\Windows Defender\Exclusions\'
    condition: selection
falsepositives:
    - Change to the endpoint protection of another vendor
level: high
`,
  },
  {
    name: 'proc_creation_system_name_wrong_folder.yml',
    text: String.raw`title: System Program Name In Another Folder
id: 5892f416-f5f5-4fc4-b4af-5250d6667f5c
status: experimental
description: |
    Detects a process that bears the name of a core Windows program but was not started from a folder of
    Windows.
references:
    - https://attack.mitre.org/techniques/T1036/005/
author: ringfence
date: 2026-03-02
tags:
    - attack.defense-evasion
    - attack.t1036.005
logsource:
    category: process_creation
    product: windows
detection:
    selection:
        Image|endswith:
            - '\csrss.exe'
            - '\lsass.exe'
            - '\services.exe'
            - '\smss.exe'
            - '\svchost.exe'
            - '\taskhostw.exe'
            - '\wininit.exe'
            - '\winlogon.exe'
    filter_main_windows:
        Image|startswith:
            - '?:\Windows\System32\'
            - '?:\Windows\SysWOW64\'
            - '?:\Windows\WinSxS\'
    filter_main_boot:
        Image|startswith: '\SystemRoot\System32\'
    filter_main_container:
        Image|startswith: '\Device\vmsmb\VSMB-*\os\Windows\System32\'
    condition: selection and not 1 of filter_main_*
falsepositives:
    - Unlikely
level: high
`,
  },
  {
    name: 'proc_creation_prefetch_deletion.yml',
    text: String.raw`title: Prefetch Files Deleted
id: 46901c41-9282-43f5-89ae-d5a189ce1b8c
status: experimental
description: |
    Detects a command line that deletes the prefetch files, which tell when a program ran. The star is part of
    the command line, not a wildcard of this rule.
references:
    - https://attack.mitre.org/techniques/T1070/004/
author: ringfence
date: 2026-03-02
tags:
    - attack.defense-evasion
    - attack.t1070.004
logsource:
    category: process_creation
    product: windows
detection:
    selection_verb:
        CommandLine|contains:
            - 'del '
            - 'erase '
            - 'rm '
            - 'Remove-Item '
    selection_files:
        CommandLine|contains:
            - '\Windows\Prefetch\\\*.pf'
            - '\Windows\Prefetch\\\*.\*'
            - '\Windows\Prefetch\\\* '
    condition: all of selection_*
falsepositives:
    - Old advice to make a computer faster
level: medium
`,
  },
  {
    name: 'image_load_side_loading.yml',
    text: String.raw`title: Unsigned System Library Name Loaded From A User Folder
id: 65271536-f52b-49b0-8af2-bdb469e5f829
status: experimental
description: |
    Detects a signed program loading an unsigned library that bears the name of a system library from beside
    itself, in a folder every user may write to.
references:
    - https://attack.mitre.org/techniques/T1574/001/
author: ringfence
date: 2026-03-02
tags:
    - attack.persistence
    - attack.defense-evasion
    - attack.t1574.001
logsource:
    category: image_load
    product: windows
detection:
    selection_library:
        ImageLoaded|endswith:
            - '\cryptbase.dll'
            - '\dbghelp.dll'
            - '\userenv.dll'
            - '\version.dll'
            - '\wtsapi32.dll'
        Signed: false
    selection_folder:
        ImageLoaded|contains:
            - ':\ProgramData\'
            - ':\Users\Public\'
            - '\AppData\Local\'
            - '\AppData\Roaming\'
    filter_optional_developer_tools:
        ImageLoaded|contains:
            - '\AppData\Local\Programs\Microsoft VS Code\'
            - '\.vscode\extensions\'
    condition: all of selection_* and not 1 of filter_optional_*
falsepositives:
    - Small programs that bring their own copy of a library
level: high
`,
  },
  {
    name: 'proc_creation_shadow_copies_deleted.yml',
    text: String.raw`title: Shadow Copies Or Backups Deleted
id: 055128b6-49e9-4fad-bfa6-9a3936b5e989
status: experimental
description: Detects command lines that delete shadow copies or the backup catalog, the usual step before encryption.
references:
    - https://attack.mitre.org/techniques/T1490/
author: ringfence
date: 2026-03-02
tags:
    - attack.impact
    - attack.t1490
logsource:
    category: process_creation
    product: windows
detection:
    selection:
        - CommandLine|contains|all:
              - 'vssadmin'
              - 'delete'
              - 'shadows'
        - CommandLine|contains|all:
              - 'wmic'
              - 'shadowcopy'
              - 'delete'
        - CommandLine|contains|all:
              - 'wbadmin'
              - 'delete'
              - 'catalog'
        - Image|endswith: '\diskshadow.exe'
          CommandLine|contains: ' /s '
    condition: selection
falsepositives:
    - Administrators who reclaim disk space
level: critical
`,
  },
  {
    name: 'security_log_cleared.yml',
    text: String.raw`title: Security Log Cleared
id: e27bc8d3-448d-49db-8bf6-d1245a6e8741
status: stable
description: Detects the event that the security log writes as the first one after it was cleared.
references:
    - https://attack.mitre.org/techniques/T1070/001/
author: ringfence
date: 2026-03-02
tags:
    - attack.defense-evasion
    - attack.t1070.001
logsource:
    product: windows
    service: security
detection:
    selection:
        EventID: 1102
        Provider_Name: 'Microsoft-Windows-Eventlog'
    condition: selection
falsepositives:
    - Preparation of a machine image
level: high
`,
  },
];
