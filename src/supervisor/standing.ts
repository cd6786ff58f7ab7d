/**
 * Where content stands, and what happens to it: a pure function.
 *
 * New content is active on probation; content that has passed is what we return to. A fault of the active content is
 * judged by answering the same event on last-known-good content: if that answers, the content is to blame and never
 * runs again; if that faults, too, or there is none, the event is to blame and is put aside. Burnt fuel is another
 * matter: it is held against the rule that burned it, and against the content only on probation and when no rule did.
 */
import type { ContentView } from '../content/view.js';
import type { FaultKind } from '../sandbox/fault.js';
import type { FaultRecord } from './answers.js';
import type { Rung } from './descent.js';
import { nameRule } from './fault-record.js';
import { NO_STRAIN, type Strain, strain } from './strain.js';
import { isOut, type Strike, strike } from './strikes.js';

export interface Standing {
  /** Digest of the content that answers. */
  readonly active?: string;
  /** Events the active content has still to answer before it can be returned to; 0 when it has passed. */
  readonly probation: number;
  /** Digest of the content to return to; never the active one. */
  readonly lastKnownGood?: string;
  /** Digests that never run again. */
  readonly quarantined: ReadonlySet<string>;
  /** Numbers of rules that are switched off, by digest of the active and of last-known-good content. */
  readonly rulesOff: ReadonlyMap<string, readonly number[]>;
  /** Against the active content. */
  readonly strikes: readonly Strike[];
  readonly strain: Strain;
}

/** What others tell who run the same contents. */
export type Followed = Pick<Standing, 'probation' | 'quarantined' | 'rulesOff' | 'strikes'>;

export type Happening =
  /** The validator accepted content and the core loaded it. */
  | { readonly kind: 'loaded'; readonly digest: string }
  | { readonly kind: 'answered'; readonly events: number }
  /** These digests must never run: they faulted, or failed to start, before this process. */
  | { readonly kind: 'remembered'; readonly digests: readonly string[] }
  /** The active content faulted on an event, or while it was loaded, that last-known-good content answers. */
  | { readonly kind: 'contentFaulted'; readonly digest: string }
  /** An event burned all its fuel on this content. */
  | { readonly kind: 'burned'; readonly digest: string; readonly strike: Strike }
  /** Others found this, and it holds here. */
  | { readonly kind: 'followed'; readonly found: Followed }
  /** The active content is offered again: its rules are switched on. */
  | { readonly kind: 'offeredAgain'; readonly digest: string }
  /** Good content faulted on the event, too, or there is none. */
  | { readonly kind: 'strained'; readonly now: number };

export const NOTHING_ACTIVE: Standing = {
  probation: 0,
  quarantined: new Set(),
  rulesOff: new Map(),
  strikes: [],
  strain: NO_STRAIN,
};

/** Events on which new content proves itself. */
export const PROBATION = 1000;

export function next(standing: Standing, happening: Happening): Standing {
  switch (happening.kind) {
    case 'loaded':
      return activate(standing, happening.digest);
    case 'answered':
      return standing.probation === 0
        ? standing
        : { ...standing, probation: Math.max(0, standing.probation - happening.events) };
    case 'remembered':
      return quarantineNew(standing, happening.digests);
    case 'contentFaulted':
      return quarantine(standing, happening.digest);
    case 'burned':
      return happening.digest === standing.active ? count(standing, happening.digest, happening.strike) : standing;
    case 'followed':
      return follow(standing, happening.found);
    case 'offeredAgain':
      return happening.digest === standing.active ? switchOn(standing, happening.digest) : standing;
    case 'strained':
      return { ...standing, strain: strain(standing.strain, happening.now) };
  }
}

function activate(standing: Standing, digest: string): Standing {
  const { active, lastKnownGood, probation, quarantined, rulesOff } = standing;
  if (quarantined.has(digest) || digest === active) return standing;
  const passed = probation === 0 ? active : undefined;
  const good = passed ?? lastKnownGood;
  const kept = good === undefined || good === digest ? {} : { lastKnownGood: good };
  return {
    active: digest,
    // the first content has nothing to be compared with and is what there is to return to
    probation: active === undefined || digest === lastKnownGood ? 0 : PROBATION,
    ...kept,
    quarantined,
    rulesOff: only(rulesOff, kept.lastKnownGood),
    strikes: [],
    strain: NO_STRAIN,
  };
}

function quarantine(standing: Standing, digest: string): Standing {
  const { active, lastKnownGood, ...rest } = standing;
  const quarantined = new Set([...standing.quarantined, digest]);
  if (digest !== active) {
    const kept = lastKnownGood === undefined || lastKnownGood === digest ? {} : { lastKnownGood };
    return { ...rest, ...(active === undefined ? {} : { active }), ...kept, quarantined };
  }
  return {
    ...(lastKnownGood === undefined ? {} : { active: lastKnownGood }),
    probation: 0,
    quarantined,
    rulesOff: only(rest.rulesOff, lastKnownGood),
    strikes: [],
    strain: NO_STRAIN,
  };
}

function quarantineNew(standing: Standing, digests: readonly string[]): Standing {
  return digests.filter((digest) => !standing.quarantined.has(digest)).reduce(quarantine, standing);
}

/** Probation is over when it is for them, and rules are off and struck as they are for them. */
function follow(standing: Standing, { probation, quarantined, rulesOff, strikes }: Followed): Standing {
  const after = quarantineNew(standing, [...quarantined]);
  const { active, lastKnownGood } = after;
  const own = new Map([...rulesOff].filter(([digest]) => digest === active || digest === lastKnownGood));
  return { ...after, probation: probation === 0 ? 0 : after.probation, rulesOff: own, strikes };
}

/** A strike against a rule, or against the content; the third is the last. */
function count(standing: Standing, digest: string, one: Strike): Standing {
  const strikes = strike(standing.strikes, one);
  const { rule } = one;
  if (!isOut(strikes, rule)) return { ...standing, strikes };
  if (rule === undefined) return standing.probation > 0 ? quarantine(standing, digest) : { ...standing, strikes };
  const off = [...new Set([...(standing.rulesOff.get(digest) ?? []), rule])];
  return {
    ...standing,
    rulesOff: new Map([...standing.rulesOff, [digest, off]]),
    strikes: strikes.filter((other) => other.rule !== rule),
  };
}

function switchOn(standing: Standing, digest: string): Standing {
  if (!standing.rulesOff.has(digest) && standing.strikes.length === 0) return standing;
  return { ...standing, rulesOff: only(standing.rulesOff, standing.lastKnownGood), strikes: [] };
}

function only(rulesOff: Standing['rulesOff'], digest: string | undefined): Standing['rulesOff'] {
  return new Map([...rulesOff].filter(([one]) => one === digest));
}

/** Digests that never run again and might before. It is asked after every event on probation, when there are hardly any. */
export function quarantinedSince({ quarantined }: Standing, now: Standing): string[] {
  return now.quarantined === quarantined ? [] : [...now.quarantined].filter((digest) => !quarantined.has(digest));
}

/** What is done about a fault of the slot `from`, when `by` answered its event. */
export function judge(
  kind: FaultKind,
  from: Rung,
  by: Rung | undefined,
): 'quarantined' | 'passedOver' | 'deadLettered' {
  if (by === undefined) return 'deadLettered';
  const isProved = from === 'active' && by === 'lastKnownGood';
  return isProved && kind !== 'FuelExhausted' ? 'quarantined' : 'passedOver';
}

/** The fault behind a strike with what that came to, as it is reported; undefined when it came to nothing yet. */
export function convicted(
  before: Standing,
  after: Standing,
  { rule }: Strike,
  fault: FaultRecord,
  view: ContentView,
): FaultRecord | undefined {
  if (after.quarantined.size > before.quarantined.size) return { ...fault, action: 'quarantined' };
  const isOff = ({ rulesOff }: Standing) => rule !== undefined && rulesOff.get(fault.content)?.includes(rule) === true;
  return isOff(after) && !isOff(before) ? { ...fault, action: 'ruleSwitchedOff', ...nameRule(view, rule!) } : undefined;
}
