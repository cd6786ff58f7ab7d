/**
 * What Sysmon sees on a quiet day: one function per event id, each making one harmless occurrence.
 *
 * Fields have the names and the order of Sysmon's own schema.
 */

import { SITES_VISITED, SYSTEM } from './estate.js';
import { ACCESSES, CALLERS, FILES, KEYS, MODULES, PIPES, VALUES } from './habits.js';
import type { Occurrence } from './line.js';
import { PROGRAMS, type Program } from './programs.js';
import { account, documentName, guid, hashesOf, homePath, privateAddress, processNumber, type Scene } from './scene.js';

type Fields = Readonly<Record<string, string>>;

function sysmon(eventId: number, title: string, { utc }: Scene, fields: Fields): Occurrence {
  return { log: 'sysmon', eventId, title, fields: { RuleName: '-', UtcTime: utc, ...fields } };
}

/** The process that did it. */
function actor(scene: Scene, image: string): Fields {
  return { ProcessGuid: guid(scene), ProcessId: processNumber(scene), Image: homePath(image, scene) };
}

/** 1 */
export function processCreated(scene: Scene, programs: readonly Program[] = PROGRAMS): Occurrence {
  const { image, version, parent, parentCommand, system, command } = scene.random.pick(programs);
  const [description, product, company, original, fileVersion] = version;
  const user = account(system ? SYSTEM : scene.user);
  return sysmon(1, 'Process Create:', scene, {
    ...actor(scene, image),
    FileVersion: fileVersion,
    Description: description,
    Product: product,
    Company: company,
    OriginalFileName: original,
    CommandLine: command(scene),
    CurrentDirectory: system ? 'C:\\Windows\\system32\\' : homePath('~\\', scene),
    User: user,
    LogonGuid: guid(scene),
    LogonId: system ? '0x3e7' : `0x${scene.random.hex(6)}`,
    TerminalSessionId: system ? '0' : '1',
    IntegrityLevel: system ? 'System' : 'Medium',
    Hashes: hashesOf(image),
    ParentProcessGuid: guid(scene),
    ParentProcessId: processNumber(scene),
    ParentImage: parent,
    ParentCommandLine: parentCommand,
    ParentUser: user,
  });
}

/** 3 */
export function networkConnected(scene: Scene): Occurrence {
  const { random } = scene;
  const { image, ports, internal } = random.pick(CALLERS);
  const site = internal ? undefined : random.pick(SITES_VISITED);
  return sysmon(3, 'Network connection detected:', scene, {
    ...actor(scene, image),
    User: account(scene.user),
    Protocol: 'tcp',
    Initiated: 'true',
    SourceIsIpv6: 'false',
    SourceIp: privateAddress(scene),
    SourceHostname: scene.host,
    SourcePort: String(49152 + random.below(16000)),
    SourcePortName: '-',
    DestinationIsIpv6: 'false',
    DestinationIp: site?.address ?? privateAddress(scene),
    DestinationHostname: site?.name ?? '-',
    DestinationPort: String(random.pick(ports)),
    DestinationPortName: '-',
  });
}

/** 5 */
export function processTerminated(scene: Scene): Occurrence {
  const { image, system } = scene.random.pick(PROGRAMS);
  return sysmon(5, 'Process terminated:', scene, {
    ...actor(scene, image),
    User: account(system ? SYSTEM : scene.user),
  });
}

/** 7 */
export function imageLoaded(scene: Scene): Occurrence {
  const { image } = scene.random.pick(PROGRAMS);
  const { path, description, product, company, version, signature } = scene.random.pick(MODULES);
  const name = path.slice(path.lastIndexOf('\\') + 1);
  return sysmon(7, 'Image loaded:', scene, {
    ...actor(scene, image),
    ImageLoaded: homePath(path, scene),
    FileVersion: version,
    Description: description,
    Product: product,
    Company: company,
    OriginalFileName: name,
    Hashes: hashesOf(path),
    Signed: String(signature !== '-'),
    Signature: signature,
    SignatureStatus: signature === '-' ? 'Unavailable' : 'Valid',
    User: account(scene.user),
  });
}

/** 8 */
export function remoteThreadCreated(scene: Scene): Occurrence {
  return sysmon(8, 'CreateRemoteThread detected:', scene, {
    SourceProcessGuid: guid(scene),
    SourceProcessId: processNumber(scene),
    SourceImage: 'C:\\Windows\\System32\\csrss.exe',
    TargetProcessGuid: guid(scene),
    TargetProcessId: processNumber(scene),
    TargetImage: homePath(scene.random.pick(PROGRAMS).image, scene),
    NewThreadId: processNumber(scene),
    StartAddress: `0x00007FF${scene.random.hex(8).toUpperCase()}0`,
    StartModule: 'C:\\Windows\\System32\\KERNELBASE.dll',
    StartFunction: 'CtrlRoutine',
    SourceUser: account(SYSTEM),
    TargetUser: account(scene.user),
  });
}

/** 10 */
export function processAccessed(scene: Scene): Occurrence {
  const { random } = scene;
  const { source, target, rights, trace } = random.pick(ACCESSES);
  const frames = trace.map((module) => `C:\\Windows\\System32\\${module}+${random.hex(5)}`);
  return sysmon(10, 'Process accessed:', scene, {
    SourceProcessGUID: guid(scene),
    SourceProcessId: processNumber(scene),
    SourceThreadId: processNumber(scene),
    SourceImage: homePath(source, scene),
    TargetProcessGUID: guid(scene),
    TargetProcessId: processNumber(scene),
    TargetImage: homePath(target, scene),
    GrantedAccess: random.pick(rights),
    CallTrace: [`C:\\Windows\\SYSTEM32\\ntdll.dll+${random.hex(5)}`, ...frames].join('|'),
    SourceUser: account(SYSTEM),
    TargetUser: account(scene.user),
  });
}

/** 11 */
export function fileCreated(scene: Scene): Occurrence {
  const { image, file } = scene.random.pick(FILES);
  return sysmon(11, 'File created:', scene, {
    ...actor(scene, image),
    TargetFilename: homePath(file(scene), scene),
    CreationUtcTime: scene.utc,
    User: account(scene.user),
  });
}

/** 12 */
export function registryKeyChanged(scene: Scene): Occurrence {
  const { image, key } = scene.random.pick(KEYS);
  return sysmon(12, 'Registry object added or deleted:', scene, {
    EventType: scene.random.pick(['CreateKey', 'CreateKey', 'DeleteKey', 'DeleteValue']),
    ...actor(scene, image),
    TargetObject: key(scene),
    User: account(scene.user),
  });
}

/** 13 */
export function registryValueSet(scene: Scene): Occurrence {
  const { image, key, details } = scene.random.pick(VALUES);
  return sysmon(13, 'Registry value set:', scene, {
    EventType: 'SetValue',
    ...actor(scene, image),
    TargetObject: key(scene),
    Details: homePath(details(scene), scene),
    User: account(scene.user),
  });
}

/** 17 */
export function pipeCreated(scene: Scene): Occurrence {
  const { image, pipe } = scene.random.pick(PIPES);
  return sysmon(17, 'Pipe Created:', scene, {
    EventType: 'CreatePipe',
    ProcessGuid: guid(scene),
    ProcessId: processNumber(scene),
    PipeName: pipe(scene),
    Image: homePath(image, scene),
    User: account(scene.user),
  });
}

/** 22 */
export function nameResolved(scene: Scene): Occurrence {
  const { name, address } = scene.random.pick(SITES_VISITED);
  const { image } = scene.random.pick(CALLERS);
  return sysmon(22, 'Dns query:', scene, {
    ProcessGuid: guid(scene),
    ProcessId: processNumber(scene),
    QueryName: name,
    QueryStatus: '0',
    QueryResults: `type:  5 edge-${scene.random.hex(6)}.cdn.example;::ffff:${address};`,
    Image: homePath(image, scene),
    User: account(scene.user),
  });
}

/** 23 */
export function fileDeleted(scene: Scene): Occurrence {
  const path = `~\\AppData\\Local\\Temp\\${documentName(scene)}.tmp`;
  return sysmon(23, 'File Delete archived:', scene, {
    ProcessGuid: guid(scene),
    ProcessId: processNumber(scene),
    User: account(scene.user),
    Image: 'C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE',
    TargetFilename: homePath(path, scene),
    Hashes: hashesOf(path),
    IsExecutable: 'false',
    Archived: 'true',
  });
}
