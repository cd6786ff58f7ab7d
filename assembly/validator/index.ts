/**
 * What the host may ask about content, which it writes to JUDGE_AT_JUDGED: its checksum, and then, when header and section
 * entries are found right, everything else. Where that is refused, the cell says why.
 */
import { checkAutomata } from './automata';
import { checksumOf } from './checksum';
import { checkConditions } from './conditions';
import { checkPredicates } from './predicates';
import { checkReferences } from './references';
import { checkSupply } from './supply';
import { checkGroups, checkLookups, checkPaths } from './tables';

export { LAYOUT_DIGEST } from '../generated/layout';

/** CRC-32C of the content, that in the header read as zero. */
export function checksum(): u32 {
  return checksumOf();
}

/** Whether nothing is wrong; `supplied` is how many fields events will come with. */
export function judge(supplied: f64): bool {
  return (
    checkReferences() &&
    checkGroups() &&
    checkPaths() &&
    checkLookups() &&
    checkPredicates() &&
    checkAutomata() &&
    checkConditions() &&
    checkSupply(supplied)
  );
}
