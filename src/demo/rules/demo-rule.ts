/**
 * One demonstration rule: a Sigma document as its author wrote it.
 *
 * The rules are this project's own work and name `ringfence` as their author. They keep to what most Sigma
 * engines read: no regular expressions, networks, encodings, field references or placeholders.
 */
export interface DemoRule {
  /** A file name, unique among the demonstration rules. */
  readonly name: string;
  /** YAML, one document. */
  readonly text: string;
}
