// SPDX-License-Identifier: Apache-2.0
// The options of each command. What they do stands in the command's own file.

import type { Command } from 'commander';
import { Option } from 'commander';
import { exporterNames } from '../../reports/exporters/index.ts';
import { onlyKeys } from '../plan/only.ts';
import { duration, share, wholeNumber } from './numbers.ts';

export function addRunOptions(run: Command): Command {
  return addMeasuringOptions(run, everything)
    .option('--quick', 'a first look in half a minute')
    .addOption(
      new Option('--full', 'also what takes long: everything under load, half an hour').conflicts('quick'),
    )
    .option(
      '--blocks <n>',
      'blocks of every cell (20 or more for an interval worth having)',
      wholeNumber('--blocks', 1, 10_000),
    )
    .option('--helper <path>', 'another program that keeps docs/helper-protocol.md');
}

export function addGateOptions(gate: Command): Command {
  return addMeasuringOptions(gate, headline)
    .option('--base <ref>', 'a revision of this repository: its helper is built and compared with')
    .option('--base-helper <path>', 'a program that keeps docs/helper-protocol.md, to compare with')
    .option('--baseline <dir>', baselineText)
    .option('--head-helper <path>', 'what is gated (default: the helper built here)')
    .addOption(new Option('--quantile <quantile>', 'of each launch').choices(['p50', 'p99']).default('p50'))
    .option('--tolerance <share>', toleranceText, share('--tolerance', { min: 0.005, max: 10 }))
    .option(
      '--blocks <n>',
      'blocks before the one extension to twice as many (default: 30 same-cpu, 60 otherwise, 100 for a p99)',
      wholeNumber('--blocks', 10, 10_000),
    )
    .option('--inject-ns <n>', injectText, wholeNumber('--inject-ns', 1, 1_000_000_000));
}

/** Defaults: about a quarter of an hour on a machine with two CPUs. */
export function addCalibrateOptions(calibrate: Command): Command {
  const count = (flag: string, most: number): ((text: string) => number) => wholeNumber(flag, 0, most);
  return addSelection(calibrate, headline)
    .option('--tolerance <share>', toleranceText, share('--tolerance', { min: 0.005, max: 10 }))
    .option('--helper <path>', 'another program that keeps docs/helper-protocol.md')
    .option('--gates <n>', 'real gates with base = head', count('--gates', 10_000), 20)
    .option(
      '--injections <n>',
      'real gates with a slowdown drawn at random',
      count('--injections', 10_000),
      20,
    )
    .option(
      '--session-blocks <n>',
      'blocks that are redrawn for the curve',
      wholeNumber('--session-blocks', 60, 10_000),
      120,
    )
    .option(
      '--redraws <n>',
      'redraws for each point of the curve',
      wholeNumber('--redraws', 20, 100_000),
      500,
    );
}

export function addDoctorOptions(doctor: Command): Command {
  const pid = wholeNumber('--pid', 1, 4_194_304);
  return doctor
    .option('--json', 'as one JSON object')
    .addOption(
      new Option('--helper <path>', 'another program that keeps docs/helper-protocol.md').conflicts('pid'),
    )
    .option('--pid <n>', 'why does pidfd_getfd fail for this process, and what would allow it?', pid)
    .option('--fd <n>', 'with --pid: this descriptor of it', wholeNumber('--fd', 0, 2_147_483_647));
}

export function addReportOptions(command: Command): Command {
  return command
    .option('--out <dir>', 'where to put it (default: beside the result)')
    .option('--front-matter', 'with title, date and description in YAML on top of report.md')
    .addOption(
      new Option('--png', 'also each chart as PNG, and card.png, a picture to share a link with').conflicts(
        'compare',
      ),
    )
    .addOption(
      new Option('--summary', 'instead, print a run’s answer and ratios as plain text').conflicts([
        'out',
        'json',
        'frontMatter',
        'png',
        'compare',
      ]),
    )
    .addOption(
      new Option(
        '--compare <dir...>',
        'instead, several runs side by side: what differs, and the numbers of each (needs --out)',
      ).conflicts('frontMatter'),
    )
    .option('--json', 'print the files as one JSON object');
}

export function addExportOptions(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', 'which').choices([...exporterNames]).makeOptionMandatory())
    .option('--out <file>', 'where to put it (default: standard output)');
}

export function addKeepOptions(command: Command): Command {
  return command.requiredOption('--out <dir>', 'where to put it: a new folder');
}

const baselineText =
  'a stored run or gate to compare with instead; advisory: says PASS, INCONCLUSIVE or INVALID, never FAIL';

const injectText =
  'slows head down by so many ns in each transfer, to see the gate fail; marked in the result';

const toleranceText =
  'the smallest slowdown that matters (default: 5% same-cpu, 10% cross-cpu, 20% unpinned; 50% of a p99)';

/** What is measured where nobody selects, in words. */
interface Selected {
  readonly only: string;
  readonly placement: string;
}

const everything: Selected = { only: 'all', placement: 'all' };
/** As planGate does it. */
const headline: Selected = { only: 'scenario=one-descriptor', placement: 'same-cpu' };

/** What run and gate take. */
function addMeasuringOptions(command: Command, selected: Selected): Command {
  return addSelection(command, selected).option(
    '--budget <time>',
    'ends so long after its first launch, with what there is: 60s, 5m',
    duration('--budget'),
  );
}

/** What everything that measures takes. */
function addSelection(command: Command, selected: Selected): Command {
  const only = `only a part: ${onlyKeys.join(', ')} (batch is another word for point; default: ${selected.only})`;
  const placement = new Option(
    '--placement <placement>',
    `only this placement (default: ${selected.placement})`,
  );
  return command
    .option('--only <key=value,…>', only)
    .addOption(placement.choices(['same-cpu', 'cross-cpu', 'unpinned']))
    .option(
      '--seed <n>',
      'repeats the order of another run',
      wholeNumber('--seed', 0, Number.MAX_SAFE_INTEGER),
    )
    .option('--out <dir>', 'the run’s folder (default: results/<UTC time>-<id>)')
    .option(
      '--deadline-ms <n>',
      'ends a launch after this time',
      wholeNumber('--deadline-ms', 1, 3_600_000),
      30_000,
    )
    .option('--with-hostname', 'record the machine’s name')
    .option('--json', 'print the numbers as one JSON object, and no progress');
}

export function addPlayOptions(command: Command): Command {
  return command
    .option('--only <ids>', 'only these, with commas between them')
    .option('--json', 'as one JSON object')
    .option('--steps', 'every step that was taken, and its answer');
}

export function addClaimsOptions(command: Command): Command {
  return addPlayOptions(command).option(
    '--with <dir>',
    'a stored run, whose live handovers decide what cannot be played',
  );
}
