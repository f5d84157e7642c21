// SPDX-License-Identifier: Apache-2.0
// The made-up result in its unhappy forms: names that are markup, and runs that went wrong.

import type { Estimate, RatioEstimate, Result } from '../../bench/results/result.ts';
import type { ReportInput } from '../report-input.ts';
import { exampleInput } from './example-result.ts';

/** Breaks out of elements, attributes, code spans, table cells, links and lines, if it is let. */
export const hostileName =
  `</code></svg></title><script>alert(1)</script>"'><img src=x onerror=alert(2)>` +
  `\`|| ]( javascript:alert(3) ) ![x](https://example.invalid/x) \\| ]]> &amp; \u0000\u202e\n# heading\n- item`;

/** The example with an arm, a scenario, reasons and the machine called by a hostile name. */
export function hostileInput(): ReportInput {
  const named = (name: string): string => JSON.stringify(`${name}${hostileName}`);
  const json = JSON.stringify(exampleInput())
    .replaceAll('"pidfd_getfd"', named('pidfd_getfd'))
    .replaceAll('"pidfd-life"', named('pidfd-life'))
    .replaceAll('"one CPU is allowed, two are needed"', named('reason'))
    .replaceAll('"Example CPU 3000"', named('cpu'))
    .replaceAll('"What does it cost to move one descriptor?"', named('question'))
    .replaceAll('"The ratio moved by 6.2 % after block 15 of 30 (p 2.1e-5)."', named('evidence'))
    .replaceAll(
      '"Something that favours one arm changed during the run: find it, or run again."',
      named('advice'),
    )
    .replaceAll('"--only"', named('--only'));
  return JSON.parse(json) as ReportInput;
}

/** The example with some fields of its result replaced. */
export function changed(change: Partial<Result>): ReportInput {
  const input = exampleInput();
  return { ...input, result: { ...input.result, ...change } };
}

/** A run that measured nothing and says why. */
export function everythingSkipped(): ReportInput {
  const { result } = exampleInput();
  const skips = result.scenarios.map((scenario) => ({
    scenario: scenario.id,
    placement: null,
    arm: null,
    point: null,
    reason: 'the descriptor limit is too low',
    remedy: 'raise it with ulimit -n',
  }));
  return {
    result: { ...result, skips, rows: [], launches: [], crossovers: [], doubts: [] },
    distributions: [],
  };
}

/** A run in which one mechanism was refused everywhere. */
export function withoutMechanism(arm: string): ReportInput {
  const { result, distributions } = exampleInput();
  const refused = (each: { readonly arm: string }): boolean => each.arm.startsWith(arm);
  return {
    result: {
      ...result,
      rows: result.rows.filter((row) => !refused(row)),
      launches: result.launches.filter((launch) => !refused(launch)),
      crossovers: [],
      skips: result.cells.map(({ scenario, placement }) => ({
        scenario,
        placement,
        arm,
        point: null,
        reason: `${arm} is refused: EPERM`,
        remedy: 'run as root or lower kernel.yama.ptrace_scope',
      })),
    },
    distributions: distributions.filter((each) => !refused(each)),
  };
}

/** A run of a single block: numbers, but no interval anywhere. */
export function singleBlock(): ReportInput {
  const { result, distributions } = exampleInput();
  const bare = <T extends Estimate | null>(estimate: T): T =>
    estimate === null ? estimate : { ...estimate, interval: null, blocks: 1 };
  const bareRatio = (ratio: RatioEstimate | null): RatioEstimate | null =>
    ratio && { ...bare(ratio), signInterval: null };
  return {
    distributions: distributions.map((each) => ({ ...each, launches: 1 })),
    result: {
      ...result,
      cells: result.cells.map((cell) => ({ ...cell, blocks: 1 })),
      launches: result.launches.filter((launch) => launch.block === 0),
      crossovers: result.crossovers.map((crossover) => ({ ...crossover, at: bare(crossover.at) })),
      rows: result.rows.map((row) => ({
        ...row,
        blocks: 1,
        blocksPlanned: 1,
        wall: row.wall && { p50: bare(row.wall.p50), p90: bare(row.wall.p90), p99: null },
        cpu: row.cpu && { p50: bare(row.cpu.p50) },
        ratioToFloor: bareRatio(row.ratioToFloor),
        ratioToReference: bareRatio(row.ratioToReference),
        cpuRatioToReference: bareRatio(row.cpuRatioToReference),
        adjustedP: null,
      })),
    },
  };
}

/** A run in which some launches of an arm failed in the same way. */
export function withFailures(count: number): ReportInput {
  const { result } = exampleInput();
  const ofOneArm = result.launches.filter((launch) => launch.arm === 'scm_rights').slice(0, count);
  const failure = { code: 'HELPER_DIED', operation: 'receiver', text: 'The receiver was ended by SIGKILL.' };
  return changed({
    launches: result.launches.map((launch) =>
      ofOneArm.includes(launch) ? { ...launch, status: 'failed', wall: null, failure } : launch,
    ),
  });
}
