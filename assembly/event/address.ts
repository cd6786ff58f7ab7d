/**
 * IP addresses as text, and networks.
 *
 * Version 4 is four decimal numbers without leading zeros; version 6 is any spelling of RFC 4291, also with a dotted
 * end. The versions never mix, and a zone or anything else beside the address makes the text no address.
 */
import { AT_ADDRESS } from '../generated/layout';
import { readBytes, readText, writeText } from '../region';
import { state } from '../state';
import { hexDigit } from './code-point';

const DOT: u8 = 0x2e;
const COLON: u8 = 0x3a;

/**
 * Writes the address in network order to AT_ADDRESS; returns its bytes, 4 or 16, or 0 when the text is none. Rules compare
 * one address with many networks, so that the text read last is not read again: on one event texts stay where they are.
 */
export function parseAddress(at: usize, length: u32): u32 {
  if (state().address == <u32>at) return state().addressBytes;
  state().address = <u32>at;
  state().addressBytes = parse(at, length);
  return state().addressBytes;
}

function parse(at: usize, length: u32): u32 {
  if (length < 2 || length > 45) return 0;
  const end = at + length;
  for (let index = at; index < end; index++) if (readText<u8>(index) == COLON) return parseVersion6(at, end);
  return parseVersion4(at, end, AT_ADDRESS) ? 4 : 0;
}

/** Whether the address at AT_ADDRESS, of `size` bytes, is in a network: its address, then the length of its prefix. */
export function inNetwork(network: usize, networkLength: u32, size: u32): bool {
  if (networkLength != size + 1) return false;
  const prefix = <u32>readBytes<u8>(network + size);
  const whole = prefix >> 3;
  if (whole > size) return false;
  for (let index: u32 = 0; index < whole; index++)
    if (readBytes<u8>(network + index) != readText<u8>(AT_ADDRESS + index)) return false;
  const rest = prefix & 7;
  return rest == 0 || (<u32>(readBytes<u8>(network + whole) ^ readText<u8>(AT_ADDRESS + whole))) >> (8 - rest) == 0;
}

function parseVersion4(at: usize, end: usize, to: usize): bool {
  for (let part: usize = 0; part < 4; part++) {
    let number: u32 = 0;
    const start = at;
    while (at < end && <u32>readText<u8>(at) - 0x30 < 10 && at - start < 3)
      number = number * 10 + (readText<u8>(at++) - 0x30);
    if (at == start || number > 255 || (at - start > 1 && readText<u8>(start) == 0x30)) return false;
    writeText<u8>(to + part, <u8>number);
    if (part < 3 && (at >= end || readText<u8>(at++) != DOT)) return false;
  }
  return at == end;
}

/** Groups from the left; what stands behind `::` is moved to the right when all is read. */
function parseVersion6(at: usize, end: usize): u32 {
  let bytes: u32 = 0;
  let gap: i32 = -1;
  if (readText<u8>(at) == COLON) {
    if (at + 1 >= end || readText<u8>(at + 1) != COLON) return 0;
    gap = 0;
    at += 2;
  }
  while (at < end) {
    if (bytes >= 16) return 0;
    const start = at;
    let group: u32 = 0;
    while (at < end && at - start < 4 && hexDigit(readText<u8>(at)) < 16)
      group = (group << 4) | hexDigit(readText<u8>(at++));
    if (at < end && readText<u8>(at) == DOT) {
      if (bytes > 12 || !parseVersion4(start, end, AT_ADDRESS + bytes)) return 0;
      bytes += 4;
      break;
    }
    if (at == start) return 0;
    writeText<u8>(AT_ADDRESS + bytes, <u8>(group >> 8));
    writeText<u8>(AT_ADDRESS + bytes + 1, <u8>group);
    bytes += 2;
    if (at == end) break;
    if (readText<u8>(at++) != COLON) return 0;
    if (at == end) return 0;
    if (readText<u8>(at) == COLON) {
      if (gap >= 0) return 0;
      gap = <i32>bytes;
      at++;
    }
  }
  if (gap < 0) return bytes == 16 ? 16 : 0;
  return bytes > 14 ? 0 : spread(<u32>gap, bytes);
}

/** Moves the bytes from `gap` to the end of the address and puts zeros between. */
function spread(gap: u32, bytes: u32): u32 {
  const behind = bytes - gap;
  for (let index: u32 = 1; index <= behind; index++)
    writeText<u8>(AT_ADDRESS + 16 - index, readText<u8>(AT_ADDRESS + bytes - index));
  for (let index = gap; index < 16 - behind; index++) writeText<u8>(AT_ADDRESS + index, 0);
  return 16;
}
