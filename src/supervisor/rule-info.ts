/** What a match shows of its rule. The licence of public rules asks that every match name the author. */
import { type Bucket, type Degradation, degradationsOf, ruleBucket, type Seen } from '../content/buckets.js';
import type { ContentView } from '../content/view.js';
import type { Range } from '../format/records.js';

export interface RuleInfo {
  /** Its place in the content file, from 0. */
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly author: string;
  readonly status: string;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
}

/** A rule of content with what became of it. */
export interface RuleState extends RuleInfo {
  /** `inert`: no event so far had its log source, or the fields without which it cannot match. */
  readonly bucket: Exclude<Bucket, 'refused'>;
  /** What it lost when it was compiled. */
  readonly degradations: readonly Degradation[];
}

export function ruleInfo(view: ContentView, rule: number): RuleInfo {
  const { id, title, level, author, status, tags, references, falsePositives } = view.record('Rules', rule);
  const list = ({ first, count }: Range) =>
    Array.from({ length: count }, (_, index) => view.text(view.record('TextList', first + index).text));
  return {
    number: rule,
    id: view.text(id),
    title: view.text(title),
    level: view.text(level),
    author: view.text(author),
    status: view.text(status),
    tags: list(tags),
    references: list(references),
    falsePositives: list(falsePositives),
  };
}

/** What the rules of content show, each worked out once. */
export function ruleInfos(view: ContentView): (rule: number) => RuleInfo {
  const made = new Map<number, RuleInfo>();
  return (rule) => {
    const known = made.get(rule);
    if (known !== undefined) return known;
    const fresh = ruleInfo(view, rule);
    made.set(rule, fresh);
    return fresh;
  };
}

/** The rules of content, each in the bucket that what events have shown puts it in. */
export function ruleStates(view: ContentView, rule: (number: number) => RuleInfo, seen: Seen): RuleState[] {
  return Array.from({ length: view.count('Rules') }, (_, number) => ({
    ...rule(number),
    bucket: ruleBucket(view, number, seen),
    degradations: degradationsOf(view, number),
  }));
}
