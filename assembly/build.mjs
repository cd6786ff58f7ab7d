/**
 * Builds the core, and renders what is rendered from tables.
 *
 *   node assembly/build.mjs            the core, with and without SIMD, and src/sandbox/core-bytes.ts; and the core of
 *                                      the simulation, which lacks one check, as src/simulation/unchecked-core-bytes.ts
 *   node assembly/build.mjs --layout   assembly/generated/layout.ts and src/format/FORMAT.md
 *
 * The core is embedded as base64 with the SHA-256 of its bytes, so that it works from any bundler and is compared
 * with its digest before it is compiled. Builds are reproducible byte for byte. A core that accesses memory past its checked
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

if (process.argv.includes('--layout')) await renderLayout();
else {
  buildCore();
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
  const { emitCore, emitDocument } = await import(pathToFileURL(join(root, out, 'format/emit.js')).href);
  mkdirSync(join(root, 'assembly/generated'), { recursive: true });
  writeFileSync(join(root, 'assembly/generated/layout.ts'), emitCore());
  writeFileSync(join(root, 'src/format/FORMAT.md'), emitDocument());
}

function buildCore() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const lint = ['--transform', './assembly/only-accessors.mjs'];
  const cores = ['plain', 'simd'].map((name) => {
    const bytes = compile(name === 'plain' ? 'dist/core.wasm' : `dist/core.${name}.wasm`, '--target', name, ...lint);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return `  ${name}: {\n    sha256: '${sha256}',\n    base64:\n      '${bytes.toString('base64')}',\n  },`;
  });
  const header = '/** The core, as built by assembly/build.mjs; not to be edited. */';
  writeFileSync(
    join(root, 'src/sandbox/core-bytes.ts'),
    `${header}\nexport const CORES = {\n${cores.join('\n')}\n} as const;\n`,
  );
}

function buildUncheckedCore() {
  const transform = ['--transform', './assembly/without-input-check.mjs'];
  const bytes = compile('build/unchecked-core.wasm', '--target', 'plain', ...transform);
  writeFileSync(
    join(root, 'src/simulation/unchecked-core-bytes.ts'),
    `/** The core without one check, as built by assembly/build.mjs; not to be edited. */
export const UNCHECKED_CORE =
  '${bytes.toString('base64')}';
`,
  );
}

function compile(file, ...options) {
  const config = ['--config', 'assembly/asconfig.json', '--outFile', file];
  run(bin('assemblyscript', 'bin/asc.js'), 'assembly/index.ts', ...config, ...options);
  return readFileSync(join(root, file));
}
