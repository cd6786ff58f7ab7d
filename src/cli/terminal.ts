/**
 * What people read: tables, numbers, colours where there is a terminal, progress on standard error.
 *
 * Whatever is written passes here and is made visible, so that no text of a stranger steers a terminal, wherever it comes
 * from. What this program itself wants of a terminal is written with a sign for ESC that nobody else can know.
 */
import { randomUUID } from 'node:crypto';
import { styleText } from 'node:util';
import { visible, visibleJson, visibleLines } from '../visible.js';

type Style = Parameters<typeof styleText>[0];

const ESCAPE = randomUUID();

function written(text: string): string {
  return visibleLines(text).replaceAll(ESCAPE, '\x1b');
}

/** Text, made visible, in a style where `stream` is a terminal that shows it. */
export function styled(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  const shown = visibleLines(text);
  return stream.isTTY && !process.env['NO_COLOR'] ? styleText(style, shown).replaceAll('\x1b', ESCAPE) : shown;
}

const LEVEL_STYLES: Readonly<Record<string, Style>> = {
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: 'blue',
  informational: 'gray',
};

/** From the worst to the least. */
export const LEVELS: readonly string[] = Object.keys(LEVEL_STYLES);

export function styledLevel(level: string, width = 0): string {
  return styled(LEVEL_STYLES[level] ?? 'reset', printable(level).padEnd(width));
}

/** A text from a rule or an event as one printable line of at most `width` characters. */
export function printable(text: string, width = 200): string {
  const line = visible(text);
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}

export const count = (number: number): string => number.toLocaleString('en-US');

export const bytes = (number: number): string =>
  number < 1e4
    ? `${count(number)} bytes`
    : number < 1e7
      ? `${(number / 1e3).toFixed(0)} kB`
      : `${(number / 1e6).toFixed(1)} MB`;

export function duration(milliseconds: number): string {
  if (milliseconds < 1) return `${(milliseconds * 1000).toFixed(0)} µs`;
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** Columns that what is told keeps to. */
export const WIDTH = 100;

/** Parts, with a blank between them, on lines of at most `width` characters. */
export function wrapped(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + part.length <= width) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(part);
  }
  return lines;
}

/** `1 rule`, `2 rules`. */
export function plural(number: number, noun: string, many = `${noun}s`): string {
  return `${count(number)} ${number === 1 ? noun : many}`;
}

/** Says one line to people, past the data on standard output. */
export function say(text: string): void {
  complain(`${visible(text)}\n`);
}

/** Says lines to people. */
export function complain(text: string): void {
  clearProgress();
  process.stderr.write(written(text));
}

/** The one line of progress, and when it was written last. */
const line = { shown: false, at: 0 };

/** Shows how far long work is, at most ten times a second, when standard error is a terminal. */
export function progress(text: () => string): void {
  const now = performance.now();
  if (!process.stderr.isTTY || now - line.at < 100) return;
  line.at = now;
  line.shown = true;
  process.stderr.write(`\r\x1b[K${written(text())}`);
}

export function clearProgress(): void {
  if (line.shown) process.stderr.write('\r\x1b[K');
  line.shown = false;
}

/** A line of JSON. */
export function jsonLine(value: unknown): string {
  return `${visibleJson(JSON.stringify(value))}\n`;
}

/** Writes to standard output and waits while the reader is slow. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(written(text))) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
