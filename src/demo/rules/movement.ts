/**
 * Demonstration rules: the intruder looks around, fetches tools, calls home and moves on (ATT&CK discovery,
 * command and control, lateral movement).
 */
// biome-ignore-all lint/complexity/noUselessStringRaw: every rule is raw, with or without a backslash today
import type { DemoRule } from './demo-rule.js';

export const MOVEMENT_RULES: readonly DemoRule[] = [
  {
    name: 'proc_creation_certutil_download.yml',
    text: String.raw`title: Certutil Downloads A File
id: 02e791f3-1800-4c11-8cf9-1a887a95766a
status: experimental
description: Detects certutil fetching from a web address, which needs none of its work with certificates.
references:
    - https://attack.mitre.org/techniques/T1105/
author: ringfence
date: 2026-03-02
tags:
    - attack.command-and-control
    - attack.t1105
logsource:
    category: process_creation
    product: windows
detection:
    selection_program:
        - Image|endswith: '\certutil.exe'
        - OriginalFileName: 'CertUtil.exe'
    selection_verb:
        CommandLine|contains:
            - 'urlcache'
            - 'verifyctl'
    selection_address:
        CommandLine|contains:
            - 'http://'
            - 'https://'
            - 'ftp://'
    condition: all of selection_*
falsepositives:
    - Tests of revocation lists by the staff of a certificate authority
level: high
`,
  },
  {
    name: 'network_connection_interpreter_to_internet.yml',
    text: String.raw`title: Interpreter Connects To The Internet
id: 2b93567c-560a-4f79-bb45-9e2ef8779e67
status: experimental
description: |
    Detects a script host or loader that opens a connection to a usual web port of a public address. Private
    and local ranges of both protocols are left out.
references:
    - https://attack.mitre.org/techniques/T1071/001/
author: ringfence
date: 2026-03-02
tags:
    - attack.command-and-control
    - attack.t1071.001
logsource:
    category: network_connection
    product: windows
detection:
    selection:
        Initiated: true
        Image|endswith:
            - '\powershell.exe'
            - '\pwsh.exe'
            - '\mshta.exe'
            - '\wscript.exe'
            - '\cscript.exe'
            - '\rundll32.exe'
            - '\regsvr32.exe'
            - '\certutil.exe'
        DestinationPort: [80, 443, 8080, 8443]
    filter_main_private:
        DestinationIp|startswith:
            - '10.'
            - '127.'
            - '169.254.'
            - '172.16.'
            - '172.17.'
            - '172.18.'
            - '172.19.'
            - '172.2?.'
            - '172.30.'
            - '172.31.'
            - '192.168.'
            - 'fc??:'
            - 'fd??:'
            - 'fe80:'
    filter_main_loopback:
        DestinationIp:
            - '::1'
            - '0:0:0:0:0:0:0:1'
    filter_optional_management:
        DestinationHostname|endswith: '.windowsupdate.com'
    condition: selection and not 1 of filter_main_* and not 1 of filter_optional_*
falsepositives:
    - Administrators who install modules from a public gallery
level: medium
`,
  },
  {
    name: 'dns_query_tunnel_service.yml',
    text: String.raw`title: Name Of A Tunnel Service Resolved
id: 6763c42a-d86c-4e95-9d66-7c9cd880aa43
status: experimental
description: |
    Detects the name of a service that offers tunnels to anybody, asked for by a program that is no browser.
references:
    - https://attack.mitre.org/techniques/T1572/
author: ringfence
date: 2026-03-02
tags:
    - attack.command-and-control
    - attack.t1572
logsource:
    category: dns_query
    product: windows
detection:
    selection:
        QueryName|endswith:
            - '.trycloudflare.com'
            - '.ngrok.io'
            - '.ngrok-free.app'
            - '.loca.lt'
            - '.serveo.net'
    filter_main_browsers:
        Image|endswith:
            - '\chrome.exe'
            - '\firefox.exe'
            - '\msedge.exe'
    filter_main_unknown:
        Image: '<unknown process>'
    filter_main_null:
        Image: null
    condition: selection and not 1 of filter_main_*
falsepositives:
    - Developers who show their work to a customer
level: high
`,
  },
  {
    name: 'pipe_created_known_c2.yml',
    text: String.raw`title: Named Pipe Of A Known Attack Tool
id: 917690d6-fb2d-498b-8ee7-fa5034758a67
status: experimental
description: Detects pipes with the names that attack tools use when nobody changes their defaults.
references:
    - https://attack.mitre.org/techniques/T1559/
    - https://attack.mitre.org/techniques/T1021/002/
author: ringfence
date: 2026-03-02
tags:
    - attack.execution
    - attack.t1559
    - attack.lateral-movement
    - attack.t1021.002
logsource:
    category: pipe_created
    product: windows
detection:
    selection_exact:
        PipeName:
            - '\MSSE-????-server'
            - '\gruntsvc'
            - '\remcom_comunication'
    selection_start:
        PipeName|startswith:
            - '\msagent_'
            - '\postex_'
            - '\postex_ssh_'
            - '\status_'
    selection_end:
        PipeName|endswith:
            - '-stdin'
            - '-stdout'
            - '-stderr'
        PipeName|startswith: '\PSEXESVC-'
    condition: 1 of selection_*
falsepositives:
    - Security tests
level: critical
`,
  },
  {
    name: 'proc_creation_domain_discovery.yml',
    text: String.raw`title: Accounts And Trusts Listed
id: 454f46cf-4c67-4039-8721-62c0fc4c75ae
status: experimental
description: Detects the commands with which intruders learn who they are and whom the domain trusts.
references:
    - https://attack.mitre.org/techniques/T1033/
    - https://attack.mitre.org/techniques/T1482/
    - https://attack.mitre.org/techniques/T1069/002/
author: ringfence
date: 2026-03-02
tags:
    - attack.discovery
    - attack.t1033
    - attack.t1482
    - attack.t1069.002
logsource:
    category: process_creation
    product: windows
detection:
    selection_self:
        Image|endswith: '\whoami.exe'
        CommandLine|contains:
            - ' /all'
            - ' /priv'
            - ' /groups'
    selection_trusts:
        Image|endswith: '\nltest.exe'
        CommandLine|contains:
            - '/domain_trusts'
            - '/trusted_domains'
            - '/dclist:'
    selection_groups:
        Image|endswith:
            - '\net.exe'
            - '\net1.exe'
        CommandLine|contains|all:
            - ' group '
            - ' /do'
    condition: 1 of selection_*
falsepositives:
    - Help desk and domain administrators
level: medium
`,
  },
  {
    name: 'powershell_reconnaissance_functions.yml',
    text: String.raw`title: PowerShell Reconnaissance Functions
id: d7df7f96-4e7c-496f-979f-da531a4ca677
status: experimental
description: Detects the names of functions that collections for domain reconnaissance define, anywhere in an event.
references:
    - https://attack.mitre.org/techniques/T1087/002/
    - https://attack.mitre.org/techniques/T1558/003/
author: ringfence
date: 2026-03-02
tags:
    - attack.discovery
    - attack.t1087.002
    - attack.credential-access
    - attack.t1558.003
logsource:
    product: windows
    service: powershell
detection:
    keywords:
        - 'Find-LocalAdminAccess'
        - 'Get-DomainTrustMapping'
        - 'Get-DomainUser*-SPN'
        - 'Invoke-Kerberoast'
        - 'Invoke-ShareFinder'
        - 'Invoke-UserHunter'
    condition: keywords
falsepositives:
    - Security tests
level: high
`,
  },
  {
    name: 'security_administrator_ntlm_logon.yml',
    text: String.raw`title: Built-In Administrator Logs On Over The Network With NTLM
id: e23d29ca-b830-4b72-bee4-308abec82bff
status: experimental
description: |
    Detects a network logon by NTLM with the built-in administrator (relative identifier 500). A stolen hash
    is enough for it; administration by name uses Kerberos.
references:
    - https://attack.mitre.org/techniques/T1550/002/
    - https://attack.mitre.org/techniques/T1021/002/
author: ringfence
date: 2026-03-02
tags:
    - attack.lateral-movement
    - attack.t1550.002
    - attack.t1021.002
logsource:
    product: windows
    service: security
detection:
    selection:
        EventID: 4624
        LogonType: 3
        AuthenticationPackageName: 'NTLM'
        TargetUserSid|startswith: 'S-1-5-21-'
        TargetUserSid|endswith: '-500'
    filter_main_local:
        IpAddress:
            - '-'
            - '127.0.0.1'
            - '::1'
    filter_main_null:
        IpAddress: null
    condition: selection and not 1 of filter_main_*
falsepositives:
    - Access by address instead of by name, which falls back to NTLM
level: high
`,
  },
  {
    name: 'security_local_administrator_added.yml',
    text: String.raw`title: Local Administrator Added By Command Line
id: 79c020d3-3b6e-4537-af6d-ae4bc1c6dc93
status: experimental
description: |
    Detects net adding a member to the group of local administrators, in the process audit of the security
    log. The group has another name on systems in other languages.
references:
    - https://attack.mitre.org/techniques/T1098/007/
author: ringfence
date: 2026-03-02
tags:
    - attack.persistence
    - attack.t1098.007
logsource:
    product: windows
    service: security
detection:
    event:
        EventID: 4688
        NewProcessName|endswith:
            - '\net.exe'
            - '\net1.exe'
    command:
        CommandLine|contains|all:
            - ' localgroup '
            - ' /add'
    group:
        CommandLine|contains:
            - ' Administrators '
            - ' Administratoren '
            - ' Administrateurs '
            - ' Администраторы '
    condition: event and command and group
falsepositives:
    - Scripts that set up a new computer
level: high
`,
  },
];
