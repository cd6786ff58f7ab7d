/**
 * Input records as bytes: the values of a schema by position, for agents with collectors of their own.
 */
import { LIMITS, SECTIONS, VALUES } from '../format/layout.js';

/** A value of an input record; undefined is a field that this event does not have. */
export type InputValue = string | number | bigint | boolean | null | undefined;

const encoder = new TextEncoder();

/** Whether a record can hold the value: an object or NaN is no value of an event, and is not taken for one. */
export function isInputValue(value: unknown): value is InputValue {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || ['string', 'bigint', 'boolean', 'undefined'].includes(typeof value);
}

/** Writes a record into the window; returns its length in bytes, or undefined when it does not fit. */
export function writeRecord(window: Uint8Array, values: readonly InputValue[]): number | undefined {
  if (values.length > SECTIONS.Fields.limit) return undefined;
  const room = Math.min(window.length, LIMITS.WINDOW_BYTES.value);
  const data = new DataView(window.buffer, window.byteOffset, room);
  data.setUint32(0, values.length, true);
  let at = 4;
  for (const value of values) {
    const text = textOf(value);
    if (at + 8 > data.byteLength) return undefined;
    const { read, written } = encoder.encodeInto(text, window.subarray(at + 8, data.byteLength));
    if (read < text.length) return undefined;
    data.setUint32(at, kindOf(value), true);
    data.setUint32(at + 4, written, true);
    at += 8 + ((written + 3) & ~3);
  }
  return at;
}

function textOf(value: InputValue): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}

function kindOf(value: InputValue): number {
  if (value === undefined) return VALUES.Nothing.code;
  if (value === null) return VALUES.Null.code;
  if (typeof value === 'boolean') return (value ? VALUES.True : VALUES.False).code;
  return (typeof value === 'string' ? VALUES.Text : VALUES.Number).code;
}

/** The values of a record that `writeRecord` wrote; undefined when it wrote no such bytes. */
export function readRecord(bytes: Uint8Array): InputValue[] | undefined {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || data.getUint32(0, true) > SECTIONS.Fields.limit) return undefined;
  const values: InputValue[] = [];
  let at = 4;
  for (let left = data.getUint32(0, true); left > 0; left--) {
    if (at + 8 > bytes.length) return undefined;
    const length = data.getUint32(at + 4, true);
    const read = READERS.get(data.getUint32(at, true));
    if (!read || length > bytes.length - at - 8) return undefined;
    const value = read(new TextDecoder().decode(bytes.subarray(at + 8, at + 8 + length)));
    if (!isInputValue(value)) return undefined;
    values.push(value);
    at += 8 + ((length + 3) & ~3);
  }
  return at === bytes.length ? values : undefined;
}

const READERS: ReadonlyMap<number, (text: string) => InputValue> = new Map<number, (text: string) => InputValue>([
  [VALUES.Nothing.code, () => undefined],
  [VALUES.Null.code, () => null],
  [VALUES.True.code, () => true],
  [VALUES.False.code, () => false],
  [VALUES.Text.code, (text: string) => text],
  // digits may be more than a number holds
  [VALUES.Number.code, (text: string) => (/^-?\d+$/.test(text) ? BigInt(text) : Number(text))],
]);
