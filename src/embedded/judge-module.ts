/** The module of the validator: compiled once in a process, beside the core or for the first file that is validated. */
import { RingfenceError } from '../error.js';
import { JUDGE_EXPORTS, judgePages, LIMITS } from '../format/layout.js';
import { checkModule, compileEmbedded, type Expected } from './compile.js';
import { JUDGE_BYTES } from './judge-bytes.js';
import { askForBoundsChecks } from './precautions.js';

export const JUDGE: Expected = {
  name: "the validator's module",
  pages: { minimum: 1, maximum: judgePages(LIMITS.CONTENT_BYTES.value) },
  exports: JUDGE_EXPORTS,
};

let compiled: WebAssembly.Module | undefined;
let compiling: Promise<WebAssembly.Module> | undefined;

/** The module when it has been compiled. */
export function compiledJudge(): WebAssembly.Module | undefined {
  return compiled;
}

/** Throws RingfenceError Unsupported, CoreRefused. */
export async function judgeModule(): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') throw new RingfenceError('Unsupported', 'this engine has no WebAssembly');
  compiling ??= compileJudge().catch((error: unknown) => {
    // what the engine lacks now it may have later
    compiling = undefined;
    throw error;
  });
  compiled = await compiling;
  return compiled;
}

/** It compares every address before it goes there, so that a listener for SIGSEGV has nothing to hear of. */
async function compileJudge(): Promise<WebAssembly.Module> {
  askForBoundsChecks();
  const module = await compileEmbedded(JUDGE_BYTES, JUDGE);
  checkModule(module, JUDGE);
  return module;
}
