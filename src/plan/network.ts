/**
 * Networks as rules write them: an address, a slash, the length of the prefix.
 *
 * Version 4 is four decimal numbers without leading zeros; version 6 is any spelling of RFC 4291. Without a length the
 * network is one address. The twin of assembly/event/address.ts, which says what an address is.
 */

export type NetworkProblem = 'NotNetwork' | 'PrefixTooLong' | 'HostBitsSet';

/** The address in network order and, as one more byte, the length of the prefix. */
export function parseNetwork(text: string): Uint8Array | NetworkProblem {
  const [, host = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(host);
  if (!address) return 'NotNetwork';
  const bits = address.length * 8;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return 'PrefixTooLong';
  const hasHostBits = address.some(
    (byte, index) => (byte & (0xff >> Math.min(8, Math.max(0, prefix - 8 * index)))) !== 0,
  );
  return hasHostBits ? 'HostBitsSet' : Uint8Array.from([...address, prefix]);
}

function parseAddress(text: string): readonly number[] | undefined {
  return text.includes(':') ? parseVersion6(text) : parseVersion4(text);
}

function parseVersion4(text: string): readonly number[] | undefined {
  const parts = text.split('.');
  const isAddress = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isAddress ? parts.map(Number) : undefined;
}

function parseVersion6(text: string): readonly number[] | undefined {
  const sides = text.split('::');
  if (sides.length > 2) return undefined;
  const [left, right] = sides.map((side, index) => groupsOf(side, index === sides.length - 1));
  if (!left || (sides.length === 2 && !right)) return undefined;
  if (!right) return left.length === 16 ? left : undefined;
  const missing = 16 - left.length - right.length;
  return missing < 2 ? undefined : [...left, ...new Array<number>(missing).fill(0), ...right];
}

/** The bytes of the groups on one side of `::`; only the end of an address may be dotted. */
function groupsOf(side: string, isEnd: boolean): readonly number[] | undefined {
  if (side === '') return [];
  const groups = side.split(':');
  const bytes = groups.map((group, index) => {
    if (/^[0-9a-f]{1,4}$/i.test(group)) return [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff];
    return isEnd && index === groups.length - 1 ? parseVersion4(group) : undefined;
  });
  return bytes.every((pair) => pair !== undefined) ? bytes.flat() : undefined;
}
