/** `ringfence check`: whether a file is content, and what it holds; or what would become of rules. */
import { stat } from 'node:fs/promises';
import { countBuckets, degradationsOf, ruleBucket } from '../content/buckets.js';
import type { ContentView } from '../content/view.js';
import { bucketsLine } from './buckets.js';
import { demandActive, type RuleFlags, tryRules } from './compiling.js';
import { readAccepted } from './content.js';
import { Failure } from './failure.js';
import { reportOf } from './report.js';
import { bytes, count, jsonLine, print, printable } from './terminal.js';

export interface CheckFlags extends RuleFlags {
  readonly json?: true;
}

export async function runCheck(paths: readonly string[], flags: CheckFlags): Promise<void> {
  const areRules = await Promise.all(paths.map(isRules));
  if (areRules.every((are) => are)) return checkRules(paths, flags);
  if (areRules.some((are) => are)) throw new Failure('give either rules or content files');
  for (const path of paths) await checkContent(path, flags);
}

/** A folder, or a file of YAML; all else is to be content. */
async function isRules(path: string): Promise<boolean> {
  return /\.ya?ml$/i.test(path) || (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

async function checkRules(paths: readonly string[], flags: CheckFlags): Promise<void> {
  const compilation = await tryRules(paths, flags);
  const report = reportOf(compilation);
  const { declared, active, degraded, refused } = report.counts;
  await print(flags.json ? jsonLine(report) : `${bucketsLine({ active, degraded, refused }, declared)}\n`);
  demandActive(countBuckets(compilation.rules), flags);
}

async function checkContent(path: string, flags: CheckFlags): Promise<void> {
  const { digest, view } = await readAccepted(path);
  const { header } = view;
  const rules = rulesOf(view);
  const { active, degraded } = countBuckets(rules);
  const facts = {
    file: path,
    content: digest,
    bytes: header.length,
    formatVersion: header.formatVersion,
    contentVersion: header.contentVersion,
    schema: { name: view.text(header.schema), version: header.schemaVersion, fields: header.fieldCount },
    rules: view.count('Rules'),
    active,
    degraded,
    groups: view.count('Groups') - 1,
    predicates: view.count('Predicates'),
    degradations: rules.filter(({ bucket }) => bucket === 'degraded'),
  };
  await print(flags.json ? jsonLine(facts) : textOf(facts));
  demandActive(countBuckets(rules), flags);
}

function rulesOf(view: ContentView) {
  return Array.from({ length: view.count('Rules') }, (_, number) => {
    const { id, title } = view.record('Rules', number);
    const reasons = degradationsOf(view, number);
    return { id: view.text(id), title: view.text(title), bucket: ruleBucket(view, number), reasons };
  });
}

interface ContentFacts {
  readonly file: string;
  readonly content: string;
  readonly bytes: number;
  readonly formatVersion: number;
  readonly contentVersion: number;
  readonly schema: { readonly name: string; readonly version: number; readonly fields: number };
  readonly active: number;
  readonly degraded: number;
  readonly groups: number;
  readonly predicates: number;
  readonly degradations: ReturnType<typeof rulesOf>;
}

function textOf(facts: ContentFacts): string {
  const { schema, active, degraded } = facts;
  return [
    `${facts.file}: accepted`,
    `  SHA-256   ${facts.content}`,
    `  size      ${bytes(facts.bytes)}, format ${facts.formatVersion}, content version ${facts.contentVersion}`,
    `  schema    ${schema.name} ${schema.version}, ${count(schema.fields)} fields`,
    `  rules     ${count(active + degraded)} in ${count(facts.groups)} log sources, ${count(facts.predicates)} predicates`,
    `  buckets   ${bucketsLine({ active, degraded })}`,
    ...degradationLines(facts),
    '',
  ].join('\n');
}

/** Rules shown in full; `--json` and `dump --rule` have the others. */
const SHOWN = 10;

function degradationLines({ degradations }: Pick<ContentFacts, 'degradations'>): string[] {
  const shown = degradations
    .slice(0, SHOWN)
    .flatMap(({ id, title, reasons }) => [
      `  degraded  ${printable(id)} ${printable(title)}`,
      ...reasons.map(({ code, line, column, text }) => `            ${line}:${column}: ${code}: ${printable(text)}`),
    ]);
  const more = degradations.length - SHOWN;
  return more > 0 ? [...shown, `            … and ${count(more)} more rules: --json has them all`] : shown;
}
