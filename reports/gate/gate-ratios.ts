// SPDX-License-Identifier: Apache-2.0
// The ratio of every endpoint with both intervals, against what is allowed: the forest that a verdict is read from.

import type { EndpointResult, GateResult } from '../../bench/results/gate-result.ts';
import type { ConfidenceInterval } from '../../bench/results/result.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { chartFile } from '../charts/chart.ts';
import type { Chart } from '../charts/chart.ts';
import { ratioForestSpec } from '../charts/ratio-forest-spec.ts';
import type { ForestGroup, ForestRow } from '../charts/ratio-forest-spec.ts';
import { printable } from '../escape.ts';
import { formatCountRange } from '../format.ts';
import { wordsForPlacement } from '../row-lookup.ts';
import { markOf } from './gate-head.ts';
import { shortName } from './endpoints.ts';
import { fineInterval, fineRatio } from './estimate-cells.ts';
import { verdictStyles } from './verdict-style.ts';

const title = 'Head against base';

/** undefined when no endpoint has a ratio. */
export function gateRatioChart(gate: GateResult): Chart | undefined {
  const shown = gate.endpoints.filter(({ ratio }) => ratio !== null && ratio.value > 0);
  if (shown.length === 0) return undefined;
  const blocks = formatCountRange(
    shown.map(({ ratio }) => ratio?.blocks ?? 0),
    'block',
  );
  const id = 'gate-ratios';
  return {
    id,
    file: chartFile(id),
    title,
    description: describe(shown),
    caption: `The mark is the Hodges–Lehmann ratio over the blocks of the first pass (${blocks}), the thick line its signed-rank interval, the thin one the sign test's. The upright tick in a row is what is allowed, 1 + τ. Filled: the verdict is PASS or FAIL. Hollow: INCONCLUSIVE. An open cross: INVALID.`,
    spec: ratioForestSpec({
      title,
      subtitle: `wall time of one transfer · ${blocks} · tick: allowed${markOf(gate)}`,
      groups: groupsOf(shown, gate.scenarios),
      axisTitle: 'head / base (log); above 1 head is slower',
      lastTitle: 'verdict (allowed)',
    }),
  };
}

function groupsOf(shown: readonly EndpointResult[], known: readonly Scenario[]): readonly ForestGroup[] {
  const scenarios = [...new Set(shown.map(({ endpoint }) => endpoint.scenario))];
  return scenarios.map((scenario) => ({
    heading: printable(scenario),
    rows: shown.filter(({ endpoint }) => endpoint.scenario === scenario).map((one) => rowOf(one, known)),
  }));
}

function rowOf({ endpoint, verdict, ratio }: EndpointResult, scenarios: readonly Scenario[]): ForestRow {
  const value = ratio?.value ?? 1;
  const interval = usable(ratio?.interval);
  const { colour, shape } = verdictStyles[verdict];
  return {
    label: printable(shortName(endpoint, scenarios)),
    place: wordsForPlacement(endpoint.placement),
    value,
    interval,
    outer: usable(ratio?.signInterval),
    limit: 1 + endpoint.tolerance,
    number:
      interval === null
        ? `${fineRatio(value)}  no interval`
        : `${fineRatio(value)}  (${fineInterval(interval.lo, interval.hi)})`,
    last: `${verdict} (≤ ${fineRatio(1 + endpoint.tolerance)})`,
    mark: verdict === 'INVALID' ? 'unknown' : verdict === 'INCONCLUSIVE' ? 'hollow' : 'filled',
    colour,
    shape,
  };
}

/** A logarithmic axis has no place for zero and less. */
function usable(interval: ConfidenceInterval | null | undefined): ConfidenceInterval | null {
  return interval != null && interval.lo > 0 && interval.hi >= interval.lo ? interval : null;
}

function describe(shown: readonly EndpointResult[]): string {
  const rows = shown.map(
    ({ endpoint, ratio, verdict }) =>
      `${printable(endpoint.id)}: ${fineRatio(ratio?.value ?? NaN)}, allowed ${fineRatio(1 + endpoint.tolerance)}, ${verdict}`,
  );
  return `Forest of ratios head / base with intervals, logarithmic axis, line at 1. ${rows.join('; ')}.`;
}
