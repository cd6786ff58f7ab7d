/**
 * The replay of the incident as one page: no script, nothing from elsewhere, light and dark.
 */
import type { Containment } from '../simulation/containment.js';
import { LEVEL_NAMES, type Outcome, STATES } from '../simulation/machine.js';
import { MITIGATIONS } from '../simulation/mitigations.js';
import type { Played } from '../simulation/scenarios.js';
import type { Row, TruthTable } from '../simulation/truth-table.js';
import {
  aloneRows,
  combinationsOf,
  describeRun,
  FLEET_OUTCOMES,
  GRID,
  OUTCOME_LEGEND,
  presentIn,
  remarkOf,
  rowOf,
  shortName,
  wordsOf,
} from './incident-tables.js';
import { count, duration } from './terminal.js';

/** What was replayed, all of it executed. */
export interface Replay {
  readonly incident: Containment;
  readonly scenarios: readonly Played[];
  readonly truthTable: TruthTable;
}

const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --text: #1c1f23; --soft: #667; --line: #d8dbe0; --good: #17703a;
  --good-ground: #e3f4e8; --fair: #8a5a00; --fair-ground: #fff0cf; --bad: #b3151c; --bad-ground: #fde1e1; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171b; --text: #e4e7eb; --soft: #98a0ab; --line: #333a43;
  --good: #7ed79b; --good-ground: #16301f; --fair: #f2c14e; --fair-ground: #3a2d0c; --bad: #ff8f8f; --bad-ground: #461a1c; } }
body { background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto;
  max-width: 62rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin-top: 2.4rem; }
small, .note { color: var(--soft); } td.good, td.fair, td.bad { white-space: nowrap; }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem;
  text-align: left; vertical-align: top; } td small { display: block; overflow-wrap: anywhere; }
.number { text-align: right; white-space: nowrap; }
.good { color: var(--good); } .fair { color: var(--fair); } .bad { color: var(--bad); }
ol { display: flex; flex-wrap: wrap; gap: .3rem; list-style: none; margin: .3rem 0; padding: 0; }
li { border: 1px solid var(--line); border-radius: .3rem; font-size: .85rem; padding: 0 .45rem; }
li + li::before { color: var(--soft); content: "→ "; }
.scroll { overflow-x: auto; }
.grid { width: auto; } .grid th, .grid td { border: 1px solid var(--line); min-width: 1.5rem; padding: .1rem;
  text-align: center; vertical-align: middle; } .grid th { font-weight: 500; } .grid .off { color: var(--line); }
.grid td.good { background: var(--good-ground); } .grid td.fair { background: var(--fair-ground); font-weight: 700; }
.grid td.bad { background: var(--bad-ground); font-weight: 700; }
.totals { display: flex; flex-wrap: wrap; gap: 1.5rem; } .totals b { display: block; font-size: 2rem; line-height: 1.1; }
`;

type Tone = 'good' | 'fair' | 'bad';

const TONES: Readonly<Record<Outcome, Tone>> = {
  running: 'good',
  refused: 'good',
  contained: 'good',
  blind: 'fair',
  stopped: 'fair',
  down: 'bad',
};

const FLEET_TONES: Readonly<Record<Row['outcome'], Tone>> = { outage: 'bad', bounded: 'fair', safe: 'good' };

export function incidentPage({ incident, scenarios, truthTable }: Replay): string {
  const { fault, rejection, given, events, recovery } = incident;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>19 July 2024, replayed</title>
<style>${STYLE}</style>
<h1>19 July 2024, replayed</h1>
<p class="note">Content, validator, core and supervisor are those of ringfence. Machines and the fleet around them are simulated.
Everything on this page was run.</p>
<h2>Under the supervisor</h2>
<p>A type of event declares <b>${fault.declared}</b> fields, the integration supplies <b>${fault.supplied}</b>, a rule
reads the last. A validator that knows answers <b>${rejection.code}</b>. One that believes ${fault.declared} lets it pass:
rule <b>${escaped(fault.rule?.title ?? '')}</b> reads field index <b>${fault.index}</b> and faults, <b>${fault.kind}</b>.
The content is ${fault.action}, and last-known-good content answers the same event: ${given} events given, ${events}
answered. From the caught fault to the answer, ${recovery.repeats} times over: median ${duration(recovery.p50)},
99th percentile ${duration(recovery.p99)}.</p>
<h2>The same file on three machines, with a core that does not check</h2>
${machines(scenarios)}
<h2>Its relations, on the same three machines</h2>
${scenarioTable(scenarios)}
<h2>The six mitigations of the root-cause analysis, and the sandbox: every combination</h2>
${totals(truthTable)}
<p class="note">The same release, sent down each of ${truthTable.combinations} pipelines to ${count(truthTable.hosts)} hosts.</p>
${grid(truthTable)}
<h2>Each alone</h2>
${aloneTable(truthTable)}
</html>
`;
}

function machines(scenarios: readonly Played[]): string {
  const { levels } = scenarios.find(({ name }) => name === 'unchecked')!;
  const rows = LEVEL_NAMES.map((level) => {
    const { trace, outcome, answered, events } = levels![level];
    const moments = trace.map(
      ({ state, note }) => `<li title="${STATES[state]}">${wordsOf(state)} <small>${escaped(note ?? '')}</small></li>`,
    );
    const end = `<b class="${TONES[outcome]}">${outcome}</b>, ${answered} of ${events} events answered`;
    return `<tr><th>${level}<td><ol>${moments.join('')}</ol>${end}`;
  });
  return `<table>${rows.join('\n')}</table>`;
}

function scenarioTable(scenarios: readonly Played[]): string {
  const rows = scenarios.map((played) => {
    const cells = LEVEL_NAMES.map((level) => {
      const run = played.levels?.[level];
      return run ? `<td class="${TONES[run.outcome]}">${describeRun(run)}` : '<td class="good">—';
    });
    return `<tr><td>${escaped(played.title)}<small>${escaped(remarkOf(played))}</small>${cells.join('')}`;
  });
  const heads = LEVEL_NAMES.map((level) => `<th>${level}`).join('');
  return `<div class="scroll"><table><tr><th>what comes${heads}\n${rows.join('\n')}</table></div>
<p class="note">${OUTCOME_LEGEND}</p>`;
}

function totals({ outages, bounded, safe }: TruthTable): string {
  const total = (number: number, outcome: Row['outcome']) =>
    `<div class="${FLEET_TONES[outcome]}"><b>${number}</b>${FLEET_OUTCOMES[outcome].mark} ${FLEET_OUTCOMES[outcome].words}</div>`;
  return `<div class="totals">${total(outages, 'outage')}${total(bounded, 'bounded')}${total(safe, 'safe')}</div>`;
}

function grid({ rows }: TruthTable): string {
  const columns = combinationsOf(GRID.across);
  const sign = (isIn: boolean) => (isIn ? '<th>■' : '<th class="off">□');
  const heads = GRID.across.map(
    (name) =>
      `<tr><th colspan="${GRID.down.length}" title="${MITIGATIONS[name].title}">${shortName(name)}${columns.map((names) => sign(names.includes(name))).join('')}`,
  );
  const names = GRID.down.map((name) => `<th title="${MITIGATIONS[name].title}">${shortName(name)}`).join('');
  const body = combinationsOf(GRID.down).map((present) => {
    const cells = columns.map((more) => gridCell(rowOf(rows, [...present, ...more])));
    return `<tr>${GRID.down.map((name) => sign(present.includes(name))).join('')}${cells.join('')}`;
  });
  const table = [...heads, `<tr>${names}<th colspan="${columns.length}">`, ...body].join('\n');
  return `<div class="scroll"><table class="grid">${table}</table></div>`;
}

function gridCell(row: Row): string {
  const { outcome, reached, crashed, blind, stopped } = row;
  const what = presentIn(row).map(shortName).join(' ') || 'none';
  const how = stopped ?? `given to ${count(reached)}, ${count(crashed)} down, ${count(blind)} blind`;
  const { mark, words } = FLEET_OUTCOMES[outcome];
  return `<td class="${FLEET_TONES[outcome]}" title="${escaped(`${what}: ${words}; ${how}`)}">${mark}`;
}

function aloneTable(table: TruthTable): string {
  const line = (title: string, { outcome, reached, crashed, blind, stopped }: Row) => {
    const hosts = [reached, crashed].map((number) => `<td class="number">${count(number)}`).join('');
    const unseeing = `<td class="number ${blind > 0 ? 'fair' : 'note'}">${count(blind)}`;
    return `<tr class="${FLEET_TONES[outcome]}"><td>${title}<small>${escaped(stopped ?? '')}</small>${hosts}${unseeing}`;
  };
  const lines = aloneRows(table).map(([title, row]) => line(title, row));
  const heads = ['hosts given it', 'down', 'blind'].map((head) => `<th class="number">${head}`).join('');
  return `<table><tr><th>mitigation${heads}\n${lines.join('\n')}</table>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);
