/** `ringfence check`: whether a file is content, and what it holds. */
import { readAccepted } from './content.js';
import { bytes, count, print } from './terminal.js';

export async function runCheck(path: string, { json }: { readonly json?: true }): Promise<void> {
  const { digest, view } = await readAccepted(path);
  const { header } = view;
  const facts = {
    file: path,
    content: digest,
    bytes: header.length,
    formatVersion: header.formatVersion,
    contentVersion: header.contentVersion,
    schema: { name: view.text(header.schema), version: header.schemaVersion, fields: header.fieldCount },
    rules: view.count('Rules'),
    groups: view.count('Groups') - 1,
    predicates: view.count('Predicates'),
  };
  if (json) return print(`${JSON.stringify(facts)}\n`);
  const { schema } = facts;
  await print(
    [
      `${path}: accepted`,
      `  SHA-256   ${digest}`,
      `  size      ${bytes(facts.bytes)}, format ${facts.formatVersion}, content version ${facts.contentVersion}`,
      `  schema    ${schema.name} ${schema.version}, ${count(schema.fields)} fields`,
      `  rules     ${count(facts.rules)} in ${count(facts.groups)} log sources, ${count(facts.predicates)} predicates`,
      '',
    ].join('\n'),
  );
}
