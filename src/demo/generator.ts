/**
 * Streams of harmless events, for the demonstration and for the benchmark.
 *
 * Same seed, same text, on every machine. One event happens each second, told in about 1.2 KB (`sysmonMix`) or
 * 2 KB (`processCreation`) of JSON. None of the demonstration rules matches any of them; some come close.
 */
import { line, type Occurrence } from './line.js';
import { LONG_PROGRAMS } from './programs.js';
import { randomFrom } from './random.js';
import { type Scene, sceneAt } from './scene.js';
import {
  fileCreated,
  fileDeleted,
  imageLoaded,
  nameResolved,
  networkConnected,
  pipeCreated,
  processAccessed,
  processCreated,
  processTerminated,
  registryKeyChanged,
  registryValueSet,
  remoteThreadCreated,
} from './sysmon.js';
import {
  loggedOff,
  loggedOn,
  privilegesAssigned,
  processAudited,
  scriptBlockRun,
  serviceChanged,
} from './windows-logs.js';

/** How many of a thousand events have each id, as an endpoint agent reports them. */
export const WEIGHTS: readonly {
  readonly eventId: number;
  readonly weight: number;
  readonly occur: (scene: Scene) => Occurrence;
}[] = [
  { eventId: 1, weight: 80, occur: (scene) => processCreated(scene) },
  { eventId: 3, weight: 120, occur: networkConnected },
  { eventId: 5, weight: 60, occur: processTerminated },
  { eventId: 7, weight: 220, occur: imageLoaded },
  { eventId: 8, weight: 1, occur: remoteThreadCreated },
  { eventId: 10, weight: 80, occur: processAccessed },
  { eventId: 11, weight: 140, occur: fileCreated },
  { eventId: 12, weight: 80, occur: registryKeyChanged },
  { eventId: 13, weight: 140, occur: registryValueSet },
  { eventId: 17, weight: 4, occur: pipeCreated },
  { eventId: 22, weight: 30, occur: nameResolved },
  { eventId: 23, weight: 3, occur: fileDeleted },
  { eventId: 4624, weight: 12, occur: loggedOn },
  { eventId: 4634, weight: 2, occur: loggedOff },
  { eventId: 4672, weight: 8, occur: privilegesAssigned },
  { eventId: 4688, weight: 10, occur: processAudited },
  { eventId: 4104, weight: 8, occur: scriptBlockRun },
  { eventId: 7036, weight: 2, occur: serviceChanged },
];

const DECK = WEIGHTS.flatMap(({ weight, occur }) => Array.from({ length: weight }, () => occur));

/** Lines of NDJSON, each ending with `\n`: all kinds of events, by WEIGHTS. */
export function sysmonMix(seed: number, count: number): string[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, second) => {
    const scene = sceneAt(second, random);
    return line(random.pick(DECK)(scene), scene);
  });
}

/** Lines of NDJSON, each ending with `\n`: Sysmon's event 1 alone, with long command lines. */
export function processCreation(seed: number, count: number): string[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, second) => {
    const scene = sceneAt(second, random);
    return line(processCreated(scene, LONG_PROGRAMS), scene);
  });
}
