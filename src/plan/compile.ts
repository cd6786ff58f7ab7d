/**
 * Compiling: texts of rules in; a content file and what became of every rule out.
 *
 * A rule that cannot be used is reported and left out; the others are compiled. The order in which rules are given
 * does not matter: the same rules make the same bytes.
 */
import { type Bucket, bucketOf } from '../content/buckets.js';
import { type SectionFull, writeContent } from '../content/writer.js';
import { RingfenceError } from '../error.js';
import type { Diagnostic } from '../sigma/diagnostic.js';
import { type Document, readDocuments } from './documents.js';
import { encode } from './encode.js';
import type { EventMapping } from './event-mapping.js';
import type { FilterReading } from './filters.js';
import type { Profile } from './log-sources.js';
import { isMapping } from './mapping.js';
import { planOf } from './plan.js';

/** A file of rules: its name, for reports, and its text. */
export interface RuleSource {
  readonly name: string;
  readonly text: string;
}

/** The fields that input records have, by position. */
export interface Schema {
  readonly name: string;
  readonly version: number;
  readonly fields: readonly string[];
}

export interface CompileOptions {
  /** The fields that rules may name. Default: every field that a rule names. */
  readonly schema?: Schema;
  /** What `expand` replaces placeholders with, by name without percent signs. Default: none. */
  readonly placeholders?: ReadonlyMap<string, readonly string[]>;
  /** How filters are read. Default: what they select is excluded, as in the specification. */
  readonly filters?: FilterReading;
  /**
   * `builtin`: rules also match events that say the same under other names, such as process creation from Security 4688,
   * and antivirus rules match events of Windows Defender. Default `sysmon`: they do not.
   */
  readonly profile?: Profile;
  /** Where events of your own have the fields, from `readMapping`. Default: the known shapes alone. */
  readonly mapping?: EventMapping;
  /** The publisher's number, 0 to 2^32 - 1. Default 0. */
  readonly contentVersion?: number;
}

/** What became of one rule. */
export interface RuleReport {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly title: string;
  /** `inert` shows only when events are scanned. */
  readonly bucket: Exclude<Bucket, 'inert'>;
  /** Whether events show the log source, or only the caller can declare it; absent when refused. */
  readonly logSource?: 'recognised' | 'declared';
  /** Why it is refused or degraded. */
  readonly reasons: readonly Diagnostic[];
}

/** What became of one filter. */
export interface FilterReport extends Pick<RuleReport, 'file' | 'line' | 'id' | 'title' | 'reasons'> {
  /** How many active rules it applies to. */
  readonly rules: number;
}

export interface Compilation {
  readonly content: Uint8Array;
  /** One entry for every document in the sources that is not a filter, in their order. */
  readonly rules: readonly RuleReport[];
  readonly filters: readonly FilterReport[];
  readonly diagnostics: readonly Diagnostic[];
}

/** More than the format can hold, though no rule is too large alone: the rules must be split over several files. */
export class ContentTooLarge extends Error {
  override readonly name = 'ContentTooLarge';
  constructor(readonly full: SectionFull) {
    super(`${full.count} records in section ${full.section}, at most ${full.limit} are possible: split the rules`);
  }
}

/** Compiles rules. Throws ContentTooLarge, RingfenceError BadArgument, and nothing else whatever the texts are. */
export function compile(sources: readonly RuleSource[], options: CompileOptions = {}): Compilation {
  checkArguments(sources, options);
  const { schema, placeholders = new Map(), filters = 'exclude', contentVersion = 0 } = options;
  const { profile = 'sysmon', mapping } = options;
  const documents = sources.flatMap(({ name, text }) => readDocuments(name, text, placeholders));
  const plan = planOf(documents, { fields: schema?.fields, filters, profile, mapping });
  const { schemaName, sections } = encode(plan, schema?.name ?? 'sigma');
  const content = writeContent({ schema: schemaName, schemaVersion: schema?.version ?? 1, contentVersion }, sections);
  if (!(content instanceof Uint8Array)) throw new ContentTooLarge(content);
  return {
    content,
    rules: documents.filter(({ kind }) => kind === 'rule').map(reportRule),
    filters: documents.filter(({ kind }) => kind === 'filter').map(reportFilter),
    diagnostics: documents.flatMap(({ reasons }) => reasons),
  };
}

function reportRule({ file, line, id, title, reasons, logSource }: Document): RuleReport {
  const base = { file, line, id, title, reasons };
  return logSource ? { ...base, bucket: bucketOf(reasons), logSource } : { ...base, bucket: 'refused' };
}

function reportFilter({ file, line, id, title, reasons, rules }: Document): FilterReport {
  return { file, line, id, title, reasons, rules };
}

function checkArguments(sources: readonly RuleSource[], options: CompileOptions): void {
  const { schema, contentVersion = 0, profile = 'sysmon', mapping } = options;
  const wrong = (what: string) => new RingfenceError('BadArgument', what);
  if (!sources.every(({ name, text }) => typeof name === 'string' && typeof text === 'string'))
    throw wrong('a source has a name and a text, both strings');
  if (!isU32(contentVersion)) throw wrong(`a content version is a whole number from 0 to 2^32 - 1: ${contentVersion}`);
  if (schema && !isU32(schema.version))
    throw wrong(`a schema version is a whole number from 0 to 2^32 - 1: ${schema.version}`);
  if (schema && new Set(schema.fields).size !== schema.fields.length)
    throw wrong('the fields of a schema have different names');
  if (profile !== 'sysmon' && profile !== 'builtin') throw wrong(`a profile is sysmon or builtin: ${profile}`);
  if (mapping && !isMapping(mapping)) throw wrong('a mapping is what readMapping answers when there is no problem');
}

function isU32(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number < 2 ** 32;
}
