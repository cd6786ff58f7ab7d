/**
 * `ringfence demo`: the whole story on data that comes with ringfence, in two acts.
 *
 * Rules become content, which finds an attack among harmless events; then content that
 * passed a wrong validator faults, and nothing is lost. Everything shown is what the engine did just now.
 */

import { loadCore } from '../sandbox/core.js';
import { releaseOf } from '../simulation/release.js';
import { runDetection } from './demo-detection.js';
import { runIncident } from './demo-incident.js';
import { jsonLine, print, styled } from './terminal.js';

export async function runDemo({ json }: { readonly json?: true }): Promise<void> {
  const core = await loadCore();
  const say = json ? () => {} : async (text: string) => print(`${text}\n`);
  await say(styled('bold', '\n1. Rules become content, content finds an attack'));
  const detection = await runDetection(core, say);
  await say(styled('bold', '\n2. The incident of 19 July 2024, on this engine'));
  const incident = await runIncident(core, releaseOf(), say);
  await say('');
  if (json) await print(jsonLine({ detection, incident }));
}
