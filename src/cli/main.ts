#!/usr/bin/env node
/**
 * The command line. Data goes to standard output, everything for people about it to standard error. Exit status 0 when
 * the work was done, whatever was found; 2 when the input cannot be used.
 */
import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { Failure } from './failure.js';
import { complain, say } from './terminal.js';

const { version, description } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

const json = () => new Option('--json', 'print data as JSON on standard output');
const placeholders = () =>
  new Option('--placeholders <file>', 'YAML: a map from names to lists, for %name% under expand');
const profile = () =>
  new Option('--profile <name>', 'which events rules match: those of Sysmon, or also others that say the same')
    .choices(['sysmon', 'builtin'])
    .default('sysmon');
const mapping = () => new Option('--mapping <file>', 'YAML: where events of your own have the fields of rules');
const strict = () => new Option('--strict', 'fail when a rule is refused or degraded');
const collect = (path: string, paths: readonly string[] = []) => [...paths, path];

const program = new Command('ringfence').description(description).version(version).showHelpAfterError('(try --help)');
program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2)).configureOutput({ writeErr: complain });
program.hook('preAction', (_, command) => refuseEmpty(command));

program
  .command('compile')
  .description('compile Sigma rules to a content file')
  .argument('<rules...>', 'rule files, or folders of .yml and .yaml files')
  .requiredOption('-o, --output <file>', 'the content file to write, .ring by custom')
  .option('--report <file>', 'write what became of every rule, as JSON')
  .addOption(profile())
  .addOption(mapping())
  .addOption(placeholders())
  .addOption(strict())
  .addOption(json())
  .action(async (...args) => (await import('./compile.js')).runCompile(args[0], args[1]));

program
  .command('check')
  .description('validate content files, or say what would become of rules')
  .argument('<paths...>', 'content files; or rule files, or folders of .yml and .yaml files')
  .addOption(profile())
  .addOption(mapping())
  .addOption(placeholders())
  .addOption(strict())
  .addOption(json())
  .action(async (...args) => (await import('./check.js')).runCheck(args[0], args[1]));

program
  .command('dump')
  .description('print what a content file holds')
  .argument('<file>', 'a content file')
  .option('--rule <id>', 'one rule in full, by id or number: its condition and predicates')
  .addOption(json())
  .action(async (...args) => (await import('./dump.js')).runDump(args[0], args[1]));

program
  .command('scan')
  .description('match events against rules')
  .argument('<events...>', 'files of events: .ndjson, .json, either .gz, or - for NDJSON on standard input')
  .option('--rules <path>', 'a rule file or a folder of rules; may be repeated', collect)
  .option('--content <file>', 'a content file, instead of --rules')
  .addOption(profile())
  .addOption(mapping())
  .addOption(placeholders())
  .addOption(strict())
  .option('--product <name>', 'declare the product of all events, such as linux')
  .option('--category <name>', 'declare the category of all events, such as webserver')
  .option('--service <name>', 'declare the service of all events, such as auditd')
  .option('--workers <number>', 'answer on that many threads at once; matches are printed in the same order')
  .option('--record <folder>', 'write each of the first 100 faults to an empty folder, for replay')
  .addOption(json())
  .action(async (...args) => (await import('./scan.js')).runScan(args[0], args[1]));

program
  .command('explain')
  .description('show why a rule matches an event, or does not')
  .argument('<event>', 'an event: JSON, a file of it, or - for standard input')
  .requiredOption('--rule <id>', 'the id of the rule')
  .option('--rules <path>', 'a rule file or a folder of rules; may be repeated', collect)
  .option('--content <file>', 'a content file, instead of --rules')
  .addOption(profile())
  .addOption(mapping())
  .addOption(placeholders())
  .addOption(json())
  .action(async (...args) => (await import('./explain.js')).runExplain(args[0], args[1]));

program
  .command('bench')
  .description('measure how fast rules answer events')
  .requiredOption('--events <file>', 'events as scan reads them; may be repeated', collect)
  .option('--rules <path>', 'a rule file or a folder of rules; may be repeated', collect)
  .option('--content <file>', 'a content file, instead of --rules')
  .addOption(profile())
  .addOption(mapping())
  .addOption(placeholders())
  .addOption(strict())
  .option('--product <name>', 'declare the product of all events, such as linux')
  .option('--category <name>', 'declare the category of all events, such as webserver')
  .option('--service <name>', 'declare the service of all events, such as auditd')
  .option('--rounds <n>', 'rounds that count', '7')
  .addOption(json())
  .action(async (...args) => (await import('./bench.js')).runBench(args[0]));

program
  .command('replay')
  .description('make a recorded fault happen again, and say whether it is the same')
  .argument('<file>', 'a recording')
  .option('--content <file>', 'the content file, when the recording has none in it')
  .addOption(json())
  .action(async (...args) => (await import('./replay.js')).runReplay(args[0], args[1]));

program
  .command('drill')
  .description('make faults on purpose, and measure how fast their events are answered')
  .option('--rounds <number>', 'how often each kind of fault is made', '1000')
  .addOption(json())
  .action(async (...args) => (await import('./drill.js')).runDrill(args[0]));

program
  .command('demo')
  .description('compile, scan, and contain a fault, on the data that comes with ringfence')
  .addOption(json())
  .action(async (...args) => (await import('./demo.js')).runDemo(args[0]));

program
  .command('replay-incident')
  .description('run the incident of 19 July 2024 and its relations, and every combination of what would have helped')
  .option('--html <file>', 'write it as one page, too')
  .addOption(json())
  .action(async (...args) => (await import('./replay-incident.js')).runReplayIncident(args[0]));

/** Throws a Failure when a value is an empty text, as a variable of the shell is that nobody has set. */
function refuseEmpty(command: Command): void {
  const given = new Map<string, unknown>(
    command.options.map((option) => [option.flags, command.getOptionValue(option.attributeName())]),
  );
  for (const [index, argument] of command.registeredArguments.entries())
    given.set(`<${argument.name()}>`, command.processedArgs[index]);
  for (const [name, value] of given)
    if ([value].flat().includes('')) throw new Failure(`${name}: a value was expected, not ''`);
}

// a reader that has seen enough, such as head, is no error
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 2));

try {
  await program.parseAsync();
} catch (error) {
  const isFailure = error instanceof Failure;
  if (isFailure) say(`ringfence: ${error.message}`);
  else complain(`${(error as Error).stack ?? error}\n`);
  process.exitCode = isFailure ? 2 : 1;
}
