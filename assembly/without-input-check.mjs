/**
 * The interpreter of 19 July 2024: takes the comparison with the number of supplied fields out of `input` in memory.ts.
 *
 * A transform of the compiler, for the simulation alone: the same source, less one statement, so that nothing in the
 * core can be switched to be wrong. Fails the build when the statement is not where it is expected.
 */
import { Transform } from 'assemblyscript/transform';

const FILE = 'assembly/memory.ts';
const FUNCTION = 'input';

export default class extends Transform {
  afterParse({ sources }) {
    const source = sources.find(({ normalizedPath }) => normalizedPath === FILE);
    const found = source?.statements.find(({ name }) => name?.text === FUNCTION);
    const statements = found?.body?.statements ?? [];
    const at = statements.findIndex(({ condition }) => condition?.range.toString() === 'field >= supplied');
    if (at < 0) throw new Error(`${FILE}: ${FUNCTION} does not compare field >= supplied`);
    statements.splice(at, 1);
  }
}
