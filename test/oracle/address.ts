/**
 * IP addresses and networks, for `cidr`.
 *
 * Version 4 is four decimal numbers without leading zeros; version 6 has any spelling of RFC 4291, also one that
 * ends in dotted decimal. The versions never mix: `::ffff:10.0.0.1` is an address of version 6. A zone (`%eth0`)
 * or anything else beside the address makes the text no address.
 */
import { UnsupportedRule } from './unsupported.js';

interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

export interface Network {
  readonly address: Address;
  readonly prefix: number;
}

/** A network without a prefix is one address. Bits behind the prefix must be zero. */
export function parseNetwork(text: string): Network {
  const [, host = '', length] = /^([^/]*)(?:\/([0-9]{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(host);
  if (address === undefined) throw new UnsupportedRule('not a network', text);
  const prefix = length === undefined ? address.bits : Number(length);
  if (prefix > address.bits) throw new UnsupportedRule('prefix too long', text);
  if (networkBits(address, prefix) << BigInt(address.bits - prefix) !== address.value) {
    throw new UnsupportedRule('host bits in a network', text);
  }
  return { address, prefix };
}

export function inNetwork(text: string, { address, prefix }: Network): boolean {
  const host = parseAddress(text);
  return host?.bits === address.bits && networkBits(host, prefix) === networkBits(address, prefix);
}

export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseVersion6(text) : parseVersion4(text);
}

function networkBits({ bits, value }: Address, prefix: number): bigint {
  return value >> BigInt(bits - prefix);
}

function parseVersion4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return { bits: 32, value: parts.reduce((value, part) => value * 256n + BigInt(part), 0n) };
}

function parseVersion6(text: string): Address | undefined {
  const [left = '', right, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const head = groupsOf(left, right === undefined);
  const tail = groupsOf(right ?? '', true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...tail];
  return { bits: 128, value: groups.reduce((value, group) => value * 65536n + group, 0n) };
}

/** The 16-bit groups of one side of `::`. Only the end of an address may be dotted decimal. */
function groupsOf(side: string, isEnd: boolean): bigint[] | undefined {
  if (side === '') return [];
  const groups: bigint[] = [];
  const parts = side.split(':');
  for (const [index, part] of parts.entries()) {
    const dotted = isEnd && index === parts.length - 1 ? parseVersion4(part) : undefined;
    if (dotted !== undefined) groups.push(dotted.value >> 16n, dotted.value & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}
