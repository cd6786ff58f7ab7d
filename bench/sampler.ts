/**
 * Samples: where the engine's own profiler finds the thread, as the stack of functions that it is in.
 */
import { type Profiler, Session } from 'node:inspector';

/** How often a stack was seen; functions from the outermost, core functions as `event/scan/scanObject`. */
export interface Sample {
  readonly stack: readonly string[];
  readonly count: number;
}

const INTERVAL_MICROSECONDS = 250;

const IN_CORE = 'assembly/';

/** Throws when nothing was sampled. */
export function sample(run: () => void): Sample[] {
  const session = new Session();
  session.connect();
  try {
    let profile: Profiler.Profile | undefined;
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS });
    session.post('Profiler.start');
    run();
    session.post('Profiler.stop', (error, stopped) => {
      if (error) throw error;
      profile = stopped.profile;
    });
    if (!profile) throw new Error('the profiler has no profile');
    return samplesOf(profile.nodes);
  } finally {
    session.disconnect();
  }
}

/** The profiler lists a caller before those it calls. */
function samplesOf(nodes: readonly Profiler.ProfileNode[]): Sample[] {
  const stacks = new Map<number, readonly string[]>();
  for (const { id, callFrame, children = [] } of nodes) {
    const stack = [...(stacks.get(id) ?? []), nameOf(callFrame)];
    stacks.set(id, stack);
    for (const child of children) stacks.set(child, stack);
  }
  return nodes
    .filter(({ hitCount = 0 }) => hitCount > 0)
    .map(({ id, hitCount = 0 }) => ({ stack: stacks.get(id)!, count: hitCount }));
}

function nameOf({ functionName, url }: Profiler.ProfileNode['callFrame']): string {
  if (url.startsWith('wasm://')) return functionName.replace(IN_CORE, '');
  return `host/${functionName || 'top'}`;
}
