/**
 * Programs that run on an office computer, with the command lines they really have.
 *
 * Some come close to a demonstration rule on purpose (a PowerShell of the management agent, a certutil that only
 * verifies, a schtasks that only queries): that is what the rules' second halves are for.
 */
import { CUSTOMERS } from './estate.js';
import { documentName, guid, homePath, processNumber, type Scene } from './scene.js';

export interface Program {
  /** `~` stands for the profile folder. */
  readonly image: string;
  /** Description, Product, Company, OriginalFileName, FileVersion. */
  readonly version: readonly [string, string, string, string, string];
  readonly parent: string;
  readonly parentCommand: string;
  /** Whether it runs for SYSTEM; else for the scene's user. */
  readonly system?: true;
  /** Whether its command line is long, for the lane of process creation. */
  readonly long?: true;
  readonly command: (scene: Scene) => string;
}

const SYSTEM32 = 'C:\\Windows\\System32\\';
const OFFICE = 'C:\\Program Files\\Microsoft Office\\root\\Office16\\';
const WINDOWS = ['Microsoft® Windows® Operating System', 'Microsoft Corporation'] as const;
const WINDOWS_VERSION = '10.0.22621.3880 (WinBuild.160101.0800)';
const OFFICE_VERSION = '16.0.17726.20206';

const EXPLORER = { parent: 'C:\\Windows\\explorer.exe', parentCommand: 'C:\\Windows\\Explorer.EXE' };
const SERVICES = { parent: `${SYSTEM32}services.exe`, parentCommand: 'C:\\Windows\\system32\\services.exe' };
const LAUNCHER = {
  parent: `${SYSTEM32}svchost.exe`,
  parentCommand: 'C:\\Windows\\system32\\svchost.exe -k DcomLaunch -p',
};
const SCHEDULE = {
  parent: `${SYSTEM32}svchost.exe`,
  parentCommand: 'C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s Schedule',
};
const BUILD_AGENT = {
  parent: 'D:\\Build\\agent\\bin\\Agent.Worker.exe',
  parentCommand: '"D:\\Build\\agent\\bin\\Agent.Worker.exe" spawnclient 1284 1300',
};

const windows = (description: string, original: string): Program['version'] => [
  description,
  ...WINDOWS,
  original,
  WINDOWS_VERSION,
];
const office = (name: string, original: string): Program['version'] => [
  name,
  'Microsoft Office',
  'Microsoft Corporation',
  original,
  OFFICE_VERSION,
];

const HOSTED_SERVICES = ['wuauserv', 'BITS', 'Winmgmt', 'Themes', 'gpsvc', 'UsoSvc', 'Appinfo', 'wlidsvc', 'lfsvc'];
const MODULES = ['orders', 'billing', 'stock', 'shipping', 'portal', 'reporting', 'identity', 'archive'];

export const PROGRAMS: readonly Program[] = [
  {
    image: `${SYSTEM32}svchost.exe`,
    version: windows('Host Process for Windows Services', 'svchost.exe'),
    ...SERVICES,
    system: true,
    command: ({ random }) => `C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s ${random.pick(HOSTED_SERVICES)}`,
  },
  {
    image: `${SYSTEM32}dllhost.exe`,
    version: windows('COM Surrogate', 'dllhost.exe'),
    ...LAUNCHER,
    command: (scene) => `C:\\Windows\\system32\\DllHost.exe /Processid:${guid(scene).toUpperCase()}`,
  },
  {
    image: `${SYSTEM32}conhost.exe`,
    version: windows('Console Window Host', 'CONHOST.EXE'),
    parent: `${SYSTEM32}cmd.exe`,
    parentCommand: 'C:\\Windows\\system32\\cmd.exe /c "D:\\Tools\\mount.cmd"',
    command: ({ random }) =>
      `\\??\\C:\\Windows\\system32\\conhost.exe 0x${random.pick(['4', 'ffffffff'])} ${random.pick(['', '-ForceV1'])}`,
  },
  {
    image: `${SYSTEM32}backgroundTaskHost.exe`,
    version: windows('Background Task Host', 'backgroundTaskHost.exe'),
    ...LAUNCHER,
    command: ({ random }) =>
      `"C:\\Windows\\system32\\backgroundTaskHost.exe" -ServerName:App.AppX${random.hex(8)}${random.hex(8)}.mca`,
  },
  {
    image: `${SYSTEM32}SearchProtocolHost.exe`,
    version: windows('Microsoft Windows Search Protocol Host', 'SearchProtocolHost.exe'),
    parent: `${SYSTEM32}SearchIndexer.exe`,
    parentCommand: 'C:\\Windows\\system32\\SearchIndexer.exe /Embedding',
    system: true,
    long: true,
    command: ({ random, user }) =>
      `"C:\\Windows\\system32\\SearchProtocolHost.exe" Global\\UsGthrFltPipeMssGthrPipe_${user.sid}${random.below(900)}_ ` +
      `Global\\UsGthrCtrlFltPipeMssGthrPipe_${user.sid}${random.below(900)} 1 -2147483646 ` +
      '"Software\\Microsoft\\Windows Search" "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT; MS Search 4.0 Robot)" ' +
      '"C:\\ProgramData\\Microsoft\\Search\\Data\\Temp\\usgthrsvc" "DownLevelDaemon" "1"',
  },
  {
    image: `${SYSTEM32}taskhostw.exe`,
    version: windows('Host Process for Windows Tasks', 'taskhostw.exe'),
    ...SCHEDULE,
    command: ({ random }) =>
      `taskhostw.exe ${random.pick(['', 'Install $(Arg0)', 'KEYROAMING', '-RegisterUserDevice'])}`,
  },
  {
    image: `${OFFICE}WINWORD.EXE`,
    version: office('Microsoft Word', 'WinWord.exe'),
    ...EXPLORER,
    command: (scene) =>
      `"${OFFICE}WINWORD.EXE" /n "${homePath('~\\Documents\\', scene)}${documentName(scene)}.docx" /o ""`,
  },
  {
    image: `${OFFICE}EXCEL.EXE`,
    version: office('Microsoft Excel', 'Excel.exe'),
    ...EXPLORER,
    command: (scene) =>
      `"${OFFICE}EXCEL.EXE" "H:\\Vertrieb\\${scene.random.pick(CUSTOMERS)}\\${documentName(scene)}.xlsx"`,
  },
  {
    image: `${SYSTEM32}rundll32.exe`,
    version: windows('Windows host process (Rundll32)', 'RUNDLL32.EXE'),
    parent: `${OFFICE}EXCEL.EXE`,
    parentCommand: `"${OFFICE}EXCEL.EXE"`,
    command: ({ random }) =>
      'C:\\Windows\\System32\\rundll32.exe C:\\Windows\\System32\\printui.dll,PrintUIEntry /ga /n ' +
      `"\\\\print.nordwind.example\\P-${random.pick(['MUC', 'HAM', 'LEJ'])}-${random.below(400)}"`,
  },
  {
    image: `${SYSTEM32}rundll32.exe`,
    version: windows('Windows host process (Rundll32)', 'RUNDLL32.EXE'),
    ...SCHEDULE,
    system: true,
    command: ({ random }) =>
      'C:\\Windows\\system32\\rundll32.exe ' +
      random.pick([
        'C:\\Windows\\system32\\PcaSvc.dll,PcaPatchSdbTask',
        'Windows.StateRepositoryClient.dll,StateRepositoryDoMaintenanceTasks',
        '/d acproxy.dll,PerformAutochkOperations',
      ]),
  },
  {
    image: 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    version: ['Microsoft Edge', 'Microsoft Edge', 'Microsoft Corporation', 'msedge.exe', '133.0.3065.92'],
    parent: 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    parentCommand: '"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe" --profile-directory=Default',
    long: true,
    command: (scene) => `"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe" ${renderer(scene)}`,
  },
  {
    image: 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    version: ['Google Chrome', 'Google Chrome', 'Google LLC', 'chrome.exe', '133.0.6943.142'],
    parent: 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    parentCommand: '"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe" --no-startup-window /prefetch:5',
    long: true,
    command: (scene) => `"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe" ${renderer(scene)}`,
  },
  {
    image: 'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    version: ['Firefox', 'Firefox', 'Mozilla Corporation', 'firefox.exe', '136.0'],
    parent: 'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    parentCommand: '"C:\\Program Files\\Mozilla Firefox\\firefox.exe"',
    long: true,
    command: (scene) =>
      `"C:\\Program Files\\Mozilla Firefox\\firefox.exe" -contentproc -isForBrowser -prefsHandle ${processNumber(scene)} ` +
      `-prefMapHandle ${processNumber(scene)} -prefsLen ${36000 + scene.random.below(900)} -prefMapSize 249315 ` +
      `-jsInitHandle ${processNumber(scene)} -jsInitLen 234236 -parentBuildID 20260224160632 -win32kLockedDown ` +
      `-appDir "C:\\Program Files\\Mozilla Firefox\\browser" - ${guid(scene)} ${scene.random.below(9000)} ` +
      `"\\\\.\\pipe\\gecko-crash-server-pipe.${processNumber(scene)}" ${1 + scene.random.below(40)} tab`,
  },
  {
    image: 'C:\\Windows\\SysWOW64\\msiexec.exe',
    version: [
      'Windows® installer',
      'Windows Installer - Unicode',
      'Microsoft Corporation',
      'msiexec.exe',
      '5.0.22621.1',
    ],
    parent: 'C:\\Windows\\CCM\\CcmExec.exe',
    parentCommand: 'C:\\Windows\\CCM\\CcmExec.exe',
    system: true,
    long: true,
    command: (scene) =>
      `"C:\\Windows\\SysWOW64\\msiexec.exe" /i "C:\\Windows\\ccmcache\\${scene.random.hex(2)}\\${scene.random.pick(MODULES)}-client-x64.msi" ` +
      `/qn /norestart REBOOT=ReallySuppress TRANSFORMS="C:\\Windows\\ccmcache\\${scene.random.hex(2)}\\nordwind.mst" ` +
      `/l*v "C:\\Windows\\CCM\\Logs\\install-${scene.random.hex(8)}.log"`,
  },
  {
    image: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    version: windows('Windows PowerShell', 'PowerShell.EXE'),
    parent: 'C:\\Windows\\CCM\\CcmExec.exe',
    parentCommand: 'C:\\Windows\\CCM\\CcmExec.exe',
    system: true,
    long: true,
    command: (scene) =>
      '"C:\\Windows\\system32\\WindowsPowerShell\\v1.0\\powershell.exe" -NoLogo -NonInteractive -NoProfile ' +
      `-ExecutionPolicy Bypass "& 'C:\\Windows\\CCM\\SystemTemp\\${guid(scene).slice(1, -1)}.ps1' -Site ${scene.host.slice(0, 3)} ` +
      `-Ticket INC${100000 + scene.random.below(60000)} -Report '\\\\srv-muc-file01.nordwind.example\\inventory$\\${scene.host}.xml'"`,
  },
  {
    image: `${SYSTEM32}cmd.exe`,
    version: windows('Windows Command Processor', 'Cmd.Exe'),
    ...BUILD_AGENT,
    long: true,
    command: (scene) =>
      `"C:\\Windows\\system32\\cmd.exe" /D /S /C "D:\\Build\\_work\\${scene.random.below(60)}\\s\\${scene.random.pick(MODULES)}\\build.cmd ` +
      `--configuration Release --commit ${commit(scene)} --output D:\\Build\\_work\\drop\\${scene.random.hex(6)} ` +
      `--cache \\\\srv-ham-file01.nordwind.example\\cache$\\${scene.random.pick(MODULES)}"`,
  },
  {
    image: 'C:\\Program Files\\dotnet\\dotnet.exe',
    version: ['.NET Host', '.NET', 'Microsoft Corporation', '.NET Host', '8.0.1325.6609'],
    ...BUILD_AGENT,
    long: true,
    command: (scene) =>
      `"C:\\Program Files\\dotnet\\dotnet.exe" exec "C:\\Program Files\\dotnet\\sdk\\8.0.406\\MSBuild.dll" ` +
      `D:\\Build\\_work\\${scene.random.below(60)}\\s\\src\\${scene.random.pick(MODULES)}\\${scene.random.pick(MODULES)}.csproj ` +
      `/nodemode:1 /nodeReuse:true /low:false /p:Configuration=Release /p:SourceRevisionId=${commit(scene)} ` +
      `/p:PublishDir=D:\\Build\\_work\\drop\\${scene.random.hex(6)}\\`,
  },
  {
    image: 'C:\\Program Files\\Git\\mingw64\\bin\\git.exe',
    version: ['Git for Windows', 'Git', 'The Git Development Community', 'git.exe', '2.48.1.1'],
    parent: 'C:\\Program Files\\Git\\cmd\\git.exe',
    parentCommand: 'git fetch --all --prune',
    long: true,
    command: (scene) =>
      `git.exe -c credential.helper=manager -c protocol.version=2 fetch --tags --prune --progress --no-recurse-submodules ` +
      `https://git.nordwind.example/${scene.random.pick(MODULES)}/${scene.random.pick(MODULES)}.git +${commit(scene)}:refs/remotes/origin/` +
      `feature/NW-${scene.random.below(9000)}-${scene.random.pick(MODULES)}`,
  },
  {
    image: 'C:\\Program Files\\Eclipse Adoptium\\jdk-21.0.6.7-hotspot\\bin\\java.exe',
    version: ['OpenJDK Platform binary', 'OpenJDK Platform 21.0.6', 'Eclipse Adoptium', 'java.exe', '21.0.6.0'],
    ...BUILD_AGENT,
    long: true,
    command: (scene) =>
      `"C:\\Program Files\\Eclipse Adoptium\\jdk-21.0.6.7-hotspot\\bin\\java.exe" -Xmx${1 + scene.random.below(8)}g ` +
      `-XX:+UseG1GC -Dfile.encoding=UTF-8 -Duser.language=${scene.random.pick(['de', 'en', 'fr', 'pl', 'ru'])} -cp ` +
      `D:\\Apps\\${scene.random.pick(MODULES)}\\lib\\app.jar;D:\\Apps\\lib\\log-${scene.random.below(40)}.jar;D:\\Apps\\lib\\json-${scene.random.below(40)}.jar ` +
      `example.nordwind.${scene.random.pick(MODULES)}.Main --port ${8000 + scene.random.below(900)} --instance ${scene.random.hex(8)}`,
  },
  {
    image: `${SYSTEM32}Robocopy.exe`,
    version: windows('Microsoft Robocopy', 'robocopy.exe'),
    ...SCHEDULE,
    long: true,
    command: (scene) =>
      `robocopy.exe "D:\\Freigabe\\${scene.random.pick(CUSTOMERS)}" ` +
      `"\\\\srv-ham-file01.nordwind.example\\backup$\\${scene.host}\\${scene.random.pick(CUSTOMERS)}" *.docx *.xlsx *.pdf /MIR /Z /R:2 /W:5 ` +
      `/XD "Temp" "Entwürfe" /LOG:"D:\\Logs\\sicherung-${scene.random.hex(6)}.log" /NP /TEE`,
  },
  {
    image: `${SYSTEM32}certutil.exe`,
    version: windows('CertUtil.exe', 'CertUtil.exe'),
    ...SCHEDULE,
    system: true,
    command: (scene) => `certutil.exe -verifystore My ${commit(scene)}`,
  },
  {
    image: `${SYSTEM32}schtasks.exe`,
    version: windows('Task Scheduler Configuration Tool', 'schtasks.exe'),
    parent: 'C:\\Program Files\\Nordwind Inventory\\agent.exe',
    parentCommand: '"C:\\Program Files\\Nordwind Inventory\\agent.exe" --collect',
    system: true,
    command: ({ random }) =>
      `schtasks.exe /Query /FO CSV /V /TN "\\Nordwind\\${random.pick(MODULES)}-${random.below(90)}"`,
  },
  {
    image: `${SYSTEM32}whoami.exe`,
    version: windows('whoami - displays logged on user information', 'whoami.exe'),
    parent: `${SYSTEM32}cmd.exe`,
    parentCommand: 'C:\\Windows\\system32\\cmd.exe /c "\\\\nordwind.example\\netlogon\\drives.cmd"',
    command: () => 'whoami',
  },
  {
    image: '~\\AppData\\Local\\Microsoft\\OneDrive\\OneDrive.exe',
    version: ['Microsoft OneDrive', 'Microsoft OneDrive', 'Microsoft Corporation', 'OneDrive.exe', '25.020.0202.0001'],
    ...EXPLORER,
    command: (scene) =>
      `"${homePath('~\\AppData\\Local\\Microsoft\\OneDrive\\OneDrive.exe', scene)}" ${scene.random.pick(['/background', '/updateInstalled /background', `/url:odopen://sync?id=${scene.random.hex(8)}`])}`,
  },
  {
    image: '~\\AppData\\Local\\Programs\\Microsoft VS Code\\Code.exe',
    version: ['Visual Studio Code', 'Visual Studio Code', 'Microsoft Corporation', 'electron.exe', '1.97.2'],
    ...EXPLORER,
    long: true,
    command: (scene) =>
      `"${homePath('~\\AppData\\Local\\Programs\\Microsoft VS Code\\Code.exe', scene)}" --type=utility ` +
      `--utility-sub-type=node.mojom.NodeService --lang=${scene.random.pick(['de', 'en-US', 'fr', 'pl', 'ru'])} --service-sandbox-type=none ` +
      `--user-data-dir="${homePath('~\\AppData\\Roaming\\Code', scene)}" --standard-schemes=vscode-webview,vscode-file ` +
      `--field-trial-handle=${processNumber(scene)},i,${scene.random.hex(8)}${scene.random.hex(8)},262144 /prefetch:8`,
  },
];

/** The programs of the process creation lane. */
export const LONG_PROGRAMS: readonly Program[] = PROGRAMS.filter(({ long }) => long);

/** The arguments of a browser's child process. */
function renderer(scene: Scene): string {
  const { random } = scene;
  return (
    `--type=renderer --extension-process --field-trial-handle=${processNumber(scene)},i,${random.hex(8)}${random.hex(8)},262144 ` +
    `--variations-seed-version=2026${random.below(9000)} --lang=${random.pick(['de', 'en-US', 'fr', 'pl', 'ru', 'nb'])} ` +
    `--device-scale-factor=${random.pick(['1', '1.25', '1.5'])} --num-raster-threads=4 --enable-main-frame-before-activation ` +
    `--renderer-client-id=${random.below(900)} --time-ticks-at-unix-epoch=-1740${random.below(60000)} ` +
    `--launch-time-ticks=${random.below(60000)} --mojo-platform-channel-handle=${processNumber(scene)} /prefetch:1`
  );
}

/** Forty digits, as a commit or a certificate's thumbprint. */
function commit({ random }: Scene): string {
  return random.hex(8) + random.hex(8) + random.hex(8) + random.hex(8) + random.hex(8);
}
