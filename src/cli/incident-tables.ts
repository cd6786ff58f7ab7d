/** The replay of the incident for a terminal of 100 columns. */
import { LEVEL_NAMES, type Moment, type Outcome, type Run } from '../simulation/machine.js';
import { MITIGATION_NAMES, MITIGATIONS, type MitigationName } from '../simulation/mitigations.js';
import type { Played } from '../simulation/scenarios.js';
import type { FleetOutcome, Row, TruthTable } from '../simulation/truth-table.js';
import { count, styled, WIDTH, wrapped } from './terminal.js';

type Style = Parameters<typeof styled>[0];

const INDENT = '   ';

export const OUTCOME_STYLES: Readonly<Record<Outcome, Style>> = {
  running: 'green',
  refused: 'green',
  contained: 'green',
  blind: 'yellow',
  stopped: 'yellow',
  down: 'red',
};

/** What stands for an outcome in the grid, in words and as one character. */
export const FLEET_OUTCOMES: Readonly<
  Record<FleetOutcome, { readonly mark: string; readonly words: string; readonly style: Style }>
> = {
  outage: { mark: '✖', words: 'outage', style: ['red', 'bold'] },
  bounded: { mark: '◐', words: 'bounded by the canary', style: ['yellow', 'bold'] },
  safe: { mark: '·', words: 'with no host down', style: 'green' },
};

/** The rows and columns of the grid: what stops a release, and what is there when it arrives. */
export const GRID: { readonly across: readonly MitigationName[]; readonly down: readonly MitigationName[] } = {
  across: ['compileCheck', 'typeTests', 'validator', 'instanceTests'],
  down: ['boundsCheck', 'staging', 'sandbox'],
};

/** `M1` to `M7`. */
export const shortName = (name: MitigationName) => `M${MITIGATION_NAMES.indexOf(name) + 1}`;

/** As people say it: `waiting for technician`. */
export const wordsOf = (state: string) => state.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

export const describeMoment = ({ state, note }: Moment) => wordsOf(state) + (note === undefined ? '' : `: ${note}`);

/** `contained, 4/4`: how many events were answered; how many matches were found, where the content runs on. */
export function describeRun({ outcome, answered, events, matches }: Run): string {
  if (outcome === 'refused') return outcome;
  return outcome === 'running' ? `runs, finds ${matches}` : `${outcome}, ${answered}/${events}`;
}

export const OUTCOME_LEGEND =
  'Blind: up, and some events have no answer. Stopped: the service ended. Down: the machine ended.';

/** What is to be known of a scenario besides how it ended. */
export function remarkOf({ like, leftOut, withheld, levels }: Played): string {
  const refused = levels?.kernel.trace.find(({ state }) => state === 'refused')?.note?.split(/[ :]/)[0];
  const harmed = levels?.kernel.trace.find(({ state }) => state === 'harmed')?.note;
  const fault = levels?.sandboxed.fault?.kind;
  return [
    like,
    refused,
    fault,
    harmed && `removes ${harmed}`,
    leftOut && `left out: ${leftOut}`,
    withheld && `not published: ${withheld}`,
  ]
    .filter((part) => part !== undefined)
    .join('; ');
}

export function machineLines(scenarios: readonly Played[]): string[] {
  const { levels } = scenarios.find(({ name }) => name === 'unchecked')!;
  return LEVEL_NAMES.flatMap((level) => {
    const run = levels![level];
    const moments = run.trace.map((moment, index) => (index === 0 ? '' : '→ ') + describeMoment(moment));
    const end = styled(OUTCOME_STYLES[run.outcome], `${run.outcome}, ${run.answered} of ${run.events} events answered`);
    return [`${INDENT}${level.padEnd(10)}${end}`, ...wrapped(moments, WIDTH - 5).map((line) => `     ${line}`)];
  });
}

const TITLE = 51;
const CELL = 16;

export function scenarioLines(scenarios: readonly Played[]): string[] {
  const head = `${'what comes'.padEnd(TITLE)}${LEVEL_NAMES[0]!.padEnd(CELL)}${LEVEL_NAMES[1]!.padEnd(CELL)}${LEVEL_NAMES[2]}`;
  return [
    INDENT + styled('bold', head),
    ...scenarios.flatMap(linesOfScenario),
    '',
    INDENT + styled('gray', OUTCOME_LEGEND),
  ];
}

function linesOfScenario(played: Played): string[] {
  const cells = LEVEL_NAMES.map((level) => cellOf(played.levels?.[level])).join('');
  const remarks = wrapped(remarkOf(played).split(' '), WIDTH - 5);
  return [
    `${INDENT}${played.title.padEnd(TITLE)}${cells.trimEnd()}`,
    ...remarks.filter((line) => line !== '').map((line) => styled('gray', `     ${line}`)),
  ];
}

function cellOf(run: Run | undefined): string {
  const text = run ? describeRun(run) : '—';
  return styled(run ? OUTCOME_STYLES[run.outcome] : 'green', text) + ' '.repeat(CELL - text.length);
}

/** None of the mitigations, then each by itself. */
export function aloneRows({ rows }: TruthTable): (readonly [title: string, row: Row])[] {
  return [
    ['none of them', rowOf(rows, [])],
    ...MITIGATION_NAMES.map((name) => [`${shortName(name)} ${MITIGATIONS[name].title}`, rowOf(rows, [name])] as const),
  ];
}

export function aloneLines(table: TruthTable): string[] {
  const head = `${'alone'.padEnd(76)}${'given'.padStart(6)}${'down'.padStart(7)}${'blind'.padStart(7)}`;
  return [
    styled('bold', INDENT + head),
    ...aloneRows(table).map(([title, { outcome, reached, crashed, blind }]) => {
      const hosts = `${count(reached).padStart(6)}${count(crashed).padStart(7)}`;
      const unseeing = styled(blind > 0 ? 'yellow' : 'gray', count(blind).padStart(7));
      return INDENT + title.padEnd(76) + styled(FLEET_OUTCOMES[outcome].style, hosts) + unseeing;
    }),
  ];
}

export const presentIn = (row: Row): MitigationName[] => MITIGATION_NAMES.filter((name) => row[name]);

/** Every combination of some mitigations, from none to all. */
export function combinationsOf(names: readonly MitigationName[]): (readonly MitigationName[])[] {
  return Array.from({ length: 2 ** names.length }, (_, bits) => names.filter((_, bit) => (bits >> bit) & 1));
}

/** The row with exactly these mitigations. */
export function rowOf(rows: readonly Row[], names: readonly MitigationName[]): Row {
  return rows.find((row) => MITIGATION_NAMES.every((name) => row[name] === names.includes(name)))!;
}

/** Four rows of signs above the columns, three columns of signs before the rows. */
export function gridLines({ rows }: TruthTable): string[] {
  const columns = combinationsOf(GRID.across);
  const signs = (names: readonly MitigationName[], present: readonly MitigationName[]) =>
    names.map((name) => (present.includes(name) ? '■ ' : styled('gray', '□ '))).join(' ');
  const blank = ' '.repeat(3 * GRID.down.length + 2);
  const heads = GRID.across.map((name) => {
    const row = columns.map((present) => signs([name], present)).join(' ');
    return `${blank.slice(3)}${shortName(name)} ${row}`;
  });
  const body = combinationsOf(GRID.down).map((present) => {
    const marks = columns.map((more) => FLEET_OUTCOMES[rowOf(rows, [...present, ...more]).outcome]);
    return `${signs(GRID.down, present)}   ${marks.map(({ mark, style }) => styled(style, mark)).join('  ')}`;
  });
  return [...heads, GRID.down.map(shortName).join(' '), ...body].map((line) => INDENT + line);
}

export function totalsLine({ hosts, combinations, outages, bounded, safe }: TruthTable): string {
  const total = (number: number, outcome: FleetOutcome) => {
    const { mark, words, style } = FLEET_OUTCOMES[outcome];
    return `${styled(style, mark)} ${number} ${words}`;
  };
  const totals = [total(outages, 'outage'), total(bounded, 'bounded'), total(safe, 'safe')];
  return `${combinations} combinations on ${count(hosts)} hosts: ${totals.join('  ')}`;
}
