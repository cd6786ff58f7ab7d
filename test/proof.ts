/** What a proof prints when it is run: its figures, and what another run needs to be compared with it. */
import { cpus } from 'node:os';

export type Figures = Readonly<Record<string, number | string>>;

/** One line of JSON. */
export function printProof(proof: string, figures: Figures): void {
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`;
  console.log(JSON.stringify({ proof, ...figures, machine, date: new Date().toISOString() }));
}
