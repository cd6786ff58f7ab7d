/**
 * Figures: medians over the rounds, for people, for programs and for the record.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { median, type Timing } from './measure.js';

/** The figures of one workload. `megabytes` are millions of bytes. */
export interface Figures {
  readonly name: string;
  /** Rules that are active. */
  readonly rules: number;
  readonly events: number;
  readonly bytes: number;
  readonly matches: number;
  readonly eventsPerSecond: number;
  readonly megabytesPerSecond: number;
  /** Speed over that of the yardstick: above 1 is faster. Each is of two timings of one round. */
  readonly ratios: { readonly jsonParse: number };
  /** Of one call, where a call is one event. */
  readonly latencyMicroseconds?: { readonly p50: number; readonly p99: number };
}

export function figuresOf(
  facts: Pick<Figures, 'name' | 'rules' | 'events' | 'bytes' | 'matches'>,
  timings: readonly Timing[],
  yardstick: readonly Timing[],
  oneEventCalls: boolean,
): Figures {
  const seconds = median(timings.map(({ milliseconds }) => milliseconds)) / 1000;
  const ratios = timings.map(({ milliseconds }, round) => yardstick[round]!.milliseconds / milliseconds);
  const microseconds = (of: 'p50' | 'p99') => rounded(1000 * median(timings.map((timing) => timing[of])));
  return {
    ...facts,
    eventsPerSecond: Math.round(facts.events / seconds),
    megabytesPerSecond: Math.round(facts.bytes / seconds / 1e6),
    ratios: { jsonParse: rounded(median(ratios)) },
    ...(oneEventCalls ? { latencyMicroseconds: { p50: microseconds('p50'), p99: microseconds('p99') } } : {}),
  };
}

const COLUMNS: readonly { readonly title: string; readonly cell: (figures: Figures) => string }[] = [
  { title: 'workload', cell: ({ name }) => name },
  { title: 'rules', cell: ({ rules }) => grouped(rules) },
  { title: 'events', cell: ({ events }) => grouped(events) },
  { title: 'MB', cell: ({ bytes }) => (bytes / 1e6).toFixed(1) },
  { title: 'matches', cell: ({ matches }) => grouped(matches) },
  { title: 'events/s', cell: ({ eventsPerSecond }) => grouped(eventsPerSecond) },
  { title: 'MB/s', cell: ({ megabytesPerSecond }) => grouped(megabytesPerSecond) },
  { title: 'x JSON.parse', cell: ({ ratios }) => ratioText(ratios.jsonParse) },
  { title: 'p50 us', cell: ({ latencyMicroseconds }) => latencyMicroseconds?.p50.toFixed(2) ?? '' },
  { title: 'p99 us', cell: ({ latencyMicroseconds }) => latencyMicroseconds?.p99.toFixed(2) ?? '' },
];

export function table(all: readonly Figures[]): string {
  return textTable(
    COLUMNS.map(({ title }) => title),
    all.map((figures) => COLUMNS.map(({ cell }) => cell(figures))),
  );
}

/** Columns of numbers to the right, others to the left. */
export function textTable(titles: readonly string[], body: readonly (readonly string[])[]): string {
  const rows = [titles, ...body];
  const widths = titles.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const isNumeric = titles.map((_, column) => body.every((row) => /^[\d.,]*$/.test(row[column]!)));
  const align = (cell: string, column: number) =>
    isNumeric[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!);
  return rows.map((row) => row.map(align).join('  ').trimEnd()).join('\n');
}

/** Writes bench/results/<name>.json: the figures with what they were measured on, and when. */
export function record(
  figures: Figures,
  how: { readonly rounds: number; readonly clock: string; readonly core: string },
): void {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const file = `bench/results/${figures.name}.json`;
  const circumstances = {
    date: new Date().toISOString().slice(0, 10),
    ringfence: version,
    ...how,
    ...machine(),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...figures, measured: circumstances }, undefined, 2)}\n`);
}

/** One line for people: what everything was measured on. */
export function describeMachine(): string {
  const { cpu, cores, engine } = machine();
  return `${cpu}, ${cores} cores; ${engine}`;
}

function machine() {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    engine: `Node ${process.versions.node}, V8 ${process.versions.v8}`,
  };
}

/** Two digits behind the point, of less than a tenth two that count. */
function ratioText(ratio: number): string {
  return ratio < 0.1 ? ratio.toPrecision(2) : ratio.toFixed(2);
}

/** Three significant digits. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** 1,234,567 */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
