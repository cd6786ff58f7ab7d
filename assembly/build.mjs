/**
 * Builds the core, and renders what is rendered from tables.
 *
 *   node assembly/build.mjs            the core, with and without SIMD, and src/sandbox/core-bytes.ts; the module of the
 *                                      validator, and src/embedded/judge-bytes.ts; and the core of the simulation,
 *                                      which lacks one check, as src/simulation/unchecked-core-bytes.ts
 *   node assembly/build.mjs --layout   assembly/generated/ and src/format/FORMAT.md
 *
 * Both are embedded as base64 with the SHA-256 of their bytes, so that they work from any bundler and are compared
 * with their digest before they are compiled. Builds are reproducible byte for byte. What accesses memory past its checked
 * accessors is not built: only-accessors.mjs.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name, file) => join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
};

const LINT = ['--transform', './assembly/only-accessors.mjs'];

if (process.argv.includes('--layout')) await renderLayout();
else {
  buildCore();
  buildJudge();
  buildUncheckedCore();
}

/** `src/format` imports nothing but itself, so it compiles alone, before the core is there. */
async function renderLayout() {
  const out = 'build/format';
  const options = [
    '--rootDir',
    'src',
    '--outDir',
    out,
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2023,dom',
  ];
  run(bin('typescript', 'bin/tsc'), ...options, 'src/format/emit.ts');
  const { emitCore, emitDocument, emitJudge } = await import(pathToFileURL(join(root, out, 'format/emit.js')).href);
  mkdirSync(join(root, 'assembly/generated'), { recursive: true });
  writeFileSync(join(root, 'assembly/generated/layout.ts'), emitCore());
  writeFileSync(join(root, 'assembly/generated/judge.ts'), emitJudge());
  writeFileSync(join(root, 'src/format/FORMAT.md'), emitDocument());
}

function buildCore() {
  const cores = ['plain', 'simd'].map((name) => {
    const file = name === 'plain' ? 'dist/core.wasm' : `dist/core.${name}.wasm`;
    return `  ${name}: ${embedded(compile('assembly', file, '--target', name, ...LINT), '  ')},`;
  });
  const header = '/** The core, as built by assembly/build.mjs; not to be edited. */';
  writeFileSync(
    join(root, 'src/sandbox/core-bytes.ts'),
    `${header}\nexport const CORES = {\n${cores.join('\n')}\n} as const;\n`,
  );
}

/** The module of the validator. */
function buildJudge() {
  const bytes = compile('assembly/validator', 'dist/validator.wasm', ...LINT);
  const header = "/** The validator's module, as built by assembly/build.mjs; not to be edited. */";
  writeFileSync(
    join(root, 'src/embedded/judge-bytes.ts'),
    `${header}\nexport const JUDGE_BYTES = ${embedded(bytes, '')} as const;\n`,
  );
}

/** The bytes as base64, and their digest, as a literal. */
function embedded(bytes, indent) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const lines = [`  sha256: '${sha256}',`, '  base64:', `    '${bytes.toString('base64')}',`];
  return ['{', ...lines.map((line) => indent + line), `${indent}}`].join('\n');
}

function buildUncheckedCore() {
  const transform = ['--transform', './assembly/without-input-check.mjs'];
  const bytes = compile('assembly', 'build/unchecked-core.wasm', '--target', 'plain', ...transform);
  writeFileSync(
    join(root, 'src/simulation/unchecked-core-bytes.ts'),
    `/** The core without one check, as built by assembly/build.mjs; not to be edited. */
export const UNCHECKED_CORE =
  '${bytes.toString('base64')}';
`,
  );
}

/** The sources in a folder, whose configuration is beside them. */
function compile(folder, file, ...options) {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  const config = ['--config', `${folder}/asconfig.json`, '--outFile', file];
  run(bin('assemblyscript', 'bin/asc.js'), `${folder}/index.ts`, ...config, ...options);
  return readFileSync(join(root, file));
}
