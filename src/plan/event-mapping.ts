/** Where events have fields, and which log source they are of: what the known shapes and a user's mapping are made of. */

export const ANY_KEY = null;

/** Keys from the event inwards; `ANY_KEY` is any one key. */
export type Path = readonly (string | typeof ANY_KEY)[];

/** What rules and callers name; absent parts are not restricted. */
export interface LogSourceName {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
}

/** A mapping that has been read and checked. Only `readMapping` makes one. */
export interface EventMapping {
  /** Which events it is about: all, or those that have a value at one of these places. */
  readonly events: 'always' | readonly Path[];
  /** Where a field may stand, the first place first. */
  readonly placesOf: (field: string) => readonly Path[];
  readonly logSources: readonly LogSourceMapping[];
}

/** Events are of this log source when each field has one of its values. */
export interface LogSourceMapping extends LogSourceName {
  readonly when: Readonly<Record<string, readonly (string | number)[]>>;
}
