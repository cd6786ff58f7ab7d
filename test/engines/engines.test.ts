/**
 * The same rules and events on every engine that this machine has: the same content and the same verdicts, number for
 * number. `ENGINE_EVENTS=100000` is the long run.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printProof } from '../proof.js';
import { ENGINES, programOf, runUntil, versionOf } from './engine.js';
import { eventsOf, RULES } from './input.js';
import type { Findings } from './verdicts.js';

const EVENTS = Number(process.env['ENGINE_EVENTS'] ?? 2000);
const SEED = 20240719;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** As deep as the source, so that what it imports is where it says. */
const MODULE = 'build/engines/verdicts.js';

/** Where a browser finds packages; the others look themselves. */
const PACKAGES = {
  '@assemblyscript/loader': '/node_modules/@assemblyscript/loader/index.js',
  valibot: '/node_modules/valibot/dist/index.mjs',
  yaml: '/node_modules/yaml/browser/index.js',
};
const PAGE = `<!doctype html><script type="importmap">${JSON.stringify({ imports: PACKAGES })}</script><script type="module" src="/${MODULE}"></script>`;

const INPUT: Readonly<Record<string, string | Uint8Array>> = {
  '/': PAGE,
  '/rules': JSON.stringify(RULES),
  '/events': eventsOf(SEED, EVENTS),
};
const TYPES: Readonly<Record<string, string>> = {
  '': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
};
/** All that a page may be served: built files and the packages above. */
const SERVED = /^\/(dist|build\/engines|node_modules\/(@assemblyscript\/loader|valibot|yaml))\/[\w./-]+\.m?js$/;

let server: Server;
let arrived: (findings: Findings) => void = () => {};

beforeAll(async () => {
  const source = readFileSync(join(ROOT, 'test/engines/verdicts.ts'), 'utf8');
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 };
  mkdirSync(join(ROOT, 'build/engines'), { recursive: true });
  writeFileSync(join(ROOT, MODULE), ts.transpileModule(source, { compilerOptions }).outputText);
  server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    if (request.method === 'POST') {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      response.end();
      arrived(JSON.parse(Buffer.concat(parts).toString()));
      return;
    }
    const body =
      INPUT[path] ?? (SERVED.test(path) && !path.includes('..') ? readFileSync(join(ROOT, path)) : undefined);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const found = new Map<string, Findings>();

describe.each(ENGINES)('$name', (engine) => {
  const program = programOf(engine);
  if (!program) console.log(`${engine.name}: not on this machine, and so not run`);
  test.skipIf(!program)(`answers ${EVENTS} events as Node does`, { timeout: 600_000 }, async () => {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const findings = new Promise<Findings>((resolve) => (arrived = resolve));
    const args = (folder: string) => engine.args(join(ROOT, MODULE), origin, folder);
    const result = await runUntil(program!, args, findings);
    found.set(engine.name, result);
    printProof('verdicts by engine', {
      engine: engine.name,
      version: versionOf(program!),
      seed: SEED,
      ...result.verdicts,
      ...counts(result),
    });
    expect(result).toEqual(found.get('Node'));
    expect(result.verdicts.simd).toBe(result.verdicts.plain);
    expect([result.events, result.matches].every((count) => count > 0)).toBe(true);
  });
});

const counts = ({ content, events, matches }: Findings) => ({ content, events, matches });
