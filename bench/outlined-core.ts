/**
 * The core as it is profiled: optimised like the one that ships, but every function stays one and keeps its name.
 *
 * What is marked `@inline` is inlined by the compiler all the same. Otherwise only what is smaller than a call is; by
 * default functions with one caller are swallowed by it, and a profile would show three functions.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Core, loadCore } from '../src/index.js';
import { COMPILER, compiledCore } from './compiled-core.js';

/** What of binaryen, a dependency of the compiler, is used here. */
interface Binaryen {
  setOptimizeLevel(level: number): void;
  setShrinkLevel(level: number): void;
  setDebugInfo(names: boolean): void;
  setAlwaysInlineMaxSize(size: number): void;
  setFlexibleInlineMaxSize(size: number): void;
  setOneCallerInlineMaxSize(size: number): void;
  readBinary(bytes: Uint8Array): { optimize(): void; emitBinary(): Uint8Array<ArrayBuffer>; dispose(): void };
}

/** Instructions that a call costs as well. */
const SMALLER_THAN_A_CALL = 12;

/** Compiles for the same target as `like`. */
export async function loadOutlinedCore(like: Core): Promise<Core> {
  const bytes = outlined(await loadBinaryen(), compiledCore(like.build, '--debug', '--optimizeLevel', '0'));
  return loadCore({ module: await WebAssembly.compile(bytes) });
}

async function loadBinaryen(): Promise<Binaryen> {
  const at = createRequire(join(COMPILER, 'package.json')).resolve('binaryen');
  return ((await import(pathToFileURL(at).href)) as { default: Binaryen }).default;
}

function outlined(binaryen: Binaryen, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setDebugInfo(true);
  binaryen.setAlwaysInlineMaxSize(SMALLER_THAN_A_CALL);
  binaryen.setFlexibleInlineMaxSize(0);
  binaryen.setOneCallerInlineMaxSize(0);
  const module = binaryen.readBinary(bytes);
  module.optimize();
  const optimised = module.emitBinary();
  module.dispose();
  return optimised;
}
