// SPDX-License-Identifier: Apache-2.0
// What the gate says against how much slower head truly is: the shares of its verdicts over replayed gates, and below
// them the gates that were really run.

import type { Calibration, EndpointCalibration, Injection } from '../../bench/results/calibration.ts';
import type { Chart } from '../charts/chart.ts';
import { chartFile } from '../charts/chart.ts';
import { fileNamePart } from '../escape.ts';
import { formatCount, formatCountOf } from '../format.ts';
import { operatingCharacteristicSpec } from './operating-characteristic-spec.ts';
import { percent } from './percent.ts';

/** One for each endpoint that has a curve. */
export function operatingCharacteristic({ endpoints, injections }: Calibration): Chart[] {
  return endpoints
    .filter(({ curve }) => curve.length > 0)
    .map((one) => chartOf(one, slowedHeads(injections, one.endpoint.id)));
}

/** A slowdown on the axis that the curve is drawn over. */
export interface LiveGate {
  readonly slowdown: number;
  readonly verdict: Injection['verdict'];
}

/** Only where head was slowed: a faster head has no place on this axis. */
function slowedHeads(injections: readonly Injection[], id: string): LiveGate[] {
  return injections.flatMap(({ endpoint, side, expectedRatio, verdict }) =>
    endpoint === id && side === 'head' && expectedRatio !== null
      ? [{ slowdown: expectedRatio - 1, verdict }]
      : [],
  );
}

function chartOf(one: EndpointCalibration, live: readonly LiveGate[]): Chart {
  const { endpoint, redraws, verdicts, falseAlarms } = one;
  const id = `operating-characteristic-${fileNamePart(endpoint.id)}`;
  const counts = `${formatCount(redraws)} replayed gates at each of ${formatCountOf(one.curve.length, 'slowdown')}; ${formatCountOf(live.length, 'gate')} run with a slower head`;
  return {
    id,
    file: chartFile(id),
    title: `What the gate says: ${endpoint.id}`,
    description: describe(one, live),
    caption:
      `Upper panel: the share of replayed gates that failed, passed or gave no answer (INCONCLUSIVE or INVALID), by how much slower head is; ${formatCount(redraws)} replays at each point, on stretches of one A/A session, so that the shares are rougher than this number suggests. The upright line is the slowdown that is allowed (${percent(endpoint.tolerance)}), the level one is at 95 %. ` +
      `Lower panel: ${formatCountOf(live.length, 'gate that was', 'gates that were')} really run with a slowdown put into head, which the judge did not know of. ` +
      `With base = head, ${formatCountOf(falseAlarms.trials, 'gate was', 'gates were')} run: ${String(verdicts.FAIL)} failed, ${String(verdicts.PASS)} passed.`,
    spec: operatingCharacteristicSpec({
      title: `What the gate says: ${endpoint.id}`,
      subtitle: counts,
      tolerance: endpoint.tolerance,
      curve: one.curve,
      live,
    }),
  };
}

function describe(
  { endpoint, curve, smallestFound }: EndpointCalibration,
  live: readonly LiveGate[],
): string {
  const first = curve[0];
  const alike =
    first === undefined
      ? ''
      : ` Without a slowdown ${percent(first.fail)} fail and ${percent(first.pass)} pass.`;
  const found =
    smallestFound === null
      ? ' No slowdown up to the end of the curve fails in 95 % of them.'
      : ` From a slowdown of ${percent(smallestFound)} on, 95 % fail.`;
  const failed = live.filter(({ verdict }) => verdict === 'FAIL').length;
  return `Shares of verdicts against the true slowdown of head, with ${percent(endpoint.tolerance)} allowed.${alike}${found} Of ${formatCountOf(live.length, 'gate')} really run with a slower head, ${String(failed)} failed.`;
}
