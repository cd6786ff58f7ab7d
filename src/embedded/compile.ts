/**
 * Modules that are embedded in this build: compared with their digest, audited, compiled, compared with the list of what
 * they may export.
 */
import { RingfenceError } from '../error.js';
import { digest } from '../format/digest.js';
import { LAYOUT_DIGEST } from '../format/layout-digest.js';
import { auditModule, type Pages } from './audit.js';

/** The bytes of a module as base64, and their SHA-256. */
export interface Embedded {
  readonly base64: string;
  readonly sha256: string;
}

/** What a module is called, and what it may be. */
export interface Expected {
  readonly name: string;
  readonly pages: Pages;
  /** Names and kinds; functions, one memory, and LAYOUT_DIGEST. */
  readonly exports: Readonly<Record<string, string>>;
}

/** Throws RingfenceError CoreRefused. */
export async function compileEmbedded(
  { base64, sha256 }: Embedded,
  { name, pages }: Expected,
): Promise<WebAssembly.Module> {
  const bytes = decode(base64);
  const found = await digest(bytes);
  if (found !== sha256)
    throw new RingfenceError('CoreRefused', `the SHA-256 of ${name} is ${found}, expected ${sha256}`);
  const wrong = auditModule(bytes, pages);
  if (wrong !== undefined) throw new RingfenceError('CoreRefused', `${name} is refused: ${wrong}`);
  const module = new Uint8Array(bytes.length + OWN_SECTION.length);
  module.set(bytes);
  module.set(OWN_SECTION, bytes.length);
  return WebAssembly.compile(module);
}

/**
 * A custom section without contents. V8 compiles equal bytes once and keeps the bounds checks of that time, so a module must
 * not be equal to what somebody compiled before V8 was asked for explicit ones.
 */
const OWN_SECTION = [0, 2, 1, 'r'.charCodeAt(0)];

/** Throws RingfenceError CoreRefused when a module imports anything or exports anything else. */
export function checkModule(module: WebAssembly.Module, { name, exports }: Expected): void {
  const imports = WebAssembly.Module.imports(module);
  if (imports.length > 0)
    throw new RingfenceError('CoreRefused', `${name} imports ${imports[0]!.module}.${imports[0]!.name}`);
  const found = WebAssembly.Module.exports(module)
    .map(({ name, kind }) => `${name}: ${kind}`)
    .sort()
    .join(', ');
  const expected = Object.entries(exports)
    .map(([name, kind]) => `${name}: ${kind}`)
    .sort()
    .join(', ');
  if (found !== expected) throw new RingfenceError('CoreRefused', `${name} exports ${found}; expected ${expected}`);
}

/** Throws RingfenceError CoreRefused when an instance is of a module that was built with other tables. */
export function checkLayout(exports: object, { name }: Expected): void {
  const { LAYOUT_DIGEST: layout } = exports as { readonly LAYOUT_DIGEST: WebAssembly.Global };
  if (layout.value >>> 0 !== LAYOUT_DIGEST)
    throw new RingfenceError('CoreRefused', `${name} is built with other format tables`);
}

export function decode(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  // a loop, because a function called for each takes ten times as long in a process that has just begun
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
