/** All public rules. The corpus is no part of the project: where it is absent these tests are shown as skipped. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { describeDiagnostic } from '../../src/sigma/diagnostic.js';
import { parse } from '../../src/sigma/parse.js';
import type { Placeholders } from '../../src/sigma/placeholders.js';

const CORPUS = fileURLToPath(new URL('../../../shared/corpus/sigma/', import.meta.url));

/** Folders with their number of files and documents, and the diagnostics in them by code. */
const FOLDERS: readonly { name: string; files: number; documents: number; codes: Readonly<Record<string, number>> }[] =
  [
    { name: 'rules', files: 3141, documents: 3141, codes: {} },
    { name: 'rules-emerging-threats', files: 473, documents: 473, codes: {} },
    { name: 'rules-threat-hunting', files: 140, documents: 140, codes: {} },
    { name: 'rules-compliance', files: 3, documents: 3, codes: {} },
    { name: 'rules-placeholder', files: 23, documents: 23, codes: {} },
    { name: 'deprecated', files: 172, documents: 172, codes: { TimeframeLegacy: 1, ConditionPipe: 1 } },
    {
      name: 'unsupported',
      files: 87,
      documents: 92,
      codes: {
        TimeframeLegacy: 45,
        ConditionPipe: 53,
        ConditionUnknown: 4,
        ConditionSyntax: 4,
        ActionDocument: 3,
        TitleMissing: 5,
        ConditionMissing: 5,
      },
    },
  ];

/** Every placeholder has a value. */
const placeholders = { get: () => ['value'] } as unknown as Placeholders;

/** Generous: a loaded machine must not make it fail, a needless pass over every file should. */
const MILLISECONDS = 10_000;

describe.skipIf(!existsSync(CORPUS))('public rules', () => {
  for (const { name, files, documents, codes } of FOLDERS) {
    test(`${name}: ${files} files`, { timeout: MILLISECONDS }, () => {
      const paths = readdirSync(`${CORPUS}${name}`, { recursive: true, encoding: 'utf8' }).filter((path) =>
        path.endsWith('.yml'),
      );
      const parsed = paths.map((path) =>
        parse(path, readFileSync(`${CORPUS}${name}/${path}`, 'utf8'), { placeholders }),
      );
      const diagnostics = parsed.flatMap((one) => one.diagnostics);
      const counts: Record<string, number> = {};
      for (const { code } of diagnostics) counts[code] = (counts[code] ?? 0) + 1;
      expect(counts, diagnostics.slice(0, 5).map(describeDiagnostic).join('\n')).toEqual(codes);
      expect(paths.length).toBe(files);
      expect(parsed.flatMap((one) => one.documents).length).toBe(documents);
      const refused = parsed.flatMap((one) => one.documents).filter((document) => document.rule === undefined);
      expect(parsed.flatMap((one) => one.rules).length).toBe(documents - refused.length);
      if (Object.keys(codes).length === 0) expect(refused).toEqual([]);
    });
  }
});
