// SPDX-License-Identifier: Apache-2.0
// The made-up result after days that went wrong in ways that a row, a launch and a plan show together.

import type { Row } from '../../bench/results/result.ts';
import type { ReportInput } from '../report-input.ts';
import { exampleInput } from './example-result.ts';
import { changed } from './example-variants.ts';

const { result } = exampleInput();

/** Launches of one arm across CPUs failed, and its rows know. */
export function withFailedHeadline(count: number): ReportInput {
  const isHit = (one: {
    readonly scenario: string;
    readonly placement: string;
    readonly arm: string;
  }): boolean =>
    one.scenario === 'one-descriptor' && one.placement === 'cross-cpu' && one.arm === 'scm_rights';
  const hit = result.launches.filter(isHit).slice(0, count);
  const failure = { code: 'HELPER_DIED', operation: 'receiver', text: 'The receiver was ended by SIGKILL.' };
  return changed({
    launches: result.launches.map((launch) =>
      hit.includes(launch) ? { ...launch, status: 'failed', wall: null, failure } : launch,
    ),
    rows: result.rows.map((row) =>
      isHit(row) ? { ...row, blocks: row.blocks - count, launchesFailed: count } : row,
    ),
  });
}

/** Every launch of every arm failed. */
export function allFailed(): ReportInput {
  const failure = { code: 'EPERM', operation: 'pidfd_getfd', text: 'The kernel does not allow it.' };
  return {
    result: {
      ...result,
      launches: result.launches.map((launch) => ({ ...launch, status: 'failed', wall: null, failure })),
      rows: result.rows.map((row) => ({
        ...row,
        blocks: 0,
        launchesFailed: row.blocksPlanned,
        oracle: 'not-run',
        wall: null,
        cpu: null,
        ratioToFloor: null,
        ratioToReference: null,
        cpuRatioToReference: null,
        adjustedP: null,
      })),
      crossovers: [],
      doubts: [],
    },
    distributions: [],
  };
}

/** The oracle of one arm failed in one launch of each cell of a scenario. */
export function withFailedOracle(arm: string, scenario = 'one-descriptor'): ReportInput {
  const isHit = (one: { readonly scenario: string; readonly arm: string }): boolean =>
    one.scenario === scenario && one.arm === arm;
  const failure = {
    code: 'ORACLE',
    operation: 'compare',
    text: 'A descriptor was not the one that was sent.',
  };
  return changed({
    launches: result.launches.map((launch) =>
      isHit(launch) && launch.block === 3
        ? { ...launch, status: 'failed', oracle: 'fail', wall: null, failure }
        : launch,
    ),
    rows: result.rows.map((row) => (isHit(row) ? { ...row, oracle: 'fail', launchesFailed: 1 } : row)),
  });
}

/** Ctrl-C after the first cell: nothing of the others was begun. */
export function cutShort(): ReportInput {
  const isBegun = (one: { readonly scenario: string; readonly placement: string }): boolean =>
    one.scenario === 'one-descriptor' && one.placement === 'same-cpu';
  const { distributions, instantTimes = [] } = exampleInput();
  return {
    result: {
      ...result,
      run: { ...result.run, status: 'interrupted' },
      cells: result.cells.map((cell) => ({ ...cell, endedBy: 'interrupted' })),
      rows: result.rows.filter(isBegun),
      launches: result.launches.filter(isBegun),
      crossovers: [],
      doubts: [],
    },
    distributions: distributions.filter(isBegun),
    instantTimes: instantTimes.filter(isBegun),
  };
}

/** As many scenarios of one descriptor again as are asked for. */
export function withScenarios(count: number): ReportInput {
  const [scenario] = result.scenarios;
  const [cell] = result.cells;
  const rows = result.rows.filter((row) => row.scenario === scenario?.id && row.placement === 'same-cpu');
  const ids = Array.from({ length: count }, (_, i) => `scenario-${String(i)}`);
  const more = <Item extends object>(item: Item | undefined, key: 'id' | 'scenario'): Item[] =>
    item === undefined ? [] : ids.map((id) => ({ ...item, [key]: id }));
  return changed({
    scenarios: [...result.scenarios, ...more(scenario, 'id')],
    cells: [...result.cells, ...more(cell, 'scenario')],
    rows: [...result.rows, ...rows.flatMap((row) => more<Row>({ ...row, declared: false }, 'scenario'))],
  });
}
