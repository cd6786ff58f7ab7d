/**
 * Which events a rule is for.
 *
 * A log source that the event itself tells (a Windows channel and event id, Sysmon for Linux) is looked up in the
 * tables below: what a plain Sysmon deployment with Windows event logs needs. Every other log source is reached
 * only when the caller declares it for the stream. Source: Sigma taxonomy 2.1 and SigmaHQ's own test mapping.
 */
import { equalDecimals, eventDecimal } from './decimal.js';
import { fold } from './fold.js';
import { type EventView, viewOf } from './lookup.js';
import { translated, VARIANTS } from './variants.js';

export interface LogSource {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
}

/** The events of one kind: on one of the channels, with one of the event ids, and one of the texts in each field. */
interface Kind {
  readonly channels: readonly string[];
  readonly eventIds: readonly number[];
  readonly where?: Readonly<Record<string, readonly string[]>>;
}

const SYSMON = ['Microsoft-Windows-Sysmon/Operational'];
const POWERSHELL = ['Microsoft-Windows-PowerShell/Operational', 'PowerShellCore/Operational'];
const POWERSHELL_CLASSIC = ['Windows PowerShell'];
const SYSMON_LINUX = ['Linux-Sysmon/Operational'];

const WINDOWS_CATEGORIES: Readonly<Record<string, Kind>> = {
  process_creation: { channels: SYSMON, eventIds: [1] },
  file_change: { channels: SYSMON, eventIds: [2] },
  network_connection: { channels: SYSMON, eventIds: [3] },
  sysmon_status: { channels: SYSMON, eventIds: [4, 16] },
  process_termination: { channels: SYSMON, eventIds: [5] },
  driver_load: { channels: SYSMON, eventIds: [6] },
  image_load: { channels: SYSMON, eventIds: [7] },
  create_remote_thread: { channels: SYSMON, eventIds: [8] },
  raw_access_thread: { channels: SYSMON, eventIds: [9] },
  process_access: { channels: SYSMON, eventIds: [10] },
  file_event: { channels: SYSMON, eventIds: [11] },
  registry_event: { channels: SYSMON, eventIds: [12, 13, 14] },
  registry_add: { channels: SYSMON, eventIds: [12], where: { EventType: ['CreateKey'] } },
  registry_delete: { channels: SYSMON, eventIds: [12], where: { EventType: ['DeleteKey', 'DeleteValue'] } },
  registry_set: { channels: SYSMON, eventIds: [13] },
  registry_rename: { channels: SYSMON, eventIds: [14] },
  create_stream_hash: { channels: SYSMON, eventIds: [15] },
  pipe_created: { channels: SYSMON, eventIds: [17, 18] },
  wmi_event: { channels: SYSMON, eventIds: [19, 20, 21] },
  dns_query: { channels: SYSMON, eventIds: [22] },
  file_delete: { channels: SYSMON, eventIds: [23] },
  clipboard_capture: { channels: SYSMON, eventIds: [24] },
  clipboard_change: { channels: SYSMON, eventIds: [24] },
  process_tampering: { channels: SYSMON, eventIds: [25] },
  file_delete_detected: { channels: SYSMON, eventIds: [26] },
  file_block_executable: { channels: SYSMON, eventIds: [27] },
  file_block_shredding: { channels: SYSMON, eventIds: [28] },
  file_executable_detected: { channels: SYSMON, eventIds: [29] },
  sysmon_error: { channels: SYSMON, eventIds: [255] },
  ps_module: { channels: POWERSHELL, eventIds: [4103] },
  ps_script: { channels: POWERSHELL, eventIds: [4104] },
  ps_classic_start: { channels: POWERSHELL_CLASSIC, eventIds: [400] },
  ps_classic_provider_start: { channels: POWERSHELL_CLASSIC, eventIds: [600] },
  ps_classic_script: { channels: POWERSHELL_CLASSIC, eventIds: [800] },
};

const LINUX_CATEGORIES: Readonly<Record<string, Kind>> = {
  process_creation: { channels: SYSMON_LINUX, eventIds: [1] },
  network_connection: { channels: SYSMON_LINUX, eventIds: [3] },
  process_termination: { channels: SYSMON_LINUX, eventIds: [5] },
  file_event: { channels: SYSMON_LINUX, eventIds: [11] },
  file_delete: { channels: SYSMON_LINUX, eventIds: [23] },
};

const WINDOWS_SERVICES: Readonly<Record<string, readonly string[]>> = {
  application: ['Application'],
  security: ['Security'],
  system: ['System'],
  sysmon: SYSMON,
  powershell: POWERSHELL,
  'powershell-classic': POWERSHELL_CLASSIC,
  taskscheduler: ['Microsoft-Windows-TaskScheduler/Operational'],
  wmi: ['Microsoft-Windows-WMI-Activity/Operational'],
  windefend: ['Microsoft-Windows-Windows Defender/Operational'],
  'application-experience': [
    'Microsoft-Windows-Application-Experience/Program-Telemetry',
    'Microsoft-Windows-Application-Experience/Program-Compatibility-Assistant',
  ],
  applocker: [
    'Microsoft-Windows-AppLocker/MSI and Script',
    'Microsoft-Windows-AppLocker/EXE and DLL',
    'Microsoft-Windows-AppLocker/Packaged app-Deployment',
    'Microsoft-Windows-AppLocker/Packaged app-Execution',
  ],
  'appmodel-runtime': ['Microsoft-Windows-AppModel-Runtime/Admin'],
  'appxdeployment-server': ['Microsoft-Windows-AppXDeploymentServer/Operational'],
  'appxpackaging-om': ['Microsoft-Windows-AppxPackaging/Operational'],
  bitlocker: ['Microsoft-Windows-BitLocker/BitLocker Management'],
  'bits-client': ['Microsoft-Windows-Bits-Client/Operational'],
  capi2: ['Microsoft-Windows-CAPI2/Operational'],
  'certificateservicesclient-lifecycle-system': [
    'Microsoft-Windows-CertificateServicesClient-Lifecycle-System/Operational',
  ],
  'codeintegrity-operational': ['Microsoft-Windows-CodeIntegrity/Operational'],
  dhcp: ['Microsoft-Windows-DHCP-Server/Operational'],
  'diagnosis-scripted': ['Microsoft-Windows-Diagnosis-Scripted/Operational'],
  'dns-client': ['Microsoft-Windows-DNS Client Events/Operational', 'Microsoft-Windows-DNS-Client/Operational'],
  'dns-server': ['DNS Server'],
  'dns-server-analytic': ['Microsoft-Windows-DNS-Server/Analytical'],
  'dns-server-audit': ['Microsoft-Windows-DNS-Server/Audit'],
  'driver-framework': ['Microsoft-Windows-DriverFrameworks-UserMode/Operational'],
  'firewall-as': ['Microsoft-Windows-Windows Firewall With Advanced Security/Firewall'],
  'hyper-v-worker': ['Microsoft-Windows-Hyper-V-Worker'],
  'iis-configuration': ['Microsoft-IIS-Configuration/Operational'],
  'kernel-event-tracing': ['Microsoft-Windows-Kernel-EventTracing'],
  'kernel-shimengine': [
    'Microsoft-Windows-Kernel-ShimEngine/Operational',
    'Microsoft-Windows-Kernel-ShimEngine/Diagnostic',
  ],
  ldap: ['Microsoft-Windows-LDAP-Client/Debug'],
  ldap_debug: ['Microsoft-Windows-LDAP-Client/Debug'],
  'lsa-server': ['Microsoft-Windows-LSA/Operational'],
  'msexchange-management': ['MSExchange Management'],
  ntfs: ['Microsoft-Windows-Ntfs/Operational'],
  ntlm: ['Microsoft-Windows-NTLM/Operational'],
  openssh: ['OpenSSH/Operational'],
  'printservice-admin': ['Microsoft-Windows-PrintService/Admin'],
  'printservice-operational': ['Microsoft-Windows-PrintService/Operational'],
  'security-mitigations': [
    'Microsoft-Windows-Security-Mitigations/Kernel Mode',
    'Microsoft-Windows-Security-Mitigations/User Mode',
    'Microsoft-Windows-Security-Mitigations/KernelMode',
    'Microsoft-Windows-Security-Mitigations/UserMode',
  ],
  sense: ['Microsoft-Windows-SENSE/Operational'],
  'servicebus-client': ['Microsoft-ServiceBus-Client/Operational', 'Microsoft-ServiceBus-Client/Admin'],
  'microsoft-servicebus-client': [
    'Microsoft-ServiceBus-Client',
    'Microsoft-ServiceBus-Client/Operational',
    'Microsoft-ServiceBus-Client/Admin',
  ],
  'shell-core': ['Microsoft-Windows-Shell-Core/Operational'],
  'smbclient-connectivity': ['Microsoft-Windows-SmbClient/Connectivity'],
  'smbclient-security': ['Microsoft-Windows-SmbClient/Security'],
  'smbserver-connectivity': ['Microsoft-Windows-SMBServer/Connectivity'],
  'terminalservices-localsessionmanager': ['Microsoft-Windows-TerminalServices-LocalSessionManager/Operational'],
  vhdmp: ['Microsoft-Windows-VHDMP/Operational'],
};

const KINDS: ReadonlyMap<string, Readonly<Record<string, Kind>>> = new Map([
  ['windows', WINDOWS_CATEGORIES],
  ['linux', LINUX_CATEGORIES],
]);

/** `declared` is the log source of the whole stream, as the caller knows it. */
export function matchesLogSource(logSource: LogSource, event: unknown, declared: LogSource = {}): boolean {
  return inLogSource(logSource, viewOf(event), declared);
}

export function inLogSource(logSource: LogSource, event: EventView, declared: LogSource = {}): boolean {
  return isDeclared(logSource, declared) || isTold(logSource, event);
}

/** The views of an event in which a rule of the log source is asked; with `builtin` also as other origins have it. */
export function viewsIn(
  logSource: LogSource,
  event: EventView,
  declared: LogSource,
  profile: 'sysmon' | 'builtin',
): readonly EventView[] {
  const plain = inLogSource(logSource, event, declared) ? [event] : [];
  const { product = '', category, service } = logSource;
  const variant = profile === 'builtin' ? VARIANTS[`${product} ${category}`] : undefined;
  if (!variant || !isOfKind(variant, event)) return plain;
  const isOther =
    service !== undefined && !isOnChannel(product === 'windows' ? (WINDOWS_SERVICES[service] ?? []) : [], event);
  return isOther ? plain : [...plain, translated(event, variant)];
}

/** A part that the rule does not name may be anything. */
function isDeclared(logSource: LogSource, declared: LogSource): boolean {
  return (['product', 'category', 'service'] as const).every(
    (part) => logSource[part] === undefined || logSource[part] === declared[part],
  );
}

function isTold({ product = '', category, service }: LogSource, event: EventView): boolean {
  if (category === undefined && service === undefined) return false;
  return (
    (category === undefined || isOfKind(KINDS.get(product)?.[category], event)) &&
    (service === undefined || isOnChannel(product === 'windows' ? (WINDOWS_SERVICES[service] ?? []) : [], event))
  );
}

function isOfKind(kind: Kind | undefined, event: EventView): boolean {
  if (kind === undefined) return false;
  const hasId = event.field('EventID').leaves.some(({ kind: type, text }) => {
    const id = type === 'number' || type === 'text' ? eventDecimal(text) : undefined;
    return id !== undefined && kind.eventIds.some((known) => equalDecimals(id, eventDecimal(String(known))!));
  });
  return (
    hasId &&
    isOnChannel(kind.channels, event) &&
    Object.entries(kind.where ?? {}).every(([field, texts]) => hasText(event, field, texts))
  );
}

function isOnChannel(channels: readonly string[], event: EventView): boolean {
  return hasText(event, 'Channel', channels);
}

function hasText(event: EventView, field: string, texts: readonly string[]): boolean {
  const folded = texts.map(fold);
  return event.field(field).leaves.some((leaf) => leaf.kind === 'text' && folded.includes(leaf.folded));
}
