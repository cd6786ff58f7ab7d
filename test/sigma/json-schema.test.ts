/**
 * Rules against the official JSON schema of detection rules, which is no package and is not copied here:
 * `SIGMA_SCHEMAS=FOLDER npx vitest run test/sigma/json-schema.test.ts`, the folder being `json-schema` of the repository
 * of the Sigma specification.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { DEMO_RULES } from '../../src/demo/rules.js';
import { parse } from '../../src/sigma/parse.js';

const SCHEMA = join(process.env['SIGMA_SCHEMAS'] ?? '/nowhere', 'sigma-detection-rule-schema.json');
const CORPUS = new URL('../../../shared/corpus/sigma/rules/', import.meta.url);

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Gives what the schema says against a text of rules; nothing when it accepts it. */
function judge(): (text: string) => readonly string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { uuid: UUID } });
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  return (text) =>
    parseAllDocuments(text).flatMap((document) => {
      validate(document.toJS());
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    });
}

test.skipIf(!existsSync(SCHEMA))('the schema accepts the demonstration rules', () => {
  const complaints = judge();
  for (const { name, text } of DEMO_RULES) expect([name, complaints(text)]).toEqual([name, []]);
});

test.skipIf(!existsSync(SCHEMA) || !existsSync(CORPUS))('what the schema accepts is read', () => {
  const complaints = judge();
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'));
  const rows = files.map((name) => {
    const text = readFileSync(new URL(name, CORPUS), 'utf8');
    return { name, schema: complaints(text), parsed: parse(name, text).diagnostics.map(({ code }) => code) };
  });
  const refused = rows.filter(({ schema }) => schema.length > 0);
  console.log(`${rows.length} rules, ${refused.length} of which the schema does not accept`);
  for (const { name, schema } of refused) console.log(name, schema.join('; '));
  expect(rows.filter(({ schema, parsed }) => schema.length === 0 && parsed.length > 0)).toEqual([]);
});
