/** What answers the events of a scan: a supervisor in this thread, or a pool of them. */
import { countBuckets } from '../content/buckets.js';
import { Pool } from '../pool/pool.js';
import { loadCore } from '../sandbox/core.js';
import type { Answers, FaultRecord, Offer } from '../supervisor/answers.js';
import type { LogSource } from '../supervisor/declared.js';
import type { Recording } from '../supervisor/recording.js';
import type { RuleState } from '../supervisor/rule-info.js';
import { Supervisor } from '../supervisor/supervisor.js';
import { describeRejection } from '../validator/rejection.js';
import { compileRules, demandActive, type RuleFlags } from './compiling.js';
import { readContent } from './content.js';
import { Failure } from './failure.js';
import { say } from './terminal.js';

export interface ScannerFlags extends LogSource, RuleFlags {
  readonly rules?: readonly string[];
  readonly content?: string;
}

export interface Scanner {
  readonly scan: (bytes: Uint8Array) => Answers | Promise<Answers>;
  /** The rules, each in the bucket that the events answered so far put it in. */
  readonly rules: () => readonly RuleState[];
  /** Rules that were refused where they were compiled; undefined when content is given, which does not have them. */
  readonly refused: number | undefined;
  readonly close: () => Promise<void>;
  /** How many batches may be unanswered when another is given. */
  readonly ahead: number;
}

/** Called with each fault, and with what replays it. */
export type OnFault = (fault: FaultRecord, recording: Recording) => void;

export async function startScanner(
  flags: ScannerFlags & { readonly workers?: string },
  onFault: OnFault,
): Promise<Scanner> {
  if (flags.workers !== undefined) return startPool(flags, readCount(flags.workers), onFault);
  const { supervisor, refused } = await startSupervisor(flags, onFault);
  const scan = (bytes: Uint8Array) => supervisor.scan(bytes);
  return { scan, rules: () => supervisor.rules, refused, close: async () => {}, ahead: 0 };
}

/** With the content that the flags name, and how many rules were refused where they were compiled. */
export async function startSupervisor(
  flags: ScannerFlags,
  onFault: OnFault,
): Promise<{ readonly supervisor: Supervisor; readonly refused: number | undefined }> {
  const { content, refused } = await readDetection(flags);
  const supervisor = new Supervisor(await loadCore(), optionsOf(flags, onFault));
  demandTaken(await supervisor.offer(content), flags);
  demandWhole(supervisor.rules, flags);
  return { supervisor, refused };
}

async function startPool(flags: ScannerFlags, workers: number, onFault: OnFault): Promise<Scanner> {
  const { content, refused } = await readDetection(flags);
  const onLoss = ({ reason, message }: { reason: string; message: string }) =>
    say(`a worker was lost: ${reason}: ${message}`);
  const pool = new Pool(await loadCore(), { ...optionsOf(flags, onFault), workers, onLoss });
  demandTaken(await pool.offer(content), flags);
  demandWhole(pool.rules, flags);
  const scan = (bytes: Uint8Array) => pool.scan(bytes);
  return { scan, rules: () => pool.rules, refused, close: () => pool.close(), ahead: BATCHES_AHEAD * workers };
}

/** What both are told. */
function optionsOf(flags: ScannerFlags, onFault: OnFault) {
  const onTrouble = (trouble: unknown) => say(`trouble: ${describeTrouble(trouble)}`);
  return { logSource: logSourceOf(flags), onFault, onTrouble };
}

function describeTrouble(trouble: unknown): string {
  return trouble instanceof Error ? trouble.message : ((trouble as { reason?: string }).reason ?? String(trouble));
}

/** A batch is a few windows of the pool. */
const BATCHES_AHEAD = 2;

/** Each has a core of its own, with its memory. */
const MOST_WORKERS = 256;

function readCount(text: string): number {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > MOST_WORKERS)
    throw new Failure(`--workers takes a number from 1 to ${MOST_WORKERS}, not ${JSON.stringify(text)}`);
  return count;
}

async function readDetection(
  flags: ScannerFlags,
): Promise<{ readonly content: Uint8Array; readonly refused: number | undefined }> {
  const { rules, content } = flags;
  if ((rules === undefined) === (content === undefined))
    throw new Failure('give either --rules PATH or --content FILE');
  if (content !== undefined) return { content: readContent(content), refused: undefined };
  const compilation = await compileRules(rules!, flags);
  return { content: compilation.content, refused: countBuckets(compilation.rules).refused };
}

function logSourceOf({ product, category, service }: LogSource): LogSource {
  return { ...(product && { product }), ...(category && { category }), ...(service && { service }) };
}

function demandTaken(offer: Offer | { readonly outcome: 'lost' }, { content, rules }: ScannerFlags): void {
  const name = content ?? rules!.join(', ');
  if (offer.outcome === 'rejected') throw new Failure(`${name}: ${describeRejection(offer.rejection)}`);
  if (offer.outcome === 'noMemory') throw new Failure(`${name}: there is no memory for another sandbox`);
  if (offer.outcome !== 'active') throw new Failure(`${name}: the core refuses it: ${JSON.stringify(offer)}`);
}

function demandWhole(rules: readonly RuleState[], flags: RuleFlags): void {
  const degraded = rules.filter(({ degradations }) => degradations.length > 0).length;
  demandActive({ ...countBuckets([]), degraded }, flags);
}
