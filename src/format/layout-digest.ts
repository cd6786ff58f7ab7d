/**
 * A number that changes with any row of the tables: a core, a host and a file of different tables refuse each other.
 */
import { FOLDS } from './fold.js';
import { hashBytes, MULTIPLIERS } from './keys.js';
import {
  ALIGNMENT,
  ASSERTIONS,
  AUTOMATA,
  CORE_RECORDS,
  EFFECTS,
  EXPORTS,
  FAULTS,
  FORMAT_VERSION,
  KEYWORDS,
  LIMITS,
  LOOKUPS,
  MAGIC,
  MEMORY,
  NFA_STATES,
  NONE,
  ORDERS,
  PARTS,
  PREDICATES,
  PRICES,
  RECORDS,
  SECTIONS,
  SHAPES,
  STAGES,
  STEPS,
  UNREAD,
  VALUES,
} from './layout.js';

const TABLES = [
  [
    MAGIC,
    FORMAT_VERSION,
    ALIGNMENT,
    NONE,
    KEYWORDS,
    RECORDS,
    SECTIONS,
    SHAPES,
    PREDICATES,
    ORDERS,
    PARTS,
    AUTOMATA,
    NFA_STATES,
    ASSERTIONS,
    LOOKUPS,
    STEPS,
    EFFECTS,
  ],
  [VALUES, FAULTS, STAGES, UNREAD, CORE_RECORDS, LIMITS, PRICES, MEMORY, EXPORTS, FOLDS, MULTIPLIERS],
];

export const LAYOUT_DIGEST = hashBytes(new TextEncoder().encode(JSON.stringify(TABLES)));
