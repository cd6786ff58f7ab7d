/**
 * The six mitigations of the root-cause analysis of 2024, and the sandbox, as devices: each changes one part of the way
 * from publisher to machine. None knows of the others, and none says how it ends.
 *
 * Source: External Technical Root Cause Analysis, Channel File 291, findings 1 to 6.
 */
import { isRejection, type Rejection, Sandbox } from '../index.js';
import { type InputRecord, load } from './agent.js';
import { RINGS } from './fleet.js';
import type { Machine } from './machine.js';
import type { Cores, Release } from './release.js';

/** Why a release goes no further; nothing when it does. */
export type Gate = (release: Release, machine: Machine) => Promise<string | undefined>;

/** The way of a release: what looks at the sensor, what looks at the content, the machines, how many at a time. */
export interface Pipeline {
  readonly sensorGates: readonly Gate[];
  readonly contentGates: readonly Gate[];
  readonly machine: Machine;
  /** Shares of the fleet, growing, each of which has to send its heartbeats before the next. */
  readonly rings: readonly number[];
}

/** 19 July 2024: a validator that believes what the type declares, an interpreter that does, too, in the kernel. */
export function pipelineOf({ validators }: Release, { unchecked }: Cores): Pipeline {
  return {
    sensorGates: [],
    contentGates: [validated],
    machine: { level: 'kernel', core: unchecked, validate: validators.believing, survives: [] },
    rings: [1],
  };
}

/** The validator is asked in any case; which one it is, is the machine's. */
const validated: Gate = async ({ update }, { validate }) => reasonOf(await validate(update));

export interface Mitigation {
  readonly title: string;
  readonly fit: (pipeline: Pipeline, release: Release, cores: Cores) => Pipeline;
}

export const MITIGATIONS = {
  compileCheck: {
    title: 'the build of the sensor compares declared with supplied fields',
    fit: (pipeline) => ({ ...pipeline, sensorGates: [...pipeline.sensorGates, compileCheck] }),
  },
  boundsCheck: {
    title: 'the interpreter compares every field it reads with those supplied',
    fit: (pipeline, _, { checked }) => withMachine(pipeline, { core: checked, survives: ['InputOutOfBounds'] }),
  },
  typeTests: {
    title: 'tests of a type have a criterion on every field',
    fit: (pipeline) => ({ ...pipeline, sensorGates: [...pipeline.sensorGates, typeTests] }),
  },
  validator: {
    title: 'the validator knows how many fields are supplied',
    fit: (pipeline, { validators }) => withMachine(pipeline, { validate: validators.knowing }),
  },
  instanceTests: {
    title: 'all new content is run in the interpreter before it is published',
    fit: (pipeline) => ({ ...pipeline, contentGates: [...pipeline.contentGates, instanceTests] }),
  },
  staging: {
    title: 'content reaches the fleet in rings, each after the heartbeats of the last',
    fit: (pipeline) => ({ ...pipeline, rings: RINGS }),
  },
  sandbox: {
    title: 'content is interpreted in a sandbox, under a supervisor',
    fit: (pipeline) => withMachine(pipeline, { level: 'sandboxed' }),
  },
} as const satisfies Readonly<Record<string, Mitigation>>;

export type MitigationName = keyof typeof MITIGATIONS;

export const MITIGATION_NAMES = Object.keys(MITIGATIONS) as readonly MitigationName[];

function withMachine(pipeline: Pipeline, parts: Partial<Machine>): Pipeline {
  return { ...pipeline, machine: { ...pipeline.machine, ...parts } };
}

async function compileCheck({ declared, supplied }: Release): Promise<string | undefined> {
  if (declared.length === supplied) return undefined;
  return `${declared.length} fields are declared, ${supplied} supplied: there is no value for ${declared[supplied]}`;
}

const typeTests: Gate = ({ typeTests, records }, machine) => tryOut(machine, typeTests, () => records);

/** What a value of a field may be, besides what it is: missing, empty, long, ill-formed, another type. */
const VARIANTS = [undefined, null, '', 'x'.repeat(4096), '\ud800', '\0', -1, true] as const;

const instanceTests: Gate = ({ update, records }, machine) => tryOut(machine, [update], () => variantsOf(records));

function* variantsOf(records: readonly InputRecord[]): Generator<InputRecord> {
  yield* records;
  for (const record of records)
    for (let field = 0; field < record.length; field++) for (const value of VARIANTS) yield record.with(field, value);
}

/** Runs contents, if the validator lets them pass, on the core of the machine. */
async function tryOut(
  { core, validate }: Machine,
  contents: readonly Uint8Array[],
  records: () => Iterable<InputRecord>,
): Promise<string | undefined> {
  const sandbox = new Sandbox(core);
  for (const bytes of contents) {
    const content = await validate(bytes);
    if (isRejection(content)) return reasonOf(content);
    load(sandbox, content);
    for (const record of records()) {
      const { fault } = sandbox.evaluate(record);
      if (fault) return `the interpreter faults on a test: ${fault.kind}`;
    }
  }
  return undefined;
}

function reasonOf(answer: Rejection | object): string | undefined {
  return 'code' in answer ? `the validator refuses it: ${answer.code}` : undefined;
}
