// SPDX-License-Identifier: Apache-2.0
// What is said about each endpoint in the end: the replays' curve and advice, with the false alarms of the real gates.

import { noVerdicts } from '../gate/operating-characteristic.ts';
import type { CurvePoint, EndpointCalibration, Rate, VerdictCounts } from '../results/calibration.ts';
import { clopperPearson } from '../stats/proportion.ts';
import type { ReplayedEndpoint } from './calibrate-curves.ts';
import type { LiveGate } from './calibrate-live.ts';

const foundShare = 0.95;
const rateLevel = 0.95;

export function calibrateEndpoints(
  replayed: readonly ReplayedEndpoint[],
  alike: readonly LiveGate[],
): EndpointCalibration[] {
  return replayed.map((one) => {
    const verdicts = verdictsOf(alike, one.endpoint.id);
    return {
      ...one,
      verdicts,
      falseAlarms: rateOf(verdicts.FAIL, alike.length),
      smallestFound: smallestFound(one.curve),
    };
  });
}

/** Interpolated between the points of the curve; null where it ends below 95 %. */
export function smallestFound(curve: readonly CurvePoint[]): number | null {
  const at = curve.findIndex(({ fail }) => fail >= foundShare);
  const [above, below] = [curve[at], curve[at - 1]];
  if (above === undefined) return null;
  if (below === undefined) return above.slowdown;
  const part = (foundShare - below.fail) / (above.fail - below.fail);
  return below.slowdown + part * (above.slowdown - below.slowdown);
}

function verdictsOf(gates: readonly LiveGate[], id: string): VerdictCounts {
  const counts = noVerdicts();
  for (const { decision } of gates) {
    const own = decision.endpoints.find(({ endpoint }) => endpoint.id === id);
    if (own !== undefined) counts[own.verdict] += 1;
  }
  return counts;
}

function rateOf(count: number, trials: number): Rate {
  return { count, trials, ...clopperPearson(count, trials, rateLevel) };
}
