/** What generated rules may use. A comparison names the features that both sides know. */

export const BASIC = [
  'contains',
  'startswith',
  'endswith',
  'all',
  'cased',
  'neq',
  'windash',
  'base64',
  'base64offset',
  'wide',
  'utf16',
  'utf16le',
  'utf16be',
  'null',
  'empty',
  'numbers',
  'booleans',
  'keywords',
  'list-of-maps',
  'of-patterns',
] as const;

export const FULL = [
  ...BASIC,
  're',
  'cidr',
  'exists',
  'lt',
  'lte',
  'gt',
  'gte',
  'fieldref',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'year',
] as const;

export type Feature = (typeof FULL)[number];
