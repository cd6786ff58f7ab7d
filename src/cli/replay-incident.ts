/**
 * `ringfence replay-incident`: 19 July 2024 on this engine, told, as data, or as a page.
 *
 * Content, validator, core and supervisor are the product's; machines and the fleet around them are simulated. Nothing
 * shown is known before: every row is run.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { loadCore } from '../sandbox/core.js';
import { releaseOf } from '../simulation/release.js';
import { playScenarios } from '../simulation/scenarios.js';
import { truthTable } from '../simulation/truth-table.js';
import { loadUncheckedCore } from '../simulation/unchecked-core.js';
import { runIncident } from './demo-incident.js';
import { Failure, reasonOf } from './failure.js';
import { incidentPage, type Replay } from './incident-page.js';
import { aloneLines, gridLines, machineLines, scenarioLines, totalsLine } from './incident-tables.js';
import { jsonLine, print, say, styled } from './terminal.js';

export async function runReplayIncident({ json, html }: { readonly json?: true; readonly html?: string }) {
  const page = html === undefined ? undefined : await openPage(html);
  const tell = json ? async () => {} : (...lines: readonly string[]) => print(`${lines.join('\n')}\n`);
  const replay = await replayIncident(tell);
  if (json) await print(jsonLine(replay));
  if (!page) return;
  await page.writeFile(incidentPage(replay));
  await page.close();
  say(`${html}: written`);
}

/** Before the work, so that nobody waits for a page that cannot be written. */
async function openPage(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'w');
  } catch (error) {
    throw new Failure(`${path}: ${reasonOf(error)}`);
  }
}

async function replayIncident(tell: (...lines: readonly string[]) => Promise<void>): Promise<Replay> {
  const heading = (text: string) => tell('', styled('bold', text));
  const cores = { checked: await loadCore(), unchecked: await loadUncheckedCore() };
  const release = releaseOf();
  await tell('', 'Content, validator, core and supervisor are the real ones. Machines and the fleet are simulated.');
  await heading('1. The incident of 19 July 2024, under the supervisor');
  const incident = await runIncident(cores.checked, release, tell);
  await heading('2. The same file on three machines, with a core that does not check');
  const scenarios = await playScenarios(release, cores);
  await tell(...machineLines(scenarios));
  await heading('3. Its relations, each on the same three machines');
  await tell(...scenarioLines(scenarios));
  await heading('4. The six mitigations of the root-cause analysis, and the sandbox: every combination');
  const table = await truthTable(release, cores);
  await tell(...aloneLines(table), '', ...gridLines(table), '', `   ${totalsLine(table)}`, '');
  return { incident, scenarios, truthTable: table };
}
