// SPDX-License-Identifier: Apache-2.0
// The arms of one placement of the headline scenario as curves, with their counts and what their bands mean: shared by the
// charts that draw whole distributions.

import { bandResamples } from '../../bench/stats/ecdf-band.ts';
import { intervalLevel } from '../../bench/stats/estimate.ts';
import type { Estimate, Result } from '../../bench/results/result.ts';
import type { Placement } from '../../scenarios/scenario.ts';
import { formatCount, formatCountRange as rangeOf, formatCoverage } from '../format.ts';
import type { Distribution, Knot, ReportInput } from '../report-input.ts';
import { armOfRow, findCell, headlineScenario, rowsOfCell } from '../row-lookup.ts';
import { labelsOfArms } from './arm-label.ts';
import { stylesOfArms } from './arm-style.ts';
import type { ArmStyle } from './arm-style.ts';

/** One arm's curve as it is drawn. */
export interface ArmCurve {
  readonly label: string;
  readonly style: ArmStyle;
  readonly n: number;
  readonly knots: readonly Knot[];
  readonly median: Estimate | null;
}

export interface PlacementCurves {
  readonly curves: readonly ArmCurve[];
  /** Samples, launches and blocks, as a caption says them. */
  readonly counts: string;
}

/** Undefined without samples. */
export function curvesOfPlacement(
  { result, distributions }: ReportInput,
  placement: Placement,
): PlacementCurves | undefined {
  const order = findCell(result, { scenario: headlineScenario, placement })?.arms.map((arm) => arm.id) ?? [];
  const here = distributions
    .filter(
      (each) => each.scenario === headlineScenario && each.placement === placement && each.knots.length > 0,
    )
    .sort((a, b) => order.indexOf(a.arm) - order.indexOf(b.arm));
  if (here.length === 0) return undefined;
  return { curves: curvesOf(result, here), counts: countsOf(result, here) };
}

/** What the pale areas are, in a caption; says where an arm has none. */
export function bandNote(curves: readonly ArmCurve[]): string {
  const banded = curves.filter(({ knots }) => knots.some((knot) => knot.band !== undefined));
  if (banded.length === 0) return 'The curves pool all launches and carry no interval of their own.';
  const meaning =
    `The pale area behind a curve is the ${formatCoverage(intervalLevel)} interval of its share at each time for ` +
    `itself, not of the curve as a whole: whole blocks, never samples, drawn ${formatCount(bandResamples)} times.`;
  return banded.length === curves.length
    ? meaning
    : `${meaning} Where it is missing there are too few blocks.`;
}

function curvesOf(result: Result, here: readonly Distribution[]): readonly ArmCurve[] {
  const arms = here.map((each) => armOfRow(result, each));
  const styles = stylesOfArms(arms);
  const labels = labelsOfArms(arms);
  return here.flatMap((distribution, index) => {
    const arm = arms[index];
    const style = styles[index];
    if (arm === undefined || style === undefined) return [];
    const label = labels.get(arm.id) ?? '';
    return [
      { label, style, n: distribution.n, knots: distribution.knots, median: medianOf(result, distribution) },
    ];
  });
}

/** The median with its interval over blocks, as the table prints it. */
function medianOf(result: Result, at: Distribution): Estimate | null {
  const row = rowsOfCell(result, at).find((each) => each.arm === at.arm && each.point === at.point);
  return row?.wall?.p50 ?? null;
}

function countsOf(result: Result, here: readonly Distribution[]): string {
  const blocks = rowsOfCell(result, here[0] ?? { scenario: '', placement: 'unpinned' }).map(
    (row) => row.blocks,
  );
  return (
    `n = ${rangeOf(
      here.map((each) => each.n),
      'sample',
    )} from ` +
    `${rangeOf(
      here.map((each) => each.launches),
      'launch',
      'launches',
    )} of each arm, ` +
    (blocks.length === 0 ? 'blocks not recorded' : rangeOf(blocks, 'block'))
  );
}
