/**
 * A scene: where, when and to whom an event happens, and the small values every event is made of.
 *
 * Everything random comes from the scene's own source, in the order of the calls, so a seed decides the text.
 */
import { isoTime, utcTime } from './clock.js';
import { CUSTOMERS, HOSTS, SUBJECTS, USERS, type User } from './estate.js';
import { type Random, randomFrom } from './random.js';

export interface Scene {
  readonly random: Random;
  /** Second of the stream, which is also the number of the event. */
  readonly second: number;
  readonly host: string;
  readonly user: User;
  /** As Sysmon writes it. */
  readonly utc: string;
  /** As forwarders write it. */
  readonly iso: string;
}

export function sceneAt(second: number, random: Random): Scene {
  const millisecond = random.below(1000);
  return {
    random,
    second,
    host: random.pick(HOSTS),
    user: random.pick(USERS),
    utc: utcTime(second, millisecond),
    iso: isoTime(second, millisecond),
  };
}

/** `DOMAIN\name`. */
export function account({ domain, name }: User): string {
  return `${domain}\\${name}`;
}

/** A path with `~` for the profile folder of the scene's user. */
export function homePath(path: string, { user }: Scene): string {
  return path.startsWith('~') ? `C:\\Users\\${user.name}${path.slice(1)}` : path;
}

/** `{1b9f0c52-7a01-66c3-5e00-000000002f00}`, braces included. */
export function guid({ random }: Scene): string {
  return `{${random.hex(8)}-${random.hex(4)}-${random.hex(4)}-${random.hex(2)}00-00000000${random.hex(2)}00}`;
}

/** Process and thread numbers are multiples of four, and text in event data. */
export function processNumber({ random }: Scene): string {
  return String(4 * (101 + random.below(4900)));
}

export function privateAddress({ random }: Scene): string {
  return `10.${random.pick([20, 40, 60])}.${random.below(12)}.${10 + random.below(240)}`;
}

/** `Angebot Isar Optik 2026-4170`, without an extension. */
export function documentName({ random }: Scene): string {
  return `${random.pick(SUBJECTS)} ${random.pick(CUSTOMERS)} 2026-${1000 + random.below(9000)}`;
}

/** All four hashes of a file as Sysmon writes them. The same path has the same hashes in every stream. */
export function hashesOf(path: string): string {
  const random = randomFrom(pathSeed(path));
  const digest = (words: number): string =>
    Array.from({ length: words }, () => random.hex(8))
      .join('')
      .toUpperCase();
  return `SHA1=${digest(5)},MD5=${digest(4)},SHA256=${digest(8)},IMPHASH=${digest(4)}`;
}

/** FNV-1a over UTF-16 units. */
function pathSeed(path: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < path.length; at++) hash = Math.imul(hash ^ path.charCodeAt(at), 0x01000193);
  return hash;
}
