/**
 * What ordinary programs do all day: libraries they load, files they write, values they set, pipes they open,
 * processes they look into, computers they call.
 *
 * A leading `~` stands for the profile folder of the user. As with programs, some habits come close to a
 * demonstration rule and are told apart by its filters.
 */
import { CUSTOMERS } from './estate.js';
import { documentName, guid, processNumber, type Scene } from './scene.js';

type Say = (scene: Scene) => string;

const SYSTEM32 = 'C:\\Windows\\System32\\';
const SVCHOST = `${SYSTEM32}svchost.exe`;
const POWERSHELL = `${SYSTEM32}WindowsPowerShell\\v1.0\\powershell.exe`;
const EXPLORER = 'C:\\Windows\\explorer.exe';
const OFFICE = 'C:\\Program Files\\Microsoft Office\\root\\Office16\\';
const EDGE = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
const CHROME = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
const FIREFOX = 'C:\\Program Files\\Mozilla Firefox\\firefox.exe';
const ONEDRIVE = '~\\AppData\\Local\\Microsoft\\OneDrive\\OneDrive.exe';
const CODE = '~\\AppData\\Local\\Programs\\Microsoft VS Code\\Code.exe';
const DEFENDER = 'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.25010.11-0\\MsMpEng.exe';

/** Libraries, for event 7. */
export interface Module {
  readonly path: string;
  readonly description: string;
  readonly product: string;
  readonly company: string;
  readonly version: string;
  /** `-` for an unsigned one. */
  readonly signature: string;
}

const SYSTEM_LIBRARIES: Readonly<Record<string, string>> = {
  'ntdll.dll': 'NT Layer DLL',
  'kernel32.dll': 'Windows NT BASE API Client DLL',
  'KernelBase.dll': 'Windows NT BASE API Client DLL',
  'user32.dll': 'Multi-User Windows USER API Client DLL',
  'gdi32full.dll': 'GDI Client DLL',
  'advapi32.dll': 'Advanced Windows 32 Base API',
  'sechost.dll': 'Host for SCM/SDDL/LSA Lookup APIs',
  'rpcrt4.dll': 'Remote Procedure Call Runtime',
  'combase.dll': 'Microsoft COM for Windows',
  'ole32.dll': 'Microsoft OLE for Windows',
  'shell32.dll': 'Windows Shell Common Dll',
  'SHCore.dll': 'SHCORE',
  'windows.storage.dll': 'Microsoft WinRT Storage API',
  'bcryptprimitives.dll': 'Windows Cryptographic Primitives Library',
  'crypt32.dll': 'Crypto API32',
  'cryptbase.dll': 'Base cryptographic API DLL',
  'version.dll': 'Version Checking and File Installation Libraries',
  'userenv.dll': 'Userenv',
  'wtsapi32.dll': 'Windows Remote Desktop Session Host Server SDK APIs',
  'dnsapi.dll': 'DNS Client API DLL',
  'ws2_32.dll': 'Windows Socket 2.0 32-Bit DLL',
  'winhttp.dll': 'Windows HTTP Services',
  'amsi.dll': 'Anti-Malware Scan Interface',
  'taskschd.dll': 'Task Scheduler COM API',
  'wbem\\wbemprox.dll': 'WMI',
};

export const MODULES: readonly Module[] = [
  ...Object.entries(SYSTEM_LIBRARIES).map(([name, description]) => ({
    path: SYSTEM32 + name,
    description,
    product: 'Microsoft® Windows® Operating System',
    company: 'Microsoft Corporation',
    version: '10.0.22621.4890 (WinBuild.160101.0800)',
    signature: 'Microsoft Windows',
  })),
  {
    path: `${OFFICE}wwlib.dll`,
    description: 'Microsoft Word',
    product: 'Microsoft Office',
    company: 'Microsoft Corporation',
    version: '16.0.17726.20206',
    signature: 'Microsoft Corporation',
  },
  {
    path: 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\clr.dll',
    description: 'Microsoft .NET Runtime Common Language Runtime - WorkStation',
    product: 'Microsoft® .NET Framework',
    company: 'Microsoft Corporation',
    version: '4.8.9300.0 built by: NET481REL1LAST_C',
    signature: 'Microsoft Corporation',
  },
  {
    path: '~\\AppData\\Local\\Programs\\Microsoft VS Code\\ffmpeg.dll',
    description: '-',
    product: '-',
    company: '-',
    version: '-',
    signature: 'Microsoft Corporation',
  },
  {
    path: 'D:\\Apps\\lib\\nordwind-forms.dll',
    description: 'Nordwind Formularbibliothek für Prüfberichte',
    product: 'Nordwind Fachanwendung',
    company: 'Nordwind GmbH',
    version: '7.4.1.0',
    signature: '-',
  },
];

/** Connections and name look-ups, for events 3 and 22. An internal one stays within the company. */
export const CALLERS: readonly {
  readonly image: string;
  readonly ports: readonly number[];
  readonly internal?: true;
}[] = [
  { image: EDGE, ports: [443, 443, 443, 80] },
  { image: CHROME, ports: [443, 443, 80] },
  { image: FIREFOX, ports: [443, 443, 443, 80] },
  { image: SVCHOST, ports: [443, 80] },
  { image: `${OFFICE}OUTLOOK.EXE`, ports: [443] },
  { image: ONEDRIVE, ports: [443] },
  { image: DEFENDER, ports: [443] },
  { image: 'System', ports: [445, 139], internal: true },
  { image: `${SYSTEM32}lsass.exe`, ports: [88, 389, 49667], internal: true },
  { image: `${SYSTEM32}spoolsv.exe`, ports: [9100, 515], internal: true },
  { image: 'C:\\Program Files\\Git\\mingw64\\libexec\\git-core\\git-remote-https.exe', ports: [443], internal: true },
  { image: POWERSHELL, ports: [443, 80, 5985], internal: true },
];

/** Files written, for event 11. */
export const FILES: readonly { readonly image: string; readonly file: Say }[] = [
  { image: `${OFFICE}WINWORD.EXE`, file: (scene) => `~\\Documents\\${documentName(scene)}.docx` },
  { image: `${OFFICE}WINWORD.EXE`, file: (scene) => `~\\Documents\\~$${documentName(scene).slice(2)}.docx` },
  {
    image: `${OFFICE}EXCEL.EXE`,
    file: (scene) => `H:\\Vertrieb\\${scene.random.pick(CUSTOMERS)}\\${documentName(scene)}.xlsx`,
  },
  {
    image: `${OFFICE}OUTLOOK.EXE`,
    file: (scene) =>
      `~\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook\\${scene.random.hex(8).toUpperCase()}\\${documentName(scene)}.pdf`,
  },
  {
    image: EDGE,
    file: (scene) =>
      `~\\AppData\\Local\\Microsoft\\Edge\\User Data\\Default\\Cache\\Cache_Data\\f_00${scene.random.hex(4)}`,
  },
  {
    image: CHROME,
    file: (scene) =>
      `~\\AppData\\Local\\Google\\Chrome\\User Data\\Default\\Code Cache\\js\\${scene.random.hex(8)}${scene.random.hex(8)}_0`,
  },
  { image: CHROME, file: (scene) => `~\\Downloads\\${documentName(scene)}.pdf.crdownload` },
  {
    image: FIREFOX,
    file: (scene) =>
      `~\\AppData\\Local\\Mozilla\\Firefox\\Profiles\\k3v1.default-release\\cache2\\entries\\${scene.random.hex(8).toUpperCase()}`,
  },
  {
    image: SVCHOST,
    file: ({ random }) =>
      `C:\\Windows\\Prefetch\\${random.pick(['WINWORD', 'SVCHOST', 'CHROME', 'TASKHOSTW', 'LSASS'])}.EXE-${random.hex(8).toUpperCase()}.pf`,
  },
  {
    image: SVCHOST,
    file: ({ random }) => `C:\\Windows\\SoftwareDistribution\\Download\\${random.hex(8)}${random.hex(8)}\\update.cab`,
  },
  { image: CODE, file: (scene) => `~\\AppData\\Roaming\\Code\\User\\History\\${scene.random.hex(7)}\\entries.json` },
  {
    image: 'C:\\Program Files\\nodejs\\node.exe',
    file: ({ random }) => `D:\\Build\\_work\\${random.below(60)}\\s\\node_modules\\.cache\\${random.hex(8)}.js`,
  },
  {
    image: `${SYSTEM32}WerFault.exe`,
    file: (scene) => `~\\AppData\\Local\\CrashDumps\\EXCEL.EXE.${processNumber(scene)}.dmp`,
  },
  {
    image: ONEDRIVE,
    file: (scene) => `~\\OneDrive - Nordwind\\${scene.random.pick(CUSTOMERS)}\\${documentName(scene)}.pptx`,
  },
];

/** Keys made and deleted, for event 12. */
export const KEYS: readonly { readonly image: string; readonly key: Say }[] = [
  {
    image: SVCHOST,
    key: ({ random }) => `HKLM\\System\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces\\${random.hex(8)}`,
  },
  {
    image: EXPLORER,
    key: ({ user }) => `HKU\\${user.sid}\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\RecentDocs\\.xlsx`,
  },
  {
    image: EXPLORER,
    key: ({ user, random }) =>
      `HKU\\${user.sid}\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\SessionInfo\\${random.below(9)}`,
  },
  {
    image: SVCHOST,
    key: (scene) => `HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tasks\\${guid(scene)}`,
  },
  {
    image: `${SYSTEM32}lsass.exe`,
    key: () => 'HKLM\\System\\CurrentControlSet\\Control\\SecurityProviders\\SaslProfiles',
  },
  {
    image: `${OFFICE}OUTLOOK.EXE`,
    key: ({ user, random }) =>
      `HKU\\${user.sid}\\Software\\Microsoft\\Office\\16.0\\Outlook\\Search\\Catalog\\${random.hex(6)}`,
  },
  {
    image: ONEDRIVE,
    key: ({ user }) => `HKU\\${user.sid}\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\OneDriveSetup`,
  },
];

/** Values set, for event 13. */
export const VALUES: readonly { readonly image: string; readonly key: Say; readonly details: Say }[] = [
  {
    image: EXPLORER,
    key: ({ user, random }) =>
      `HKU\\${user.sid}\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\RecentDocs\\.docx\\${random.below(150)}`,
    details: () => 'Binary Data',
  },
  {
    image: EXPLORER,
    key: ({ user, random }) =>
      `HKU\\${user.sid}\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\UserAssist\\{CEBFF5CD-ACE2-4F4F-9178-9926F41749EA}\\Count\\${random.hex(8)}`,
    details: () => 'Binary Data',
  },
  {
    image: SVCHOST,
    key: () => 'HKLM\\System\\CurrentControlSet\\Services\\W32Time\\Config\\LastKnownGoodTime',
    details: ({ random }) => `QWORD (0x01dc${random.hex(4)}-0x${random.hex(8)})`,
  },
  {
    image: 'System',
    key: ({ user }) =>
      `HKLM\\System\\CurrentControlSet\\Services\\bam\\State\\UserSettings\\${user.sid}\\\\Device\\HarddiskVolume3\\Windows\\explorer.exe`,
    details: () => 'Binary Data',
  },
  {
    image: SVCHOST,
    key: (scene) =>
      `HKLM\\System\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces\\${guid(scene)}\\LeaseObtainedTime`,
    details: ({ random }) => `DWORD (0x${random.hex(8)})`,
  },
  {
    image: ONEDRIVE,
    key: ({ user }) => `HKU\\${user.sid}\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\OneDrive`,
    details: ({ user }) => `"C:\\Users\\${user.name}\\AppData\\Local\\Microsoft\\OneDrive\\OneDrive.exe" /background`,
  },
  {
    image: `${SYSTEM32}msiexec.exe`,
    key: () => 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\NordwindInventory',
    details: () => '"C:\\Program Files\\Nordwind Inventory\\tray.exe" --quiet',
  },
  {
    image: `${OFFICE}WINWORD.EXE`,
    key: ({ user, random }) =>
      `HKU\\${user.sid}\\Software\\Microsoft\\Office\\16.0\\Word\\File MRU\\Item ${1 + random.below(50)}`,
    details: (scene) =>
      `[F00000000][T01DC${scene.random.hex(8).toUpperCase()}][O00000000]*H:\\Vertrieb\\${documentName(scene)}.docx`,
  },
  {
    image: `${SYSTEM32}services.exe`,
    key: ({ random }) =>
      `HKLM\\System\\CurrentControlSet\\Services\\${random.pick(['BITS', 'wuauserv', 'AppXSvc'])}\\Start`,
    details: ({ random }) => `DWORD (0x0000000${random.pick(['2', '3'])})`,
  },
  {
    image: `${SYSTEM32}lsass.exe`,
    key: () => 'HKLM\\System\\CurrentControlSet\\Control\\SecurityProviders\\WDigest\\UseLogonCredential',
    details: () => 'DWORD (0x00000000)',
  },
];

/** Pipes, for event 17. */
export const PIPES: readonly { readonly image: string; readonly pipe: Say }[] = [
  {
    image: CHROME,
    pipe: (scene) =>
      `\\mojo.${processNumber(scene)}.${processNumber(scene)}.${scene.random.hex(8)}${scene.random.hex(8)}`,
  },
  {
    image: EDGE,
    pipe: (scene) => `\\LOCAL\\mojo.${processNumber(scene)}.${processNumber(scene)}.${scene.random.hex(8)}`,
  },
  { image: SVCHOST, pipe: (scene) => `\\TSVCPIPE-${guid(scene).slice(1, -1)}` },
  {
    image: POWERSHELL,
    pipe: (scene) => `\\PSHost.1340${scene.random.hex(6)}.${processNumber(scene)}.DefaultAppDomain.powershell`,
  },
  {
    image: 'C:\\Program Files\\Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQL\\Binn\\sqlservr.exe',
    pipe: () => '\\sql\\query',
  },
];

/** Processes opened, for event 10. */
export const ACCESSES: readonly {
  readonly source: string;
  readonly target: string;
  readonly rights: readonly string[];
  readonly trace: readonly string[];
}[] = [
  {
    source: SVCHOST,
    target: `${SYSTEM32}lsass.exe`,
    rights: ['0x1000', '0x1400', '0x3000'],
    trace: ['KERNELBASE.dll', 'lsm.dll', 'RPCRT4.dll', 'RPCRT4.dll', 'KERNEL32.DLL', 'ntdll.dll'],
  },
  {
    source: DEFENDER,
    target: `${SYSTEM32}lsass.exe`,
    rights: ['0x1010', '0x1410', '0x101000'],
    trace: ['KERNELBASE.dll', 'mpsvc.dll', 'dbghelp.dll', 'mpengine.dll', 'KERNEL32.DLL'],
  },
  {
    source: EXPLORER,
    target: `${OFFICE}EXCEL.EXE`,
    rights: ['0x40', '0x1000', '0x1400'],
    trace: ['KERNELBASE.dll', 'windows.storage.dll', 'SHCORE.dll', 'SHELL32.dll', 'combase.dll', 'KERNEL32.DLL'],
  },
  {
    source: `${SYSTEM32}RuntimeBroker.exe`,
    target: EXPLORER,
    rights: ['0x40', '0x1000'],
    trace: ['KERNELBASE.dll', 'SHCORE.dll', 'windows.storage.dll', 'windows.storage.dll', 'RPCRT4.dll'],
  },
  {
    source: `${SYSTEM32}csrss.exe`,
    target: `${SYSTEM32}conhost.exe`,
    rights: ['0x1fffff'],
    trace: ['basesrv.DLL', 'CSRSRV.dll', 'ntdll.dll'],
  },
  {
    source: CODE,
    target: CODE,
    rights: ['0x1fffff', '0x1478'],
    trace: ['KERNELBASE.dll', 'KERNEL32.DLL', 'KERNEL32.DLL', 'ntdll.dll'],
  },
  {
    source: `${SYSTEM32}wbem\\WmiPrvSE.exe`,
    target: SVCHOST,
    rights: ['0x1410', '0x1400'],
    trace: ['KERNELBASE.dll', 'wbem\\cimwin32.dll', 'framedynos.dll', 'wbem\\wmiprvse.exe', 'RPCRT4.dll'],
  },
];
