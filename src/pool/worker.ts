/** What a worker of the pool runs: one supervisor. */
import { loadCore } from '../sandbox/core.js';
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
  onStrike: (strike, recording) => tell({ kind: 'strike', strike, evidence: fromFirst(evidenceOf(recording)) }),
  onTrouble: (trouble) => tell({ kind: 'trouble', reason: describe(trouble) }),
});
await supervisor.prepare();
/** Events answered in earlier windows. */
let answered = 0;
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
  const found = faults.splice(0).map(fromFirst);
  answered += counted(answers);
  return pack(answers, { faults: found, ...news() });
}

/** Its event numbered from the first of this window; not at all when it was in an earlier one. */
function fromFirst({ fault: { event = -1, ...fault }, ...rest }: Evidence): Evidence {
  return { ...rest, fault: event < answered ? fault : { ...fault, event: event - answered } };
}

function news(): Pick<PackedAnswers, 'shown'> {
  const { shown } = supervisor;
  const text = JSON.stringify(shown);
  if (text === reported) return {};
  reported = text;
  return { shown };
}
