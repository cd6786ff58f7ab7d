/**
 * Who may import whom, and what may be named where: the rules of the house as data, and every file read.
 *
 * Files are parsed, so that a comment or a text never counts. Types are imports like all others. What breaks a rule is
 * listed as `file: what`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const LIBRARY = 'content embedded format plan sandbox sigma store supervisor updater attestation validator'.split(' ');

/** What only Node runs. */
const NODE = ['pool', 'store'];

/** Files that everybody imports. */
const PLAIN = ['error', 'visible'];

/** Folders that are given bytes which somebody else may write to. */
const GIVEN_BYTES = ['pool', 'sandbox', 'store', 'supervisor', 'validator'];

/** What each folder or file of the host may import. Besides, every file may import what is PLAIN, and its own folder. */
const HOST: Readonly<Record<string, readonly string[]>> = {
  error: [],
  visible: [],
  format: [],
  content: ['format'],
  embedded: ['format'],
  sigma: [],
  plan: ['sigma', 'content', 'format'],
  validator: ['embedded', 'content', 'format'],
  sandbox: ['embedded', 'validator/accepted', 'format'],
  store: ['format'],
  attestation: ['format'],
  supervisor: [
    'sandbox',
    'validator',
    'store',
    'content/view',
    'content/buckets',
    'content/writer',
    'embedded/refusal',
    'format',
  ],
  updater: ['attestation', 'store', 'format'],
  pool: ['supervisor', 'sandbox/core', 'validator/accepted', 'content/view', 'format'],
  index: LIBRARY,
  node: NODE,
  simulation: ['index'],
  demo: [],
  cli: [...LIBRARY, ...NODE, 'index', 'demo', 'simulation'],
  playground: [...LIBRARY, 'index', 'demo', 'simulation'],
};

/** The core: each imports from those before it, and from its own folder. */
const CORE: readonly (readonly string[])[] = [
  ['generated'],
  ['state'],
  ['fault'],
  ['region'],
  ['fuel'],
  ['memory', 'hash'],
  ['validator'],
  ['content'],
  ['event'],
  ['predicate'],
  ['verdict'],
  ['rule'],
  ['window'],
  ['batch', 'trace'],
  ['index'],
];

/** Packages, and modules of Node, with the only places of the host that import them. The core imports none. */
const OUTSIDE: readonly (readonly [name: RegExp, ...places: string[]])[] = [
  [/^@assemblyscript\/loader$/, 'sandbox/core.ts'],
  // makes code at run time, and so has no place in the library
  [/^binary-parser/, 'content/dump.ts', 'content/binary-parser.d.ts'],
  [/^commander$/, 'cli/main.ts'],
  [
    /^valibot$/,
    'cli/placeholders.ts',
    'plan/mapping.ts',
    'store/',
    'supervisor/recording.ts',
    'attestation/',
    'updater/',
  ],
  [/^yaml$/, 'sigma/yaml.ts', 'cli/placeholders.ts'],
  [/^node:worker_threads$/, 'pool/thread.ts'],
  [/^node:os$/, 'pool/thread.ts', 'cli/'],
  [/^node:(?!worker_threads|os)/, 'cli/', 'store/file-store.ts'],
];

/** Files of the host, or one name in them, with the only places that import them. */
const GUARDED: readonly { readonly file: string; readonly name?: string; readonly places: readonly string[] }[] = [
  { file: 'validator/accepted.ts', name: 'accept', places: ['validator/validate.ts'] },
  { file: 'content/dump.ts', places: ['cli/'] },
  { file: 'sandbox/core-bytes.ts', places: ['sandbox/core.ts'] },
  { file: 'embedded/judge-bytes.ts', places: ['embedded/judge-module.ts'] },
  { file: 'simulation/unchecked-core-bytes.ts', places: ['simulation/unchecked-core.ts'] },
];

/** Names with the only places of the host that say them. Clocks, chance and network are arguments; a default is one. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  WebAssembly: [
    'embedded/compile.ts',
    'embedded/judge-module.ts',
    'sandbox/core.ts',
    'sandbox/fault.ts',
    'simulation/unchecked-core.ts',
    'validator/judge.ts',
    'validator/validate.ts',
  ],
  Date: ['cli/', 'playground/', 'demo/'],
  performance: ['cli/', 'playground/', 'supervisor/options.ts'],
  setTimeout: ['cli/', 'playground/', 'pool/thread.ts', 'supervisor/options.ts'],
  setInterval: ['cli/', 'playground/'],
  fetch: ['cli/', 'playground/'],
  'Math.random': [],
  eval: [],
  Function: [],
};

/** Longer than other files may be, because they are rows. */
const ROWS = [
  'assembly/generated/layout.ts',
  'src/format/layout.ts',
  'src/demo/habits.ts',
  'src/demo/programs.ts',
  'src/demo/rules/movement.ts',
];
const LINES = 300;

const VAGUE = /(^|\/)(utils?|helpers?|common|types|managers?|misc)(\.ts$|\/)/;

interface Import {
  /** As written. */
  readonly from: string;
  /** The file, from the folder of the sources; absent when it is outside. */
  readonly file?: string;
  readonly names: readonly string[];
}

interface Source {
  /** From the folder of the sources. */
  readonly path: string;
  readonly text: string;
  readonly nodes: readonly ts.Node[];
  readonly imports: readonly Import[];
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Rendered from built cores. */
const RENDERED = ['sandbox/core-bytes.ts', 'embedded/judge-bytes.ts', 'simulation/unchecked-core-bytes.ts'].map(
  (path) => join(...path.split('/')),
);

function sourcesIn(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !RENDERED.includes(path))
    .sort()
    .map((path) => readSource(join(ROOT, folder), path));
}

function readSource(root: string, path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const nodes = nodesOf(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return { path, text, nodes, imports: nodes.flatMap((node) => importOf(root, path, node)) };
}

function nodesOf(node: ts.Node): ts.Node[] {
  const nodes = [node];
  ts.forEachChild(node, (child) => {
    nodes.push(...nodesOf(child));
  });
  return nodes;
}

function importOf(root: string, path: string, node: ts.Node): Import[] {
  const specifier = specifierOf(node);
  if (!specifier || !ts.isStringLiteralLike(specifier)) return [];
  const from = specifier.text;
  const target = relative(root, join(root, dirname(path), from));
  const inside = from.startsWith('.') && !target.startsWith('..');
  const names = nodesOf(node).flatMap((child) =>
    ts.isImportSpecifier(child) || ts.isExportSpecifier(child) ? [(child.propertyName ?? child.name).text] : [],
  );
  return [{ from, ...(inside ? { file: `${target.replace(/\.js$/, '')}.ts` } : {}), names }];
}

/** Where import and export declarations, `import()` and `import type` import from. */
function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument;
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
    ? node.arguments[0]
    : undefined;
}

const host = sourcesIn('src');
const core = sourcesIn('assembly');
const all = [
  ...host.map((source) => ({ ...source, path: `src/${source.path}` })),
  ...core.map((source) => ({ ...source, path: `assembly/${source.path}` })),
];

const folderOf = (path: string) => path.split('/')[0]!.replace(/\.ts$/, '');
const isIn = (path: string, places: readonly string[]) =>
  places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));

/** The imports that break a rule. */
function imports(sources: readonly Source[], breaks: (one: Import, path: string) => boolean): string[] {
  return sources.flatMap(({ path, imports }) =>
    imports.filter((one) => breaks(one, path)).map(({ from }) => `${path}: ${from}`),
  );
}

/** The files that break a rule. */
function files(sources: readonly Source[], breaks: (source: Source) => boolean): string[] {
  return sources.filter(breaks).map(({ path }) => path);
}

test('there is something to read', () => {
  expect(host.length).toBeGreaterThan(40);
  expect(core.length).toBeGreaterThan(20);
  expect(imports(host, () => true).length).toBeGreaterThan(150);
});

test('host: every folder is in the table', () => {
  expect(files(host, ({ path }) => !(folderOf(path) in HOST))).toEqual([]);
});

test('host: a folder imports only what it may', () => {
  const mayImport = (path: string, file: string) =>
    [folderOf(path), ...PLAIN, ...HOST[folderOf(path)]!].some((one) => folderOf(file) === one || file === `${one}.ts`);
  expect(
    imports(host, ({ from, file }, path) => (file === undefined ? from.startsWith('.') : !mayImport(path, file))),
  ).toEqual([]);
});

test('host: packages and modules of Node are imported in their places', () => {
  const hasPlace = (from: string, path: string) =>
    OUTSIDE.some(([name, ...places]) => name.test(from) && isIn(path, places));
  expect(imports(host, ({ from }, path) => !from.startsWith('.') && !hasPlace(from, path))).toEqual([]);
});

test.each(GUARDED)('host: $file is imported in its places', ({ file, name, places }) => {
  const takes = (one: Import) => one.file === file && (name === undefined || one.names.includes(name));
  expect(imports(host, takes)).not.toEqual([]);
  expect(imports(host, (one, path) => takes(one) && !isIn(path, places))).toEqual([]);
});

test.each(Object.entries(NAMES))('host: %s is said in its places', (name, places) => {
  expect(files(host, ({ path, nodes }) => !isIn(path, places) && nodes.some((node) => says(node, name)))).toEqual([]);
});

/** Whether a node is the global of this name, and not a key or a parameter that happens to be called so. */
function says(node: ts.Node, name: string): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.getText() === name || node.getText() === `globalThis.${name}`;
  if (!ts.isIdentifier(node) || node.text !== name) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return !((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node);
}

test('host: only index.ts and node.ts export what others have', () => {
  const passesOn = (node: ts.Node) =>
    ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isSourceFile(node.parent);
  expect(files(host, ({ path, nodes }) => !['index.ts', 'node.ts'].includes(path) && nodes.some(passesOn))).toEqual([]);
});

test('core: every file imports only to its left', () => {
  const rank = (path: string) => CORE.findIndex((names) => names.includes(folderOf(path)));
  const isLeft = (file: string, path: string) => rank(file) < rank(path) || folderOf(file) === folderOf(path);
  expect(files(core, ({ path }) => rank(path) < 0)).toEqual([]);
  expect(imports(core, ({ file }, path) => file === undefined || !isLeft(file, path))).toEqual([]);
});

test("the validator's module has nothing of the core but its hashes", () => {
  const others = imports(core, ({ file }, path) => folderOf(path) === 'validator' && !isOfValidator(file!));
  expect(others).toEqual([]);
  expect(imports(core, ({ file }, path) => folderOf(file!) === 'validator' && folderOf(path) !== 'validator')).toEqual(
    [],
  );
});

const isOfValidator = (file: string) => ['generated', 'hash', 'validator'].includes(folderOf(file));

test.each([
  ['host', host],
  ['core', core],
] as const)('%s: no file imports itself by way of others', (_, sources) => {
  expect(circleIn(sources)).toEqual([]);
});

/** The files of the first circle of imports. */
function circleIn(sources: readonly Source[]): readonly string[] {
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): readonly string[] => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return [];
    done.add(path);
    const next = sources.find((source) => source.path === path)?.imports ?? [];
    const circles = next.map(({ file }) => (file === undefined ? [] : visit(file, [...way, path])));
    return circles.find((circle) => circle.length > 0) ?? [];
  };
  return sources.map(({ path }) => visit(path, [])).find((circle) => circle.length > 0) ?? [];
}

test(`files have fewer than ${LINES} lines, but for rows`, () => {
  const isLong = ({ text }: Source) => text.split('\n').length > LINES;
  expect(files(all, (source) => isLong(source) && !ROWS.includes(source.path))).toEqual([]);
  expect(ROWS.filter((path) => !all.some((source) => source.path === path && isLong(source)))).toEqual([]);
});

test('names of files say something', () => expect(files(all, ({ path }) => VAGUE.test(path))).toEqual([]));

test('nothing is any', () => {
  const isAny = ({ kind }: ts.Node) => kind === ts.SyntaxKind.AnyKeyword;
  expect(files(all, ({ nodes }) => nodes.some(isAny))).toEqual([]);
});

test('copies are made by ownBytes: the slice of a Buffer shares its memory', () => {
  const isSlice = (node: ts.Node) => ts.isCallExpression(node) && /\.slice$/.test(node.expression.getText());
  const isWhole = (node: ts.Node) => isSlice(node) && (node as ts.CallExpression).arguments.length === 0;
  const given = host.filter(({ path }) => GIVEN_BYTES.includes(folderOf(path)));
  expect(files(given, ({ nodes }) => nodes.some(isWhole))).toEqual([]);
});

test('nothing is left to do', () => {
  expect(files(all, ({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text))).toEqual([]);
});

test('every file says what it is', () => {
  expect(files(all, ({ text }) => !/^(#!.*\n)?\/(\*\*|\/)/.test(text))).toEqual([]);
});
