/**
 * Demonstration rules: the intruder comes back after a restart (ATT&CK persistence).
 */
import type { DemoRule } from './demo-rule.js';

export const PERSISTENCE_RULES: readonly DemoRule[] = [
  {
    name: 'registry_set_run_key_user_folder.yml',
    text: String.raw`title: Run Key Points Into A User Folder
id: 94c8a4f0-68d8-4425-afbd-7d4bfc59ccd6
status: experimental
description: |
    Detects a Run or RunOnce value that starts a program from a folder every user may write to, or that starts
    an interpreter.
references:
    - https://attack.mitre.org/techniques/T1547/001/
author: ringfence
date: 2026-03-02
tags:
    - attack.persistence
    - attack.t1547.001
logsource:
    category: registry_set
    product: windows
detection:
    selection_key:
        TargetObject|contains:
            - '\Software\Microsoft\Windows\CurrentVersion\Run\'
            - '\Software\Microsoft\Windows\CurrentVersion\RunOnce\'
            - '\Software\WOW6432Node\Microsoft\Windows\CurrentVersion\Run\'
    selection_value:
        Details|contains:
            - '\Users\\*\AppData\\*.exe'
            - '\Users\\*\AppData\\*.dll'
            - '\Users\Public\'
            - '\Windows\Temp\'
            - 'powershell'
            - 'mshta'
            - 'rundll32'
            - 'wscript'
    filter_main_onedrive:
        Details|contains: '\AppData\Local\Microsoft\OneDrive\'
        TargetObject|endswith:
            - '\OneDrive'
            - '\OneDriveSetup'
    filter_main_teams:
        Details|contains: '\AppData\Local\Microsoft\WindowsApps\ms-teams.exe'
    filter_main_cleared:
        Details:
            - ''
            - '(Empty)'
    filter_main_null:
        Details: null
    condition: all of selection_* and not 1 of filter_main_*
falsepositives:
    - Programs that install themselves for one user
level: medium
`,
  },
  {
    name: 'proc_creation_schtasks_user_folder.yml',
    text: String.raw`title: Scheduled Task Runs From A User Folder
id: 9880df51-f923-47fe-bc9f-ee0c5cd107c6
status: experimental
description: |
    Detects schtasks creating a task whose action lies in a folder every user may write to, or is an
    interpreter.
references:
    - https://attack.mitre.org/techniques/T1053/005/
author: ringfence
date: 2026-03-02
tags:
    - attack.persistence
    - attack.execution
    - attack.t1053.005
logsource:
    category: process_creation
    product: windows
detection:
    selection_program:
        - Image|endswith: '\schtasks.exe'
        - OriginalFileName: 'schtasks.exe'
    selection_create:
        CommandLine|contains|all:
            - ' /create'
            - ' /tr '
    selection_action:
        CommandLine|contains:
            - '\AppData\'
            - '\Users\Public\'
            - '%TEMP%'
            - '%APPDATA%'
            - 'powershell'
            - 'mshta'
    filter_optional_installer:
        ParentImage|startswith:
            - '?:\Program Files\'
            - '?:\Program Files (x86)\'
    condition: all of selection_* and not 1 of filter_optional_*
falsepositives:
    - Updaters of programs that install themselves for one user
level: high
`,
  },
  {
    name: 'wmi_event_command_consumer.yml',
    text: String.raw`title: WMI Event Consumer Starts A Program
id: fb0d6292-b2a9-43a8-9a64-a71db4761328
status: experimental
description: |
    Detects an event consumer that runs a script or an interpreter when its filter fires. Such a subscription
    survives restarts and leaves no file in a start folder.
references:
    - https://attack.mitre.org/techniques/T1546/003/
author: ringfence
date: 2026-03-02
tags:
    - attack.persistence
    - attack.t1546.003
logsource:
    category: wmi_event
    product: windows
detection:
    selection_command:
        Type: 'Command Line'
        Destination|contains:
            - 'powershell'
            - 'cmd.exe'
            - 'mshta'
            - 'rundll32'
            - '\Users\'
    selection_script:
        Type: 'Script'
        Destination|contains:
            - 'WScript.Shell'
            - 'CreateObject('
            - 'GetObject('
    condition: 1 of selection_*
falsepositives:
    - Inventory products that subscribe to hardware changes
level: high
`,
  },
  {
    name: 'system_service_from_share_or_shell.yml',
    text: String.raw`title: Service Installed From A Share Or Through A Shell
id: 46e478be-dcc1-4987-a73b-9f719d381d5c
status: experimental
description: |
    Detects a new service whose program is a shell, lies on an administrative share or in a folder every user
    may write to. Remote execution tools leave such services behind on the target.
references:
    - https://attack.mitre.org/techniques/T1543/003/
    - https://attack.mitre.org/techniques/T1569/002/
author: ringfence
date: 2026-03-02
tags:
    - attack.persistence
    - attack.execution
    - attack.t1543.003
    - attack.t1569.002
logsource:
    product: windows
    service: system
detection:
    selection_event:
        Provider_Name: 'Service Control Manager'
        EventID: 7045
    selection_path:
        ImagePath|contains:
            - '%COMSPEC%'
            - 'powershell'
            - '\ADMIN$\'
            - '\\\\127.0.0.1\\'
            - '\Users\Public\'
            - '\Windows\Temp\'
            - '\PerfLogs\'
    condition: all of selection_*
falsepositives:
    - Software distribution that copies its agent to the administrative share
level: high
`,
  },
];
