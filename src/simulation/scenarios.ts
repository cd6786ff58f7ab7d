/**
 * The incident and its relations: content that ended, or would have ended, what reads it. Each is run at every level.
 *
 * Machines have the right validator and the checked core unless a row says otherwise, so that the levels differ in
 * nothing but what a fault ends.
 */
import { ContentTooLarge, compile, describeDiagnostic, type RuleSource } from '../index.js';
import { bareAgent, type InputRecord } from './agent.js';
import { IPC_RECORDS, IPC_SCHEMA, KNOWN_GOOD_RULES } from './incident.js';
import { LEVEL_NAMES, type Level, type Run, runMachine } from './machine.js';
import { type Cores, contentOf, type Release } from './release.js';

/** What is published, with what the compiler left out of it; or why nothing is. */
type Published = { readonly update: Uint8Array; readonly leftOut?: string } | { readonly withheld: string };

interface Scenario {
  readonly title: string;
  /** Where something of this shape happened. */
  readonly like?: string;
  readonly publish: (release: Release, cores: Cores) => Published | Promise<Published>;
  readonly records?: readonly InputRecord[];
  /** Default: the one that knows what is supplied. */
  readonly validator?: keyof Release['validators'];
  /** Default: the checked one. */
  readonly core?: keyof Cores;
}

const file = (change: (good: Uint8Array) => Uint8Array) => (release: Release) => ({ update: change(release.good) });

/** Quadratic on a text of its own letters: fuel is what bounds it. */
const DEAR: RuleSource = {
  name: 'dear.yml',
  text: `title: Pattern That Tries Everything
logsource: { category: ipc, product: windows }
detection: { selection: { CommandLine: '*${'a?'.repeat(60)}*z' }, condition: selection }
`,
};

const BLANK_CONDITION: RuleSource = {
  name: 'blank.yml',
  text: `title: Policy With A Blank Field
logsource: { category: ipc, product: windows }
detection: { selection: { PipeName: x }, condition: '' }
`,
};

/** Well-formed, and its author meant another program of this name. */
const ACCUSES_WINDOWS: RuleSource = {
  name: 'svchost.yml',
  text: String.raw`title: Service Host Taken For A Worm
logsource: { category: ipc, product: windows }
level: critical
detection: { selection: { Image|endswith: '\svchost.exe' }, condition: selection }
`,
};

const withValue = (record: InputRecord, field: (typeof IPC_SCHEMA.fields)[number], value: InputRecord[number]) =>
  record.with(IPC_SCHEMA.fields.indexOf(field), value);

const [FIRST, SERVICE] = IPC_RECORDS as unknown as readonly [InputRecord, InputRecord];
const HOST_OF_SERVICES = withValue(SERVICE, 'Image', String.raw`C:\Windows\System32\svchost.exe`);
const HARMLESS = [...IPC_RECORDS.slice(0, -1), HOST_OF_SERVICES];
/** The letters of the pattern, far from its end. */
const LONG_COMMAND = withValue(FIRST, 'CommandLine', `${'a'.repeat(50)}b`.repeat(18_000));

/** Bytes from the start of a content file to its format version. */
const FORMAT_VERSION_AT = 4;
/** As many fields as content may declare. */
const FEATURES = 4096;

export const SCENARIOS = {
  incident: {
    title: 'a rule on field 21 of 20; the validator knows',
    publish: ({ update }) => ({ update }),
  },
  boundsChecked: {
    title: 'the validator believes 21; the core checks',
    publish: ({ update }) => ({ update }),
    validator: 'believing',
  },
  unchecked: {
    title: 'the validator believes 21; the core does not check',
    like: 'Channel File 291, 2024',
    publish: ({ update }) => ({ update }),
    validator: 'believing',
    core: 'unchecked',
  },
  allZero: { title: 'a file of zeros', like: 'failed writes, 2024', publish: file((good) => good.map(() => 0)) },
  half: { title: 'half a file', publish: file((good) => good.slice(0, good.length / 2)) },
  twiceInOne: {
    title: 'the file twice in one',
    publish: file((good) => Uint8Array.from([...good, ...good])),
  },
  future: {
    title: 'content for a future version',
    publish: file((good) => good.with(FORMAT_VERSION_AT, good[FORMAT_VERSION_AT]! + 1)),
  },
  doubledFeatures: {
    title: 'a feature list doubled, past its limit',
    like: 'Cloudflare, November 2025',
    publish: () => publishFeatures(2 * FEATURES),
  },
  blankInRule: {
    title: 'a mandatory part left blank in a rule',
    like: 'Google Cloud, June 2025',
    publish: () => publishWith(BLANK_CONDITION),
  },
  blankInEvents: {
    title: 'events whose every field is blank',
    publish: ({ good }) => ({ update: good }),
    records: IPC_RECORDS.map((record) => record.map(() => undefined)),
  },
  noRules: { title: 'content without a rule', publish: () => ({ update: contentOf([], 1) }) },
  again: { title: 'the same file a second time', publish: ({ good }) => ({ update: good }) },
  exhaustion: {
    title: 'a pattern that burns the processor',
    like: 'Cloudflare, July 2019',
    publish: () => publishWith(DEAR),
    records: [LONG_COMMAND, ...IPC_RECORDS],
  },
  wrongMeaning: {
    title: 'a rule that accuses a program of Windows',
    like: 'McAfee DAT 5958, 2010',
    publish: () => publishWith(ACCUSES_WINDOWS),
    records: [HOST_OF_SERVICES, ...IPC_RECORDS],
  },
  wrongMeaningTried: {
    title: 'the same, tried on harmless events before',
    publish: tryOnHarmless,
    records: [HOST_OF_SERVICES, ...IPC_RECORDS],
  },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof SCENARIOS;

export interface Played {
  readonly name: ScenarioName;
  readonly title: string;
  readonly like?: string;
  /** What the compiler refused of it. */
  readonly leftOut?: string;
  /** Why nothing was published; then no machine was reached. */
  readonly withheld?: string;
  readonly levels?: Readonly<Record<Level, Run>>;
}

/** Runs every scenario on a machine of each level. */
export async function playScenarios(release: Release, cores: Cores): Promise<readonly Played[]> {
  const played: Played[] = [];
  for (const name of Object.keys(SCENARIOS) as ScenarioName[]) played.push(await play(name, release, cores));
  return played;
}

async function play(name: ScenarioName, release: Release, cores: Cores): Promise<Played> {
  const {
    title,
    like,
    publish,
    records = IPC_RECORDS,
    validator = 'knowing',
    core = 'checked',
  }: Scenario = SCENARIOS[name];
  const head = { name, title, ...(like === undefined ? {} : { like }) };
  const published = await publish(release, cores);
  if ('withheld' in published) return { ...head, withheld: published.withheld };
  const parts = {
    core: cores[core],
    validate: release.validators[validator],
    survives: core === 'checked' ? (['InputOutOfBounds'] as const) : [],
  };
  const { update, leftOut } = published;
  const day = { good: release.good, update, records };
  const runs: [Level, Run][] = [];
  for (const level of LEVEL_NAMES) runs.push([level, await runMachine({ level, ...parts }, day)]);
  return {
    ...head,
    ...(leftOut === undefined ? {} : { leftOut }),
    levels: Object.fromEntries(runs) as Record<Level, Run>,
  };
}

/** The good rules and one more. */
function publishWith(rule: RuleSource): Extract<Published, { readonly update: Uint8Array }> {
  const { content, diagnostics } = compile([...KNOWN_GOOD_RULES, rule], { schema: IPC_SCHEMA, contentVersion: 1 });
  const [refused] = diagnostics;
  return { update: content, ...(refused && { leftOut: describeDiagnostic(refused) }) };
}

/** A generated list of so many fields: what is beyond the limit of a content file is refused at the publisher. */
function publishFeatures(count: number): Published {
  const fields = Array.from({ length: count }, (_, index) => IPC_SCHEMA.fields[index] ?? `feature${index}`);
  try {
    return { update: compile(KNOWN_GOOD_RULES, { schema: { ...IPC_SCHEMA, fields } }).content };
  } catch (error) {
    if (!(error instanceof ContentTooLarge)) throw error;
    return { withheld: error.message };
  }
}

/** The false-positive canary: nothing may match on a machine where nothing is wrong. */
async function tryOnHarmless({ validators }: Release, { checked }: Cores): Promise<Published> {
  const { update } = publishWith(ACCUSES_WINDOWS);
  const agent = bareAgent(checked, validators.knowing);
  const refused = await agent.take(update);
  if (refused !== undefined) return { withheld: refused };
  const [match] = HARMLESS.flatMap((record) => agent.answer(record).matches);
  return match ? { withheld: `“${match.title}” matches a harmless event` } : { update };
}
