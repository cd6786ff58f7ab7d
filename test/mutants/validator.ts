/** The validator with one of its files changed, beside the rest of the built library: made in the process that tries it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { validate } from '../../src/validator/validate.js';
import { JUDGEMENTS, type Judgement } from '../validator/judgements.js';
import { builtWith, type Replaced, ROOT } from './trial.js';

const BUILT = join(ROOT, 'dist/validator');
let made = 0;

/** Every one has a folder of its own, so that no module is taken for another. */
export async function validatorWith({ file, text }: Replaced): Promise<typeof validate> {
  const folder = join(ROOT, 'build/mutants', String(made++));
  mkdirSync(folder, { recursive: true });
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  for (const name of readdirSync(BUILT).filter((name) => name.endsWith('.js'))) {
    const code = name === `${basename(file, '.ts')}.js` ? outputText : readFileSync(join(BUILT, name), 'utf8');
    writeFileSync(
      join(folder, name),
      code.replaceAll("from '../", "from '../../../dist/").replace(/^\/\/# source.*/m, ''),
    );
  }
  const module = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'validate.js')).href);
  return module.validate;
}

/** The validator with a module of which one source is changed. */
export async function judgeWith(replaced: Replaced): Promise<typeof validate> {
  const module = new WebAssembly.Module(await builtWith('assembly/validator', replaced));
  return (bytes, options) => validate(bytes, { module, ...options });
}

/** The first of the files that it judges otherwise. */
export async function judgedOtherwise(mutant: typeof validate): Promise<string | undefined> {
  for (const { name, bytes, options, rejection } of JUDGEMENTS) {
    const found = await mutant(bytes, options).catch((thrown: unknown) => ({ thrown }));
    if (!agrees(found, rejection)) return name;
  }
  return undefined;
}

function agrees(found: object, expected: Judgement['rejection']): boolean {
  if (!expected) return 'view' in found;
  if (Object.values(found).some((value) => value === undefined || Number.isNaN(value))) return false;
  return Object.entries(expected).every(([key, value]) => (found as Readonly<Record<string, unknown>>)[key] === value);
}
