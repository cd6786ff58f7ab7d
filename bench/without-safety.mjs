/**
 * The core without what makes it safe, to measure what that costs: no check is made and no fuel is burned.
 *
 * A transform of the compiler, for `npm run bench:safety` alone. A check is a statement `if` without `else` that does nothing
 * but fail; what fails are the functions in FAILING. Fails the build when it finds fewer checks than there must be.
 */
import { Transform } from 'assemblyscript/transform';

const FAILING = ['fail', 'inputOutOfBounds'];

const FEWEST_CHECKS = 40;

export default class extends Transform {
  afterParse({ sources }) {
    const ours = sources.filter(({ normalizedPath }) => !normalizedPath.startsWith('~lib/'));
    const checks = ours.reduce((count, { statements }) => count + withoutChecks(statements), 0);
    if (checks < FEWEST_CHECKS) throw new Error(`${checks} checks are found, there must be ${FEWEST_CHECKS}`);
    const fuel = ours.find(({ normalizedPath }) => normalizedPath === 'assembly/fuel.ts');
    fuel.statements.find(({ name }) => name?.text === 'burn').body.statements.length = 0;
  }
}

/** Takes checks out of all lists of statements below; returns how many. */
function withoutChecks(node) {
  if (typeof node !== 'object' || node === null) return 0;
  let count = 0;
  if (Array.isArray(node)) {
    const kept = node.filter((one) => !isCheck(one));
    count = node.length - kept.length;
    node.splice(0, node.length, ...kept);
  }
  for (const [key, child] of Object.entries(node)) if (key !== 'range') count += withoutChecks(child);
  return count;
}

function isCheck(node) {
  if (!node?.condition || !node.ifTrue || node.ifFalse) return false;
  const [first] = node.ifTrue.statements ?? [node.ifTrue];
  return FAILING.includes(first?.expression?.expression?.text);
}
