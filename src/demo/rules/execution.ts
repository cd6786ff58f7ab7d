/**
 * Demonstration rules: a document arrives and code runs (ATT&CK initial access and execution).
 */
// biome-ignore-all lint/complexity/noUselessStringRaw: every rule is raw, with or without a backslash today
import type { DemoRule } from './demo-rule.js';

export const EXECUTION_RULES: readonly DemoRule[] = [
  {
    name: 'file_event_macro_document_from_mail.yml',
    text: String.raw`title: Active Document Opened From A Mail
id: c3e39fd2-a638-4de5-9f90-ba4e6475c4f7
status: experimental
description: |
    Detects Outlook writing a document that can carry macros or scripts to its attachment cache. That happens
    when a user opens the attachment from the message, before any warning of the program that shows it.
references:
    - https://attack.mitre.org/techniques/T1566/001/
author: ringfence
date: 2026-03-02
tags:
    - attack.initial-access
    - attack.t1566.001
logsource:
    category: file_event
    product: windows
detection:
    selection:
        Image|endswith: '\OUTLOOK.EXE'
        TargetFilename|contains: '\INetCache\Content.Outlook\'
        TargetFilename|endswith:
            - '.docm'
            - '.dotm'
            - '.xlsm'
            - '.xlam'
            - '.pptm'
            - '.hta'
            - '.iso'
            - '.js'
            - '.vbs'
    condition: selection
falsepositives:
    - Departments that still exchange workbooks with macros by mail
level: medium
`,
  },
  {
    name: 'proc_creation_office_spawns_interpreter.yml',
    text: String.raw`title: Office Program Starts An Interpreter
id: 32a33941-0aee-4c79-a9bc-07799c1ca11b
status: experimental
description: |
    Detects a shell, script host or loader whose parent is an Office program. Office has no use for these in
    daily work; a macro or an exploited document does.
references:
    - https://attack.mitre.org/techniques/T1204/002/
    - https://attack.mitre.org/techniques/T1059/
author: ringfence
date: 2026-03-02
tags:
    - attack.execution
    - attack.t1204.002
    - attack.t1059
logsource:
    category: process_creation
    product: windows
detection:
    selection_parent:
        ParentImage|endswith:
            - '\WINWORD.EXE'
            - '\EXCEL.EXE'
            - '\POWERPNT.EXE'
            - '\MSPUB.EXE'
            - '\ONENOTE.EXE'
            - '\OUTLOOK.EXE'
    selection_child:
        - Image|endswith:
              - '\cmd.exe'
              - '\powershell.exe'
              - '\pwsh.exe'
              - '\wscript.exe'
              - '\cscript.exe'
              - '\mshta.exe'
              - '\rundll32.exe'
              - '\regsvr32.exe'
              - '\wmic.exe'
        - OriginalFileName:
              - 'Cmd.Exe'
              - 'PowerShell.EXE'
              - 'wscript.exe'
              - 'cscript.exe'
              - 'MSHTA.EXE'
              - 'RUNDLL32.EXE'
    filter_main_printing:
        Image|endswith: '\rundll32.exe'
        CommandLine|contains: 'printui.dll,PrintUIEntry'
    filter_main_control_panel:
        Image|endswith: '\rundll32.exe'
        CommandLine|contains: 'shell32.dll,Control_RunDLL'
    condition: all of selection_* and not 1 of filter_main_*
falsepositives:
    - Add-ins that call command line programs
level: high
`,
  },
  {
    name: 'proc_creation_encoded_powershell.yml',
    text: String.raw`title: Encoded PowerShell Command Line
id: 528db125-b355-456d-99c8-78dfe810c314
status: experimental
description: |
    Detects PowerShell started with an encoded command whose text begins with a variable, a call or a branch.
    Encoded text is Base64 over UTF-16, where the case of letters carries meaning, so the payload is compared
    with case.
references:
    - https://attack.mitre.org/techniques/T1059/001/
    - https://attack.mitre.org/techniques/T1027/010/
author: ringfence
date: 2026-03-02
tags:
    - attack.execution
    - attack.t1059.001
    - attack.defense-evasion
    - attack.t1027.010
logsource:
    category: process_creation
    product: windows
detection:
    selection_program:
        - Image|endswith:
              - '\powershell.exe'
              - '\pwsh.exe'
        - OriginalFileName:
              - 'PowerShell.EXE'
              - 'pwsh.dll'
    selection_switch:
        CommandLine|contains:
            - ' -e '
            - ' -ec '
            - ' -en'
            - ' /e '
            - ' /en'
    selection_payload:
        CommandLine|contains|cased:
            - ' JAB' # $
            - ' SQBFAFgA' # IEX
            - ' aQBlAHgA' # iex
            - ' SQBuAHYAbwBrAGUA' # Invoke
            - ' aQBmACgA' # if(
            - ' ZgB1AG4AYwB0AGkAbwBuA' # function
    filter_main_management:
        ParentImage|endswith:
            - '\CcmExec.exe'
            - '\gpscript.exe'
    condition: all of selection_* and not 1 of filter_main_*
falsepositives:
    - Remote management products that pass their scripts encoded
level: high
`,
  },
  {
    name: 'ps_script_download_and_run.yml',
    text: String.raw`title: PowerShell Downloads And Runs Text
id: 85ea9abe-2198-4540-a9eb-8f8fe799c076
status: experimental
description: |
    Detects a script block that fetches text from the network and hands it to the interpreter, so that no
    file is written.
references:
    - https://attack.mitre.org/techniques/T1059/001/
    - https://attack.mitre.org/techniques/T1105/
author: ringfence
date: 2026-03-02
tags:
    - attack.execution
    - attack.t1059.001
    - attack.command-and-control
    - attack.t1105
logsource:
    category: ps_script
    product: windows
detection:
    fetch:
        - ScriptBlockText|contains:
              - '.DownloadString('
              - '.DownloadData('
        - ScriptBlockText|contains|all:
              - 'Invoke-WebRequest'
              - '.Content'
    run:
        ScriptBlockText|contains:
            - 'Invoke-Expression'
            - 'IEX '
            - 'IEX('
            - '[ScriptBlock]::Create('
    condition: all of them
falsepositives:
    - Installers that are started by one pasted line, such as those of package managers
level: high
`,
  },
  {
    name: 'proc_creation_rundll32_not_a_dll.yml',
    text: String.raw`title: Rundll32 Loads A File That Is No Library
id: f015b427-5ab2-4389-baaf-fb445efd7a7b
status: experimental
description: |
    Detects rundll32 with a command line that names no file of a usual library extension. Loaders rename
    their library to a data file to escape a look by extension.
references:
    - https://attack.mitre.org/techniques/T1218/011/
author: ringfence
date: 2026-03-02
tags:
    - attack.defense-evasion
    - attack.t1218.011
logsource:
    category: process_creation
    product: windows
detection:
    selection:
        - Image|endswith: '\rundll32.exe'
        - OriginalFileName: 'RUNDLL32.EXE'
    filter_main_library:
        CommandLine|contains:
            - '.dll'
            - '.cpl'
            - '.ocx'
            - '.inf'
    filter_main_com_server:
        CommandLine|contains:
            - ' -sta {'
            - ' -localserver '
    filter_main_no_arguments:
        CommandLine|endswith:
            - 'rundll32.exe'
            - 'rundll32.exe"'
    filter_main_empty:
        CommandLine: ''
    filter_main_null:
        CommandLine: null
    condition: selection and not 1 of filter_main_*
falsepositives:
    - Printer and graphics drivers with libraries of their own extension
level: medium
`,
  },
];
