/**
 * Log sources: how the events of a Sigma log source are recognised, and what they call its fields.
 *
 * A rule names a product, a category, a service. For Windows and for Sysmon for Linux the event itself tells its log
 * source, by channel, event id and sometimes another field; every other log source only the caller can declare. A
 * category may have variants: events of another origin that say the same under other names. The plain variant has the
 * names of the Sigma taxonomy; the others are for those who ask for them (profile `builtin`).
 * Sources: Sigma taxonomy 2.1 (sigma-specification, appendix), SigmaHQ tests/thor.yml and tests/logsource.json, pySigma
 * pipelines/common.py, pySigma-pipeline-windows, sigma-to-hayabusa-converter; the second dns-client channel is the name
 * on current Windows. registry_add and registry_delete test EventType as thor.yml does.
 */
import type { LogSourceMapping, LogSourceName } from './event-mapping.js';
import {
  ANY_PRODUCT_OPT_INS,
  CHANNELS,
  type OptIn,
  type Recogniser,
  UNLOGGED,
  type Variant,
  WINDOWS_OPT_INS,
} from './variants.js';

/** `sysmon`: the plain variants, as Sysmon and the event logs write them; `builtin`: all variants. */
export type Profile = 'sysmon' | 'builtin';

// biome-ignore format: one row a service
const WINDOWS_SERVICES: Readonly<Record<string, readonly string[]>> = {
  application: ['Application'],
  security: CHANNELS.security,
  system: ['System'],
  sysmon: CHANNELS.sysmon,
  powershell: CHANNELS.powershell,
  'powershell-classic': CHANNELS.powershellClassic,
  taskscheduler: ['Microsoft-Windows-TaskScheduler/Operational'],
  wmi: CHANNELS.wmi,
  windefend: CHANNELS.defender,
  'application-experience': ['Microsoft-Windows-Application-Experience/Program-Telemetry', 'Microsoft-Windows-Application-Experience/Program-Compatibility-Assistant'],
  applocker: ['Microsoft-Windows-AppLocker/MSI and Script', 'Microsoft-Windows-AppLocker/EXE and DLL', 'Microsoft-Windows-AppLocker/Packaged app-Deployment', 'Microsoft-Windows-AppLocker/Packaged app-Execution'],
  'appmodel-runtime': ['Microsoft-Windows-AppModel-Runtime/Admin'],
  'appxdeployment-server': ['Microsoft-Windows-AppXDeploymentServer/Operational'],
  'appxpackaging-om': ['Microsoft-Windows-AppxPackaging/Operational'],
  bitlocker: ['Microsoft-Windows-BitLocker/BitLocker Management'],
  'bits-client': ['Microsoft-Windows-Bits-Client/Operational'],
  'capi2': ['Microsoft-Windows-CAPI2/Operational'],
  'certificateservicesclient-lifecycle-system': ['Microsoft-Windows-CertificateServicesClient-Lifecycle-System/Operational'],
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
  'kernel-shimengine': ['Microsoft-Windows-Kernel-ShimEngine/Operational', 'Microsoft-Windows-Kernel-ShimEngine/Diagnostic'],
  ldap: ['Microsoft-Windows-LDAP-Client/Debug'],
  ldap_debug: ['Microsoft-Windows-LDAP-Client/Debug'],
  'lsa-server': ['Microsoft-Windows-LSA/Operational'],
  'msexchange-management': ['MSExchange Management'],
  ntfs: ['Microsoft-Windows-Ntfs/Operational'],
  ntlm: ['Microsoft-Windows-NTLM/Operational'],
  openssh: ['OpenSSH/Operational'],
  'printservice-admin': ['Microsoft-Windows-PrintService/Admin'],
  'printservice-operational': ['Microsoft-Windows-PrintService/Operational'],
  'security-mitigations': ['Microsoft-Windows-Security-Mitigations/Kernel Mode', 'Microsoft-Windows-Security-Mitigations/User Mode', 'Microsoft-Windows-Security-Mitigations/KernelMode', 'Microsoft-Windows-Security-Mitigations/UserMode'],
  sense: ['Microsoft-Windows-SENSE/Operational'],
  'servicebus-client': ['Microsoft-ServiceBus-Client/Operational', 'Microsoft-ServiceBus-Client/Admin'],
  'microsoft-servicebus-client': ['Microsoft-ServiceBus-Client', 'Microsoft-ServiceBus-Client/Operational', 'Microsoft-ServiceBus-Client/Admin'],
  'shell-core': ['Microsoft-Windows-Shell-Core/Operational'],
  'smbclient-connectivity': ['Microsoft-Windows-SmbClient/Connectivity'],
  'smbclient-security': ['Microsoft-Windows-SmbClient/Security'],
  'smbserver-connectivity': ['Microsoft-Windows-SMBServer/Connectivity'],
  'terminalservices-localsessionmanager': ['Microsoft-Windows-TerminalServices-LocalSessionManager/Operational'],
  vhdmp: ['Microsoft-Windows-VHDMP/Operational'],
};

const WINDOWS_CATEGORIES: Readonly<Record<string, Recogniser>> = {
  process_creation: { channels: CHANNELS.sysmon, eventIds: [1] },
  process_termination: { channels: CHANNELS.sysmon, eventIds: [5] },
  file_change: { channels: CHANNELS.sysmon, eventIds: [2] },
  network_connection: { channels: CHANNELS.sysmon, eventIds: [3] },
  sysmon_status: { channels: CHANNELS.sysmon, eventIds: [4, 16] },
  driver_load: { channels: CHANNELS.sysmon, eventIds: [6] },
  image_load: { channels: CHANNELS.sysmon, eventIds: [7] },
  create_remote_thread: { channels: CHANNELS.sysmon, eventIds: [8] },
  raw_access_thread: { channels: CHANNELS.sysmon, eventIds: [9] },
  process_access: { channels: CHANNELS.sysmon, eventIds: [10] },
  file_event: { channels: CHANNELS.sysmon, eventIds: [11] },
  registry_event: { channels: CHANNELS.sysmon, eventIds: [12, 13, 14] },
  registry_add: { channels: CHANNELS.sysmon, eventIds: [12], where: { EventType: ['CreateKey'] } },
  registry_delete: { channels: CHANNELS.sysmon, eventIds: [12], where: { EventType: ['DeleteKey', 'DeleteValue'] } },
  registry_set: { channels: CHANNELS.sysmon, eventIds: [13] },
  registry_rename: { channels: CHANNELS.sysmon, eventIds: [14] },
  create_stream_hash: { channels: CHANNELS.sysmon, eventIds: [15] },
  pipe_created: { channels: CHANNELS.sysmon, eventIds: [17, 18] },
  wmi_event: { channels: CHANNELS.sysmon, eventIds: [19, 20, 21] },
  dns_query: { channels: CHANNELS.sysmon, eventIds: [22] },
  file_delete: { channels: CHANNELS.sysmon, eventIds: [23] },
  clipboard_capture: { channels: CHANNELS.sysmon, eventIds: [24] },
  clipboard_change: { channels: CHANNELS.sysmon, eventIds: [24] },
  process_tampering: { channels: CHANNELS.sysmon, eventIds: [25] },
  file_delete_detected: { channels: CHANNELS.sysmon, eventIds: [26] },
  file_block_executable: { channels: CHANNELS.sysmon, eventIds: [27] },
  file_block_shredding: { channels: CHANNELS.sysmon, eventIds: [28] },
  file_executable_detected: { channels: CHANNELS.sysmon, eventIds: [29] },
  sysmon_error: { channels: CHANNELS.sysmon, eventIds: [255] },
  ps_module: { channels: CHANNELS.powershell, eventIds: [4103] },
  ps_script: { channels: CHANNELS.powershell, eventIds: [4104] },
  ps_classic_start: { channels: CHANNELS.powershellClassic, eventIds: [400] },
  ps_classic_provider_start: { channels: CHANNELS.powershellClassic, eventIds: [600] },
  ps_classic_script: { channels: CHANNELS.powershellClassic, eventIds: [800] },
};

const LINUX_CATEGORIES: Readonly<Record<string, Recogniser>> = {
  process_creation: { channels: CHANNELS.sysmonLinux, eventIds: [1] },
  network_connection: { channels: CHANNELS.sysmonLinux, eventIds: [3] },
  process_termination: { channels: CHANNELS.sysmonLinux, eventIds: [5] },
  file_event: { channels: CHANNELS.sysmonLinux, eventIds: [11] },
  file_delete: { channels: CHANNELS.sysmonLinux, eventIds: [23] },
};

/** A variant with how events show it: by all of the recognisers of one of the alternatives; by none when there are none. */
export interface Shown {
  readonly variant: Variant;
  readonly alternatives: readonly (readonly Recogniser[])[];
}

export const PLAIN: Variant = { name: '' };

/** The variants of a log source, the plain one first. */
export function variantsOf(
  name: LogSourceName,
  profile: Profile,
  mapped: readonly LogSourceMapping[] = [],
): readonly Shown[] {
  const plain = recognisers(name);
  const byMapping = mapped.filter((entry) => declares(entry, name)).map(({ when }) => [{ where: when }]);
  const others = profile === 'builtin' ? optIns(name) : [];
  return [{ variant: PLAIN, alternatives: [...(plain ? [plain] : []), ...byMapping] }, ...others];
}

/** Every part that a rule names is the one that is declared. */
export function declares(declared: LogSourceName, named: LogSourceName): boolean {
  return (['product', 'category', 'service'] as const).every(
    (part) => named[part] === undefined || named[part] === declared[part],
  );
}

/** Why no event log can show the log source; undefined when one does, or when nobody would expect it. */
export function unloggedReason({ product, category }: LogSourceName): string | undefined {
  return product === 'windows' ? own(UNLOGGED, category ?? '') : undefined;
}

/** All of the recognisers of the plain variant must fit; undefined when only the caller can tell. */
function recognisers({ product, category, service }: LogSourceName): readonly Recogniser[] | undefined {
  if (category === undefined && service === undefined) return undefined;
  const byCategory = category === undefined ? undefined : own(own(CATEGORIES, product ?? '') ?? {}, category);
  const byService = channelsOf({ product, service });
  if (category !== undefined && !byCategory) return undefined;
  if (service !== undefined && !byService) return undefined;
  return [...(byCategory ? [byCategory] : []), ...(byService ? [byService] : [])];
}

function optIns({ product, category, service }: LogSourceName): readonly Shown[] {
  const byService = channelsOf({ product, service });
  if (category === undefined || (service !== undefined && !byService)) return [];
  return (own(own(OPT_INS, product ?? '') ?? {}, category) ?? []).map((variant) => ({
    variant,
    alternatives: [[variant, ...(byService ? [byService] : [])]],
  }));
}

function channelsOf({ product, service }: { product: string | undefined; service: string | undefined }) {
  const channels = service === undefined || product !== 'windows' ? undefined : own(WINDOWS_SERVICES, service);
  return channels && { channels };
}

const CATEGORIES: Readonly<Record<string, Readonly<Record<string, Recogniser>>>> = {
  windows: WINDOWS_CATEGORIES,
  linux: LINUX_CATEGORIES,
};

/** By product, the empty text for rules that name none. */
const OPT_INS: Readonly<Record<string, Readonly<Record<string, readonly OptIn[]>>>> = {
  windows: WINDOWS_OPT_INS,
  '': ANY_PRODUCT_OPT_INS,
};

/** Rules are strangers: a category called `constructor` is none. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
