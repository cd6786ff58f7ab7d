/**
 * Runs in every engine: compiles rules, answers events with both builds of the core, and sends what came of it.
 *
 * Written for the least that engines have in common: `fetch`, WebCrypto, and the library as it is published.
 */
import { compile, isRejection, loadCore, Sandbox, validate } from '../../dist/index.js';
import { batches } from '../../dist/supervisor/windows.js';

/** What an engine sends. */
export interface Findings {
  /** Digest of the compiled content. */
  readonly content: string;
  /** For each build the digest of all verdicts, every number in them. */
  readonly verdicts: Readonly<Record<'plain' | 'simd', string>>;
  readonly events: number;
  readonly matches: number;
}

const WINDOW = 1 << 18;

async function findings(rules: string, events: Uint8Array): Promise<Findings> {
  const accepted = await validate(compile(JSON.parse(rules)).content);
  if (isRejection(accepted)) throw new Error(accepted.code);
  const counts = { events: 0, matches: 0 };
  const verdictsOf = async (build: 'plain' | 'simd') => {
    const sandbox = new Sandbox(await loadCore({ build }));
    sandbox.load(accepted);
    let digests = '';
    for (const batch of batches(events, WINDOW)) {
      const { verdict, fault } = sandbox.scan(batch);
      if (fault) throw new Error(JSON.stringify(fault));
      counts.events += verdict.events;
      counts.matches += verdict.matches.length / 2;
      digests += await sha256(JSON.stringify({ ...verdict, matches: Array.from(verdict.matches) }));
    }
    return sha256(digests);
  };
  const verdicts = { plain: await verdictsOf('plain'), simd: await verdictsOf('simd') };
  return { content: accepted.digest, verdicts, events: counts.events / 2, matches: counts.matches / 2 };
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A browser has loaded this from where the input is; others are told. */
const origin = globalThis.location?.origin ?? process.argv[2];
const get = async (path: string) => (await fetch(`${origin}/${path}`)).arrayBuffer();
let sent: string;
try {
  const rules = new TextDecoder().decode(await get('rules'));
  sent = JSON.stringify(await findings(rules, new Uint8Array(await get('events'))));
} catch (thrown) {
  sent = JSON.stringify({ thrown: String(thrown) });
}
await fetch(`${origin}/findings`, { method: 'POST', body: sent });
