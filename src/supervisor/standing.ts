/**
 * Where content stands, and what happens to it: a pure function.
 *
 * New content is active on probation; content that has passed is what we return to. A fault of the active content is
 * judged by answering the same event on last-known-good content: if that answers, the content is to blame and never
 * runs again; if that faults, too, or there is none, the event is to blame and is put aside. Content that has passed its
 * probation is not blamed for an event that burns its fuel.
 */
export interface Standing {
  /** Digest of the content that answers. */
  readonly active?: string;
  /** Events the active content has still to answer before it can be returned to; 0 when it has passed. */
  readonly probation: number;
  /** Digest of the content to return to; never the active one. */
  readonly lastKnownGood?: string;
  /** Digests that never run again. */
  readonly quarantined: ReadonlySet<string>;
}

export type Happening =
  /** The validator accepted content and the core loaded it. */
  | { readonly kind: 'loaded'; readonly digest: string }
  | { readonly kind: 'answered'; readonly events: number }
  /** The active content faulted on an event, or while it was loaded, that last-known-good content answers. */
  | { readonly kind: 'contentFaulted'; readonly digest: string };

export const NOTHING_ACTIVE: Standing = { probation: 0, quarantined: new Set() };

/** Events on which new content proves itself. */
export const PROBATION = 1000;

export function next(standing: Standing, happening: Happening): Standing {
  switch (happening.kind) {
    case 'loaded':
      return activate(standing, happening.digest);
    case 'answered':
      return { ...standing, probation: Math.max(0, standing.probation - happening.events) };
    case 'contentFaulted':
      return quarantine(standing, happening.digest);
  }
}

function activate(standing: Standing, digest: string): Standing {
  const { active, lastKnownGood, probation, quarantined } = standing;
  if (quarantined.has(digest) || digest === active) return standing;
  const passed = probation === 0 ? active : undefined;
  const good = passed ?? lastKnownGood;
  return {
    active: digest,
    // the first content has nothing to be compared with and is what there is to return to
    probation: active === undefined || digest === lastKnownGood ? 0 : PROBATION,
    ...(good === undefined || good === digest ? {} : { lastKnownGood: good }),
    quarantined,
  };
}

function quarantine({ active, lastKnownGood, probation, quarantined }: Standing, digest: string): Standing {
  const grown = new Set([...quarantined, digest]);
  if (digest !== active) {
    const kept = lastKnownGood === undefined || lastKnownGood === digest ? {} : { lastKnownGood };
    return { ...(active === undefined ? {} : { active }), probation, ...kept, quarantined: grown };
  }
  return { ...(lastKnownGood === undefined ? {} : { active: lastKnownGood }), probation: 0, quarantined: grown };
}
