// SPDX-License-Identifier: Apache-2.0
// Why a chart is not there, in the result's own words where it has any, and what would measure it.

import type { Result } from '../../bench/results/result.ts';
import type { Placement } from '../../scenarios/scenario.ts';
import { commandToMeasure } from '../commands.ts';
import { printable } from '../escape.ts';
import type { MissingChart } from './chart.ts';

/** Describes a chart that has no data; with `placement` the reason is looked for there. */
export function missingChart(
  result: Result,
  title: string,
  scenario: string,
  placement?: Placement,
): MissingChart {
  const skip = result.skips.find(
    (each) =>
      each.scenario === scenario &&
      (placement === undefined || each.placement === placement || each.placement === null),
  );
  return {
    title,
    reason: skip === undefined ? 'not part of this run' : printable(skip.reason),
    command: commandToMeasure(scenario, placement),
  };
}
