/** A rule as YAML text: in flow style, which is nearly JSON, or in block style with plain and quoted scalars. */

export type Yaml = null | boolean | string | BareNumber | YamlMap | readonly Yaml[];

/** A number as it is to be written. */
export interface BareNumber {
  readonly number: string;
}

export interface YamlMap extends ReadonlyMap<string, Yaml> {}

export type Style = 'flow' | 'block';

export function writeYaml(document: YamlMap, style: Style): string {
  return style === 'flow' ? `${flow(document)}\n` : `${block(document, '')}\n`;
}

function flow(value: Yaml): string {
  if (value instanceof Map)
    return `{${[...value].map(([key, member]) => `${quoted(key)}: ${flow(member)}`).join(', ')}}`;
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  return typeof value === 'string' ? quoted(value) : bare(value as null | boolean | BareNumber);
}

/** Everything but a scalar starts on a line of its own. */
function block(value: Yaml, indent: string): string {
  if (value instanceof Map) {
    return [...value].map(([key, member]) => `${indent}${scalar(key)}:${below(member, indent)}`).join('\n');
  }
  if (Array.isArray(value)) return value.map((member) => `${indent}-${below(member, indent)}`).join('\n');
  return scalar(value);
}

function below(value: Yaml, indent: string): string {
  const isNested = value instanceof Map || Array.isArray(value);
  return isNested ? `\n${block(value, `${indent}  `)}` : ` ${block(value, '')}`;
}

/** Plain where that cannot mean anything else, else in single quotes, else in double quotes. */
function scalar(value: Yaml): string {
  if (typeof value !== 'string') return bare(value as null | boolean | BareNumber);
  if (/^[A-Z][A-Za-z0-9_|.*]*$/.test(value) && !/^(true|false|null)$/i.test(value)) return value;
  return /^[\p{L}\p{N}\p{P}\p{S} ]*$/u.test(value) ? `'${value.replaceAll("'", "''")}'` : quoted(value);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function bare(value: null | boolean | BareNumber): string {
  return value !== null && typeof value === 'object' ? value.number : String(value);
}
