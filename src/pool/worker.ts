/** What a worker of the pool runs: one supervisor. */
import { loadCore } from '../sandbox/core.js';
import type { FaultRecord } from '../supervisor/answers.js';
import type { DeadLetter } from '../supervisor/journal.js';
import { Supervisor } from '../supervisor/supervisor.js';
import { counted } from '../supervisor/tally.js';
import { type Evidence, evidenceOf } from './evidence.js';
import type { Request, Response } from './message.js';
import { type PackedAnswers, pack } from './packed.js';
import { describe, serve, setup, tell } from './thread.js';

const { core, options } = setup();
const faults: Evidence[] = [];
const supervisor = new Supervisor(await loadCore({ module: core.module }), {
  ...options,
  onFault: (_, recording) => faults.push(evidenceOf(recording)),
  onStrike: (strike, recording) => tell({ kind: 'strike', strike, evidence: counting(evidenceOf(recording)) }),
  onTrouble: (trouble) => tell({ kind: 'trouble', reason: describe(trouble) }),
});
await supervisor.prepare();
/** Events answered in earlier windows. */
let answered = 0;
/** Letters for them. */
let written = 0;
/** What was shown when the pool was last told. */
let reported = '';

serve(handle);

async function handle(request: Request): Promise<Response | undefined> {
  switch (request.kind) {
    case 'offer':
      return { kind: 'offered', offer: await supervisor.offer(request.bytes) };
    case 'scan':
      return { kind: 'answered', answers: scan(request), place: request.bytes.buffer };
    case 'follow':
      supervisor.follow(request.found);
      return undefined;
  }
}

function scan({ bytes, fuel }: Request & { kind: 'scan' }): PackedAnswers {
  const answers = supervisor.scan(bytes, fuel);
  const found = faults.splice(0).map(counting);
  const more = { faults: found, ...newLetters(), ...news() };
  answered += counted(answers);
  return pack(answers, more);
}

function counting(evidence: Evidence): Evidence {
  return { ...evidence, fault: fromFirst(evidence.fault) };
}

/** Its event numbered from the first of this window; not at all when it was in an earlier one. */
function fromFirst({ event = -1, ...fault }: FaultRecord): FaultRecord {
  return event < answered ? fault : { ...fault, event: event - answered };
}

/** Letters of events that are not counted yet, as far as they are still kept. */
function newLetters(): Pick<PackedAnswers, 'letters' | 'dropped'> {
  const { letters, dropped } = supervisor.deadLetters;
  const isNew = ({ event }: DeadLetter) => event >= answered;
  const found = letters.filter(isNew).map((letter) => ({
    ...letter,
    event: letter.event - answered,
    faults: letter.faults.map(fromFirst),
  }));
  const before = written;
  written = letters.length + dropped;
  return { letters: found, dropped: written - before - found.length };
}

function news(): Pick<PackedAnswers, 'shown'> {
  const { shown } = supervisor;
  const text = JSON.stringify(shown);
  if (text === reported) return {};
  reported = text;
  return { shown };
}
