/**
 * Every check of the validator, of what is embedded, of the sandbox and of the core, taken away one at a time: a test has to notice.
 *
 * In CI a few of each are tried. `MUTANTS=all` tries every one, `MUTANTS=src/validator` those of one folder or file; what
 * survives and is not in the list of survivors fails, and so does a survivor that a test has begun to notice.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printProof } from '../proof.js';
import { coreMutants, hostMutants, type Mutant } from './guards.js';
import { SURVIVORS } from './survivors.js';
import { coreWith, type Replaced, ROOT, seen } from './trial.js';
import { judgedOtherwise, judgeWith, validatorWith } from './validator.js';

interface Place {
  readonly folder: string;
  /** What in it is another place. */
  readonly but?: string;
  readonly mutants: (file: string, text: string) => readonly Mutant[];
  /** What notices that a source is replaced. */
  readonly noticedBy: (replaced: Replaced) => Promise<string | undefined>;
  /** How many CI tries. */
  readonly few: number;
}

const sandboxTests = (...names: readonly string[]) => names.map((name) => `test/sandbox/${name}.test.ts`);

const PLACES: readonly Place[] = [
  {
    folder: 'src/validator',
    mutants: hostMutants,
    noticedBy: async (replaced) => judgedOtherwise(await validatorWith(replaced)),
    few: 20,
  },
  {
    folder: 'src/embedded',
    mutants: hostMutants,
    noticedBy: (replaced) =>
      seen(replaced, [
        [
          'test/embedded/audit.test.ts',
          'test/embedded/precautions.test.ts',
          ...sandboxTests('core', 'fault'),
          'test/validator/judge.test.ts',
        ],
      ]),
    few: 1,
  },
  {
    folder: 'assembly/validator',
    mutants: hostMutants,
    noticedBy: async (replaced) => judgedOtherwise(await judgeWith(replaced)),
    few: 10,
  },
  {
    folder: 'src/sandbox',
    mutants: hostMutants,
    noticedBy: (replaced) =>
      seen(replaced, [
        sandboxTests('verdict', 'trace', 'record', 'core', 'fault', 'fuel', 'sandbox'),
        [
          ...sandboxTests('core-faults', 'input'),
          'test/supervisor/injection.test.ts',
          'test/supervisor/supervisor.test.ts',
        ],
      ]),
    few: 1,
  },
  {
    folder: 'assembly',
    but: 'assembly/validator',
    mutants: coreMutants,
    noticedBy: async (replaced) =>
      seen(await coreWith(replaced), [
        sandboxTests('core-faults', 'core-guards'),
        [
          ...sandboxTests('input', 'builds', 'fuel'),
          'test/supervisor/explain.test.ts',
          'test/simulation/fence.test.ts',
        ],
      ]),
    few: 1,
  },
];

const WANTED = process.env['MUTANTS'] ?? 'few';

function sourcesOf(folder: string): readonly Replaced[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/generated|(core|judge)-bytes|\.d\.ts$/.test(name))
    .sort()
    .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(join(ROOT, folder, name), 'utf8') }));
}

function mutantsOf({ folder, but, mutants, few }: Place): readonly Mutant[] {
  const sources = sourcesOf(folder).filter(({ file }) => but === undefined || !file.startsWith(but));
  const all = sources.flatMap(({ file, text }) => mutants(file, text));
  if (WANTED !== 'few') return all.filter(({ file }) => WANTED === 'all' || file.startsWith(WANTED));
  const noticed = all.filter((mutant) => !isListed(mutant));
  return noticed.filter((_, index) => index % Math.ceil(noticed.length / few) === 0);
}

function isListed({ file, was, now }: Mutant): boolean {
  return SURVIVORS.some((one) => one.file === file && one.was === was && one.now === now);
}

describe.each(PLACES)('$folder', (place) => {
  test('nothing is noticed when nothing is changed', { timeout: 0 }, async () => {
    expect(await place.noticedBy(sourcesOf(place.folder)[0]!)).toBeUndefined();
  });

  const mutants = mutantsOf(place);
  test.skipIf(mutants.length === 0)(`each of ${mutants.length} checks is missed`, { timeout: 0 }, async () => {
    const wrong: string[] = [];
    for (const mutant of mutants) {
      const { file, line, was, now } = mutant;
      const noticed = (await place.noticedBy(mutant)) !== undefined;
      if (noticed !== isListed(mutant)) continue;
      wrong.push(`${file}:${line}: ${noticed ? 'is noticed, and listed' : 'survives'}: ${was} -> ${now}`);
      console.log(wrong.at(-1));
    }
    const survivors = mutants.filter(isListed).length;
    printProof('checks taken away', { folder: place.folder, checks: mutants.length, survivors, wrong: wrong.length });
    expect(wrong).toEqual([]);
  });
});
