/** What a worker of the pool runs: one supervisor. */
import { loadCore } from '../sandbox/core.js';
import type { FaultRecord } from '../supervisor/answers.js';
import { Supervisor } from '../supervisor/supervisor.js';
import type { Request, Response } from './message.js';
import { type PackedAnswers, pack } from './packed.js';
import { serve, setup } from './thread.js';

const { core, logSource } = setup();
const faults: FaultRecord[] = [];
const supervisor = new Supervisor(await loadCore({ module: core.module }), {
  logSource,
  onFault: (fault) => faults.push(fault),
});
/** Events answered in earlier windows. */
let answered = 0;
let reported = { content: '', groups: 0 };

serve(handle);

async function handle(request: Request): Promise<Response | undefined> {
  switch (request.kind) {
    case 'offer':
      return { kind: 'offered', offer: await supervisor.offer(request.bytes) };
    case 'scan':
      return { kind: 'answered', answers: scan(request.bytes) };
    case 'follow':
      supervisor.follow(request.standing);
      return undefined;
  }
}

function scan(window: Uint8Array): PackedAnswers {
  const answers = supervisor.scan(window);
  const found = faults.splice(0).map((fault) => ({ ...fault, event: fault.event! - answered }));
  answered += answers.events + answers.unanswered.length;
  return pack(answers, { faults: found, ...news() });
}

function news(): Pick<PackedAnswers, 'seen'> {
  const content = supervisor.standing.active!;
  const groups = supervisor.seen;
  if (content === reported.content && groups.length === reported.groups) return {};
  reported = { content, groups: groups.length };
  return { seen: { content, groups } };
}
